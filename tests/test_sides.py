"""Who counts for which side: through HTTP, as those would try who want to game it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.models import User
from debates.actions.scores import refresh_all_scores
from debates.models import Argument, Debate
from debates.queries.drift import drift_of
from debates.queries.endorsements import over_time
from debates.rules.sides import held_by
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

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def members(count: int, *, days: float = 40) -> list[User]:
    """So many verified members, whose accounts are so old."""
    joined = clock.now() - timedelta(days=days)
    return [a_member(date_joined=joined, verified_at=joined) for _ in range(count)]


def vote(argument: Argument, voters: Sequence[User], position: str = "agree") -> None:
    """By HTTP, each with a token of their own."""
    for voter in voters:
        answer = Program(voter).put(f"arguments/{argument.pk}/vote", {"position": position})
        assert answer.status_code == 200


def endorsement_of(synthesis: Argument, reader: User | None = None) -> dict[str, Any]:
    refresh_all_scores()
    told: dict[str, Any] = Program(reader).get(f"syntheses/{synthesis.pk}/endorsement").json()
    return told


class Pair:
    """A claim and its counterclaim, three who hold each, and a synthesis posted an hour ago."""

    def __init__(self, debate: Debate) -> None:
        self.holders = [members(3), members(3)]
        with days_ago(20):
            claim = a_claim(debate)
            self.sides = [claim, a_counterclaim(claim)]
            for side, voters in zip(self.sides, self.holders, strict=True):
                for voter in voters:
                    a_vote(side, by=voter)
        with clock.at(clock.now() - timedelta(hours=1)):
            self.synthesis = a_synthesis(self.sides)


@pytest.fixture
def pair(debate: Debate) -> Pair:
    return Pair(debate)


def test_three_of_three_on_both_sides_bridge(pair: Pair) -> None:
    for voters in pair.holders:
        vote(pair.synthesis, voters)
    told = endorsement_of(pair.synthesis)
    assert told["score"] == pytest.approx(15 / 16)
    assert told["status"] == "bridging"
    assert told["is_settled"] is False  # Five a side would be needed.
    assert [side["argument"] for side in told["sides"]] == [side.pk for side in pair.sides]


def test_a_hundred_of_one_side_never_lift_the_score_above_the_other(pair: Pair) -> None:
    hundred = members(100)
    with days_ago(10):
        for voter in hundred:
            a_vote(pair.sides[0], by=voter)
    vote(pair.synthesis, pair.holders[1][:2])
    vote(pair.synthesis, pair.holders[1][2:], "disagree")
    before = endorsement_of(pair.synthesis)
    vote(pair.synthesis, hundred)
    told = endorsement_of(pair.synthesis)
    assert told["sides"][0]["agree"] == 100
    assert told["score"] == told["sides"][1]["t"] == before["sides"][1]["t"]


def test_sides_taken_after_the_synthesis_do_not_count(pair: Pair) -> None:
    """Twenty declared after it, four made an hour before it, twenty seven-day-old sleepers."""
    declared = members(20, days=5)
    vote(pair.sides[1], declared)
    fresh = members(4, days=2 / 24)
    with clock.at(clock.now() - timedelta(minutes=90)):
        for voter in fresh:
            a_vote(pair.sides[1], by=voter)
    sleepers = members(20, days=7.5)
    vote(pair.sides[1], sleepers)
    for voters in (declared, fresh, sleepers):
        vote(pair.synthesis, voters)
    told = endorsement_of(pair.synthesis)
    assert [side["agree"] for side in told["sides"]] == [0, 0]
    assert told["no_side"]["agree"] == 44
    assert told["score"] == 0.5
    assert list(drift_of(pair.synthesis.debate)) == []


def test_a_week_and_three_votes_that_lean_to_it_count(pair: Pair) -> None:
    """Towards the counterclaim: for what supports it, against what opposes it, and its parent's."""
    late = members(1, days=8)
    under = a_claim(supporting=pair.sides[1])
    against = a_counterclaim(pair.sides[1])
    deep = a_counterclaim(against)
    vote(pair.sides[1], late)
    vote(pair.synthesis, late)
    for argument, position in ((under, "agree"), (against, "disagree")):
        vote(argument, late, position)
    assert endorsement_of(pair.synthesis)["no_side"]["agree"] == 1
    vote(deep, late)
    assert endorsement_of(pair.synthesis)["sides"][1]["agree"] == 1
    vote(under, late, "disagree")
    vote(deep, late, "disagree")
    assert endorsement_of(pair.synthesis)["no_side"]["agree"] == 1


def test_who_changes_side_after_the_synthesis_counts_for_neither(pair: Pair) -> None:
    turncoat = pair.holders[0][0]
    vote(pair.synthesis, [turncoat])
    assert endorsement_of(pair.synthesis)["sides"][0]["agree"] == 1
    vote(pair.sides[0], [turncoat], "disagree")
    vote(pair.sides[1], [turncoat])
    told = endorsement_of(pair.synthesis)
    assert [side["agree"] for side in told["sides"]] == [0, 0]


def test_who_held_a_side_keeps_it_by_judging_the_other_too(pair: Pair) -> None:
    holder = pair.holders[0][0]
    vote(pair.synthesis, [holder])
    vote(pair.sides[1], [holder], "disagree")
    assert endorsement_of(pair.synthesis)["sides"][0]["agree"] == 1
    vote(pair.sides[1], [holder])
    assert endorsement_of(pair.synthesis)["no_side"]["agree"] == 1


def test_authors_hold_what_they_wrote_and_no_side_of_what_they_reconcile(debate: Debate) -> None:
    authors = members(3)
    with days_ago(5):
        claim = a_claim(debate, by=authors[0])
        counter = a_counterclaim(claim, by=authors[1])
        a_vote(claim, by=authors[2])
    with days_ago(3):
        synthesis = a_synthesis([claim, counter], by=authors[2])
    vote(synthesis, authors[:2])
    told = endorsement_of(synthesis)
    assert [side["agree"] for side in told["sides"]] == [1, 1]
    held = held_by(authors[2], [synthesis.pk])[synthesis.pk]
    assert held.side is None
    assert held.reason
    assert held.reason.code == "wrote_it"


def test_three_sides_count_each_for_itself(debate: Debate) -> None:
    with days_ago(9):
        claim = a_claim(debate)
        sides = [claim, a_counterclaim(claim), a_counterclaim(claim)]
        holders = [members(2) for _ in sides]
        for side, voters in zip(sides, holders, strict=True):
            for voter in voters:
                a_vote(side, by=voter)
        both = members(1)
        for side in sides[:2]:
            a_vote(side, by=both[0])
    with days_ago(1):
        synthesis = a_synthesis(sides)
    for voters in (*holders, both):
        vote(synthesis, voters)
    told = endorsement_of(synthesis)
    assert [side["agree"] for side in told["sides"]] == [2, 2, 2]
    assert told["no_side"]["agree"] == 1
    assert told["score"] == pytest.approx(7 / 8)
    assert told["status"] == "proposed"


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
