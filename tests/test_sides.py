"""Who counts for which side: through HTTP, as those would try who want to game it."""

from datetime import timedelta

import pytest

from accounts import clock
from debates.models import Debate
from debates.queries.drift import drift_of
from debates.rules.sides import held_by
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_synthesis,
    a_vote,
    days_ago,
)
from tests.siding import Pair, endorsement_of, members, vote
from tests.siding import pair as pair

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


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
