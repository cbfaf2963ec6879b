"""Votes, through pages and API alike."""

import pytest

from accounts.models import User
from debates.models import Argument, Vote
from tests.faces import Face
from tests.factories import a_vote


@pytest.mark.parametrize("position", ["agree", "unsure", "disagree"])
def test_a_member_takes_a_position(
    face: Face, claim: Argument, member: User, position: str
) -> None:
    face.sign_in(member)
    assert face.cast_vote(claim, position).what == "done"
    assert Vote.objects.get().position == position


def test_a_vote_is_replaced_and_taken_back(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    for position in ("agree", "disagree"):
        assert face.cast_vote(claim, position).what == "done"
    assert Vote.objects.get().position == "disagree"
    assert face.cast_vote(claim, None).what == "done"
    assert not Vote.objects.exists()


def test_nobody_votes_on_their_own_argument(face: Face, claim: Argument) -> None:
    face.sign_in(claim.author)
    outcome = face.cast_vote(claim, "agree")
    assert outcome.what == "refused"
    assert "You cannot vote on your own argument." in outcome.text


@pytest.mark.parametrize("position", ["maybe", "a" * 500, "\x7f"])
def test_an_unknown_position_is_unfit(
    face: Face, claim: Argument, member: User, position: str
) -> None:
    face.sign_in(member)
    assert face.cast_vote(claim, position).what == "unfit"


def test_visitors_do_not_vote(face: Face, claim: Argument) -> None:
    assert face.cast_vote(claim, "agree").what == "signed out"


def test_nobody_sees_how_another_voted(face: Face, claim: Argument, member: User) -> None:
    voter = a_vote(claim, "disagree")
    face.sign_in(member)
    assert voter.username not in face.read_argument(claim).text
    assert voter.username not in face.read_debate(claim.debate).text
