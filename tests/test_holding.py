"""First arguments of new members, held until a moderator has looked at them."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from debates.actions.shutting import screen_debate
from debates.models import Argument, Case, Debate, Notice, Ruling
from tests.api import Program
from tests.counting import drifted
from tests.faces import Face, Pages
from tests.factories import a_claim, a_counterclaim, a_member, a_synthesis, seen_by
from tests.reading import CANARY, everything_read

HELD = "Held until a moderator has looked at it"


@pytest.fixture
def screened(debate: Debate, moderator: User) -> Debate:
    screen_debate(debate, rule="spam", because="Adverts since Monday", by=moderator)
    return seen_by(moderator, debate)


def told(member: User) -> list[str]:
    return list(Notice.objects.filter(member=member).order_by("pk").values_list("kind", flat=True))


def test_a_first_answer_is_held_and_let_through(
    face: Face, claim: Argument, screened: Debate, moderator: User, member: User
) -> None:
    face.sign_in(member)
    assert face.post_counterclaim(claim, "Buy my shoes").what == "done"
    held = Argument.objects.get(author=member)
    own = face.read_argument(held).text
    assert "Buy my shoes" in own
    assert told(member) == ["held"]
    assert told(claim.author) == []
    for reader in (a_member(), claim.author):
        face.sign_in(reader)
        assert "Buy my shoes" not in face.read_argument(held).text
        assert "Buy my shoes" not in face.read_debate(screened).text
    case = Case.objects.get(closed_at=None)
    assert (case.argument, case.why, case.rule) == (held, "held", "newcomer")
    face.sign_in(moderator)
    assert face.restore(held, "other", "Harmless").what == "done"
    assert told(claim.author) == ["countered"]
    assert Notice.objects.get(member=claim.author).by == member
    assert told(member) == ["held", "ruled"]
    case.refresh_from_db()
    assert (case.verdict, case.ruling.verb if case.ruling else "") == ("dismissed", "release")
    face.sign_in(member)
    assert face.support(claim, "And a second").what == "done"
    assert Ruling.objects.filter(verb="hold").count() == 1, "they are known by now"
    assert drifted() == []


def test_who_argues_here_already_and_who_moderates_are_not_held(
    face: Face, claim: Argument, screened: Debate, moderator: User
) -> None:
    for known in (claim.author, moderator, a_member(is_staff=True)):
        face.sign_in(known)
        assert face.post_claim(screened, "I am known").what == "done"
    assert not Case.objects.exists()


def test_a_held_argument_is_mended_and_withdrawn_by_its_author(
    face: Face, claim: Argument, screened: Debate, member: User
) -> None:
    face.sign_in(member)
    face.post_claim(screened, "Buy my shoes")
    held = Argument.objects.get(author=member)
    assert face.edit(held, "Shoes matter too", read=1).what == "done"
    face.sign_in(a_member())
    assert face.cast_vote(held, "agree").what == "refused"
    assert face.edit(held, "Mine now", read=2).what == "refused"
    face.sign_in(member)
    assert face.withdraw(held).what == "done"


def test_a_held_argument_is_hidden_and_that_is_undone(
    face: Face, claim: Argument, screened: Debate, moderator: User, member: User
) -> None:
    face.sign_in(member)
    face.post_claim(screened, "Buy my shoes")
    held = Argument.objects.get(author=member)
    face.sign_in(moderator)
    assert face.hide(held, "spam", "It sells").what == "done"
    assert face.hide(held, "spam", "It sells").what == "refused"
    assert Case.objects.get().verdict == "upheld"
    assert face.restore(held, "mistake", "It does not").what == "done"
    held.refresh_from_db()
    assert not held.is_hidden
    assert not Case.objects.filter(closed_at=None).exists()
    verbs = Ruling.objects.filter(argument=held).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["hold", "hide", "restore", "release"]


@pytest.mark.usefixtures("no_limits")
def test_all_who_would_have_been_told_are_told_when_it_is_let_through(
    screened: Debate, moderator: User, member: User
) -> None:
    one = a_claim(screened, by=moderator)
    other = a_counterclaim(one, by=(author := known(screened, moderator)))
    linked = a_claim(screened, by=moderator)
    Notice.objects.all().delete()
    synthesis = a_synthesis([one, other], reasoning=f"See #{linked.pk}", by=member)
    assert (told(author), told(moderator), told(member)) == ([], [], ["held"])
    program = Program(moderator)
    why = {"rule": "other", "reason": "Harmless"}
    assert program.delete(f"arguments/{synthesis.pk}/hiding", why).status_code == 200
    assert (told(author), told(moderator)) == (["reconciled"], ["reconciled"])


def test_a_held_text_is_there_for_its_author_and_moderators_only(
    claim: Argument, screened: Debate, moderator: User, member: User
) -> None:
    held = a_counterclaim(claim, f"{CANARY} sings", f"**{CANARY}**", by=member)
    for viewer in (AnonymousUser(), a_member(), claim.author):
        assert CANARY not in everything_read(viewer, held)
    for viewer in (member, moderator):
        assert CANARY in everything_read(viewer, held)


def test_the_answer_to_posting_says_that_it_is_held(
    claim: Argument, screened: Debate, member: User
) -> None:
    reply = {"kind": "claim", "statement": "Yes"}
    shown = Program(member).post(f"arguments/{claim.pk}/replies", reply).json()
    assert shown["hidden"] == {"verb": "hold", "rule": "newcomer", "role": "automatic"}
    pages = Pages()
    pages.sign_in(a_member())
    at = f"/debates/{screened.slug}/claims/new/"
    page = pages.client.post(at, {"statement": "Also"}, follow=True).content.decode()
    assert HELD.lower() in page.lower()
    assert "It is held until" in page


def known(debate: Debate, moderator: User) -> User:
    """Somebody whose first argument was let through."""
    author = a_member()
    first = a_claim(debate, by=author)
    why = {"rule": "other", "reason": "Harmless"}
    Program(moderator).delete(f"arguments/{first.pk}/hiding", why)
    return author
