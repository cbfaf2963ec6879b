"""Hiding and restoring: through pages and API alike."""

import pytest

from accounts.models import User
from debates.models import Argument
from tests.api import Program
from tests.faces import Face
from tests.factories import a_counterclaim


def test_a_moderator_hides_and_restores(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    reply = a_counterclaim(claim)
    face.sign_in(moderator)
    assert face.hide(claim, "spam", "It sells something").what == "done"
    face.sign_in(member)
    for outcome in (face.read_argument(claim), face.read_argument(reply)):
        assert outcome.what == "done"
        assert claim.statement not in outcome.text
    assert claim.statement not in face.read_debate(claim.debate).text
    face.sign_in(claim.author)
    assert claim.statement in face.read_argument(claim).text
    face.sign_in(moderator)
    assert face.restore(claim, "mistake", "It does not").what == "done"
    face.sign_in(member)
    assert claim.statement in face.read_argument(claim).text


def test_only_moderators_hide(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    outcome = face.hide(claim, "spam", "It sells something")
    assert outcome.what == "refused"
    assert "Only moderators can do this." in outcome.text


def test_a_ruling_says_why(face: Face, claim: Argument, moderator: User) -> None:
    face.sign_in(moderator)
    assert face.hide(claim, "spam", " ").what == "unfit"
    assert face.hide(claim, "dislike", "Because").what == "unfit"


@pytest.mark.django_db
def test_who_moderated_is_not_told_by_name(claim: Argument, moderator: User) -> None:
    acting = Program(moderator)
    acting.put(f"arguments/{claim.pk}/hiding", {"rule": "spam", "reason": "It sells something"})
    record = Program().get(f"debates/{claim.debate.slug}/history").json()["results"]
    assert record[0]["kind"] == "argument_hidden"
    assert record[0]["by"] is None
    notices = Program(claim.author).get("notices").json()["results"]
    assert (notices[0]["kind"], notices[0]["by"]) == ("hidden", None)
