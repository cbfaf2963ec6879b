"""Repeated texts and link floods: held until a moderator has looked at them."""

import threading
from contextvars import Context
from datetime import timedelta

import pytest

from accounts import clock
from accounts.models import User
from debates.actions.arguments import post_claim
from debates.models import Argument, Case, Debate, Notice, Ruling
from debates.queries.debates import find_debate
from debates.rules.floods import links_in
from tests.api import Program
from tests.conftest import Together
from tests.faces import Api, Face, Pages
from tests.factories import a_claim, a_debate, a_member, days_ago

pytestmark = pytest.mark.django_db
SAME, LIKEWISE = "Buy these shoes!", "“buy  THESE\tshoes…”"


@pytest.fixture(params=[Pages, Api], ids=["pages", "api"])
def face(request: pytest.FixtureRequest) -> Face:
    """Both faces under their limits: what is posted without them is an import, and let be."""
    made: Face = request.param()
    return made


def links(many: int) -> str:
    return " ".join(f"https://e.org/{n}" for n in range(many))


def holds() -> list[tuple[str, str, str]]:
    """The rule of each hold; and why there is a case of it, by which rule."""
    rulings = Ruling.objects.filter(verb="hold", role="automatic").order_by("pk")
    cases = [Case.objects.get(argument=ruling.argument_id) for ruling in rulings]
    return [(one.rule, case.why, case.rule) for one, case in zip(rulings, cases, strict=True)]


def test_a_text_is_held_the_third_time_in_a_day_and_let_through(
    face: Face, claim: Argument, member: User
) -> None:
    face.sign_in(member)
    for debate in (a_debate(), a_debate()):
        face.post_claim(debate, SAME)
    assert holds() == []
    assert face.post_counterclaim(claim, LIKEWISE).what == "done"
    assert holds() == [("repeated", "held", "repeated")]
    held = Argument.objects.latest("pk")
    notice = Notice.objects.get(member=member, kind="held")
    assert notice.ruling is not None
    assert notice.ruling.reason == "Its author had posted the same text twice within a day."
    assert not Notice.objects.filter(member=claim.author).exists()
    face.sign_in(a_member())
    assert "THESE" not in face.read_argument(held).text
    face.sign_in(claim.debate.opened_by)
    assert face.restore(held, "other", "Once more is fine").what == "done"
    held.refresh_from_db()
    assert not held.is_hidden
    assert Notice.objects.get(member=claim.author).kind == "countered"


def test_another_reasoning_another_day_and_another_member_repeat_nothing(
    face: Face, debate: Debate, member: User
) -> None:
    face.sign_in(member)
    for reason in ("They last.", "They shine.", "They are cheap."):
        face.post_claim(debate, SAME, reason)
    with days_ago(1):
        face.post_claim(debate, SAME, "They last")
    face.sign_in(a_member())
    face.post_claim(debate, SAME, "They last.")
    assert holds() == []


def test_what_its_author_withdrew_is_not_repeated(face: Face, debate: Debate, member: User) -> None:
    face.sign_in(member)
    for _ in range(4):
        assert face.post_claim(debate, SAME).what == "done"
        assert face.withdraw(Argument.objects.latest("pk")).what == "done"
    assert holds() == []


@pytest.mark.parametrize(("days", "most"), [(6, 3), (8, 8)])
def test_so_many_links_are_let_be_and_one_more_is_held(
    face: Face, debate: Debate, days: int, most: int
) -> None:
    face.sign_in(a_member(date_joined=clock.now() - timedelta(days=days)))
    face.post_claim(debate, links(most))
    assert holds() == []
    assert face.post_claim(debate, "Read this", links(most + 1)).what == "done"
    assert holds() == [("links", "held", "links")]


def test_moderators_are_not_held(face: Face, debate: Debate, moderator: User) -> None:
    for known in (debate.opened_by, moderator, a_member(is_staff=True)):
        face.sign_in(known)
        for _ in range(3):
            face.post_claim(debate, links(9))
    assert not Ruling.objects.exists()


def test_an_edit_that_floods_is_held_and_one_that_was_let_through_is_mended(
    face: Face, claim: Argument, member: User
) -> None:
    face.sign_in(member)
    face.post_counterclaim(claim, "Read on")
    one = Argument.objects.latest("pk")
    assert face.edit(one, links(4), read=1).what == "done"
    assert holds() == [("links", "held", "links")]
    face.sign_in(claim.debate.opened_by)
    face.restore(one, "other", "Good sources")
    assert Notice.objects.filter(member=claim.author, kind="countered").count() == 1
    face.sign_in(member)
    assert face.edit(one, f"Read {links(4)}", read=2).what == "done"
    assert len(holds()) == 1, "it adds no link"
    assert face.edit(one, links(5), read=3).what == "done"
    assert len(Ruling.objects.filter(verb="hold")) == 2


def test_an_edit_that_repeats_is_held(face: Face, debate: Debate, member: User) -> None:
    face.sign_in(member)
    for words in (SAME, SAME, "Something else"):
        face.post_claim(debate, words)
    assert face.edit(Argument.objects.latest("pk"), LIKEWISE, read=1).what == "done"
    assert holds() == [("repeated", "held", "repeated")]


def test_who_posts_is_told_at_once(debate: Debate, member: User) -> None:
    shown = Program(member).post(
        f"debates/{debate.slug}/arguments", {"kind": "claim", "statement": links(4)}
    )
    assert shown.json()["hidden"] == {"verb": "hold", "rule": "links", "role": "automatic"}
    pages = Pages()
    pages.sign_in(member)
    at = f"/debates/{debate.slug}/claims/new/"
    page = pages.client.post(at, {"statement": links(5)}, follow=True).content.decode()
    assert "It is held until a moderator has looked at it." in page
    assert "It has a great many links." in page


def test_finding_no_breach_lets_it_through_by_the_rule_it_was_held_by(
    face: Face, debate: Debate, member: User
) -> None:
    face.sign_in(member)
    face.post_claim(debate, links(4))
    face.sign_in(debate.opened_by)
    assert face.dismiss(Case.objects.get()).what == "done"
    assert Ruling.objects.latest("pk").verb == "release"
    assert Ruling.objects.latest("pk").rule == "links"


def test_of_two_at_once_the_second_is_held(together: Together) -> None:
    """Each would see only what stood before, if the limit did not make them follow each other."""
    debate, member = a_debate(), a_member()
    a_claim(debate, SAME, by=member)
    seen, posted = threading.Barrier(2), find_debate(member, debate.slug)

    def post() -> Argument:
        seen.wait(timeout=10)
        # In a context of its own, where no limit is lifted.
        argument: Argument = Context().run(lambda: post_claim(posted, SAME, by=member))
        return argument

    made = together(post, post)
    assert sorted(one.is_hidden for one in made) == [False, True]


@pytest.mark.parametrize(
    ("words", "many"),
    [
        ("[https://a.org](https://a.org) and [b](http://b.org)", 2),
        ("HTTPS://A.ORG www.b.org <https://c.org>", 3),
        ("See #12, mail me@example.org, http and www.", 0),
        ("[https://a.org [https://b.org", 2),
        ("[" * 10_000, 0),
    ],
)
def test_links_are_counted_as_people_count_them(words: str, many: int) -> None:
    assert links_in(words) == many
