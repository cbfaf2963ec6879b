"""How a synthesis stands with its sides: who is told, and in which words."""

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.scores import refresh_all_scores
from debates.models import Debate
from debates.queries.endorsements import over_time
from tests.api import Program
from tests.faces import Face
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_synthesis,
    a_vote,
    days_ago,
)
from tests.siding import Pair, endorsement_of, members, vote
from tests.siding import pair as pair

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def test_a_member_is_told_her_side_or_why_none(face: Face, pair: Pair) -> None:
    face.sign_in(pair.holders[1][0])
    read = face.read_endorsement(pair.synthesis).text
    assert str(pair.sides[1].pk) in read
    assert "by judging" not in read
    stranger = a_member()
    face.sign_in(stranger)
    assert "Vote on both to count for a side." in face.read_endorsement(pair.synthesis).text
    unverified = a_member(verified_at=None)
    a_vote(pair.sides[0], by=unverified)
    face.sign_in(unverified)
    assert "Verify your e-mail address" in face.read_endorsement(pair.synthesis).text


def test_the_page_says_it_in_words_first(pair: Pair) -> None:
    vote(pair.synthesis, pair.holders[0])
    refresh_all_scores()
    page = Client().get(f"/arguments/{pair.synthesis.pk}/").content.decode()
    assert "Too few votes from those who hold" in page
    assert "0 of 3" in page
    for voters in pair.holders:
        vote(pair.synthesis, voters)
    refresh_all_scores()
    page = Client().get(f"/arguments/{pair.synthesis.pk}/").content.decode()
    assert "Most on both sides endorse it" in page
    assert "Endorsement over time" in page
    page = Client().get(f"/debates/{pair.synthesis.debate.slug}/").content.decode()
    assert "Most on both sides endorse it" in page


def test_a_vote_taken_back_and_cast_again_is_one_over_time(pair: Pair) -> None:
    for voters in pair.holders:
        vote(pair.synthesis, voters)
    holder = Program(pair.holders[0][0])
    assert holder.delete(f"arguments/{pair.synthesis.pk}/vote").status_code == 200
    vote(pair.synthesis, pair.holders[0][:1])
    refresh_all_scores()
    went = [(moment.agree, moment.votes) for moment in over_time(pair.synthesis)
        if moment.side == pair.sides[0].pk]  # fmt: skip
    assert went == [(1, 1), (2, 2), (3, 3), (2, 2), (3, 3)]


def test_strangers_read_no_endorsement_of_a_private_debate(face: Face, moderator: User) -> None:
    private = a_debate(by=moderator, visibility="private")
    claim = a_claim(private, by=moderator)
    synthesis = a_synthesis([claim, a_counterclaim(claim, by=moderator)], by=moderator)
    face.sign_in(a_member())
    assert face.read_endorsement(synthesis).what == "absent"


def test_those_concerned_are_told_once_when_it_is_settled(debate: Debate) -> None:
    holders = [members(6), members(6)]
    with days_ago(9):
        claim = a_claim(debate)
        sides = [claim, a_counterclaim(claim)]
        for side, voters in zip(sides, holders, strict=True):
            for voter in voters:
                a_vote(side, by=voter)
    with days_ago(1):
        synthesis = a_synthesis(sides)
    notices = claim.author.notices.filter(kind="bridged")
    vote(synthesis, [voter for voters in holders for voter in voters[:4]])
    assert endorsement_of(synthesis)["status"] == "bridging"
    assert notices.count() == 0
    vote(synthesis, [voter for voters in holders for voter in voters[4:]])
    assert endorsement_of(synthesis)["is_settled"] is True
    vote(synthesis, holders[0][:1], "unsure")
    vote(synthesis, holders[0][:1])
    assert endorsement_of(synthesis)["is_settled"] is True
    assert notices.count() == 1
