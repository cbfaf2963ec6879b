"""Claims, counterclaims, edits: through pages and API alike."""

import pytest

from accounts.limits import TooMany
from accounts.models import User
from debates.actions.arguments import edit_argument
from debates.actions.syntheses import Kept, edit_synthesis
from debates.models import Argument, Debate
from tests.faces import Face
from tests.factories import a_claim, a_counterclaim, a_member, a_synthesis, days_ago


def test_a_member_posts_a_claim(face: Face, debate: Debate, member: User) -> None:
    face.sign_in(member)
    assert face.post_claim(debate, "Trams carry more people").what == "done"
    claim = Argument.objects.get()
    assert (claim.author, claim.kind, claim.debate) == (member, "claim", debate)
    assert "Trams carry more people" in face.read_debate(debate).text or claim.pk


def test_a_member_answers_from_either_side(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    assert face.support(claim, "Indeed").what == "done"
    assert face.post_counterclaim(claim, "But then").what == "done"
    kinds = claim.children.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["claim", "counterclaim"]


def test_visitors_are_asked_to_sign_in(face: Face, claim: Argument) -> None:
    assert face.post_claim(claim.debate, "Trams").what == "signed out"
    assert face.post_counterclaim(claim, "But then").what == "signed out"
    assert claim.statement in face.read_argument(claim).text


def test_a_statement_says_something(face: Face, debate: Debate, member: User) -> None:
    face.sign_in(member)
    outcome = face.post_claim(debate, "\u200b")
    assert (outcome.what, "Please write something here." in outcome.text) == ("unfit", True)
    outcome = face.post_claim(debate, "a" * 301)
    assert outcome.what == "unfit"
    assert "This is 1 character too long: 300 fit." in outcome.text
    assert not Argument.objects.exists()


def test_an_edit_makes_a_version(face: Face, claim: Argument) -> None:
    face.sign_in(claim.author)
    assert face.edit(claim, "Other words", read=1).what == "done"
    claim.refresh_from_db()
    assert (claim.statement, claim.version) == ("Other words", 2)


def test_nobody_overwrites_what_they_did_not_read(face: Face, claim: Argument) -> None:
    face.sign_in(claim.author)
    face.edit(claim, "Second words", read=1)
    claim.refresh_from_db()
    assert face.edit(claim, "Third words", read=1).what == "stale"
    claim.refresh_from_db()
    assert claim.statement == "Second words"


def test_only_its_author_edits_an_argument(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    outcome = face.edit(claim, "Other words", read=1)
    assert outcome.what == "refused"
    assert "Only its author can change an argument." in outcome.text


def test_a_withdrawn_argument_keeps_its_place(face: Face, claim: Argument) -> None:
    reply = a_counterclaim(claim)
    face.sign_in(claim.author)
    assert face.withdraw(claim).what == "done"
    face.sign_in(a_member())
    assert claim.statement not in face.read_argument(claim).text
    assert reply.statement in face.read_argument(reply).text
    outcome = face.post_counterclaim(claim, "But")
    assert outcome.what == "refused"
    assert "Its author has withdrawn this argument." in outcome.text


@pytest.mark.django_db
def test_edits_are_limited_like_arguments() -> None:
    with days_ago(2):
        claim, synthesis = a_claim(), a_synthesis()
    kept = [Kept(one.argument_id, one.text) for one in synthesis.concessions.all()]

    def edit(statement: str) -> None:
        edit_synthesis(
            synthesis,
            statement=statement,
            reasoning="",
            left_open="",
            concessions=kept,
            by=synthesis.author,
        )

    for number in range(20):
        edit_argument(claim, statement=f"v{number}", reasoning="", by=claim.author)
        edit(f"v{number}")
    with pytest.raises(TooMany):
        edit_argument(claim, statement="One more", reasoning="", by=claim.author)
    with pytest.raises(TooMany):
        edit("One more")
