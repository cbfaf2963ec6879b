"""Both sides of a synthesis, counted: what their votes give, and what they never do."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.scoring.endorsement import (
    BRIDGING_UNTIL,
    Ballots,
    Endorsement,
    SideEndorsement,
    Status,
    endorsement,
    is_settled,
    tie_break,
)
from tests.ballots import AGAINST, FOR, NONE, ballots, counted, of, one

UNSURE = Ballots(0, 3, 0)

# Small sides reach the thresholds more often than large ones.
handful = st.integers(0, 4)
small = st.builds(Ballots, handful, handful, handful)
sides = st.lists(ballots | small, min_size=2, max_size=3)


def status(*sides: Ballots, was_bridging: bool = False) -> Status:
    return endorsement(sides, was_bridging=was_bridging).status


def extended(side: Ballots, agree: int = 0, unsure: int = 0, disagree: int = 0) -> Ballots:
    return Ballots(side.agree + agree, side.unsure + unsure, side.disagree + disagree)


def turned_round(result: Endorsement) -> tuple[Fraction, Status, list[SideEndorsement]]:
    return result.score, result.status, sorted(result.sides, key=repr)


# --- Score ---


@pytest.mark.parametrize("number", [0, 1, 4])
def test_a_synthesis_has_two_or_three_sides(number: int) -> None:
    with pytest.raises(ValueError, match=f"two or three sides, not {number}"):
        endorsement([FOR] * number)


@given(sides)
def test_the_score_is_that_of_the_side_which_endorses_least(sides: list[Ballots]) -> None:
    assert endorsement(sides).score == min(counted(side.agree, side.seen) for side in sides)


@given(sides, st.booleans())
def test_swapping_the_sides_changes_nothing(sides: list[Ballots], was_bridging: bool) -> None:
    first = turned_round(endorsement(sides, was_bridging=was_bridging))
    for swapped in permutations(sides):
        assert turned_round(endorsement(swapped, was_bridging=was_bridging)) == first
        assert tie_break(swapped) == tie_break(sides)


@given(sides, st.integers(1, 100))
def test_more_endorsements_from_a_stronger_side_never_move_the_score(
    sides: list[Ballots], more: int
) -> None:
    weakest = min(sides, key=lambda side: one(side).t)
    rest = list(sides)
    rest.remove(weakest)
    stronger = [extended(side, agree=more) for side in rest]
    assert endorsement([weakest, *stronger]).score == endorsement(sides).score


@given(sides, st.integers(1, 100))
def test_no_endorsements_from_one_side_lift_the_score_above_another_side(
    sides: list[Ballots], more: int
) -> None:
    first, *others = sides
    lifted = endorsement([extended(first, agree=more), *others]).score
    assert lifted <= min(one(side).t for side in others)


@given(sides, handful, handful)
def test_votes_against_never_raise_and_votes_for_never_lower_the_score(
    sides: list[Ballots], more: int, unsure: int
) -> None:
    score = endorsement(sides).score
    first, *others = sides
    assert endorsement([extended(first, agree=more), *others]).score >= score
    worse = extended(first, unsure=unsure, disagree=more)
    assert endorsement([worse, *others]).score <= score


# --- Status ---


@pytest.mark.parametrize(
    ("expected", "sides"),
    [
        (Status.BRIDGING, [FOR, FOR]),
        (Status.BRIDGING, [FOR, of(8, 10), of(5, 6)]),
        (Status.ONE_SIDED, [FOR, AGAINST]),
        (Status.ONE_SIDED, [NONE, FOR, UNSURE]),
        (Status.REJECTED, [AGAINST, AGAINST]),
        (Status.REJECTED, [AGAINST, AGAINST, of(0, 4)]),
        (Status.UNSETTLED, [UNSURE, UNSURE]),
        (Status.UNSETTLED, [AGAINST, UNSURE]),
        (Status.CONTESTED, [AGAINST, Ballots(1, 1, 1)]),
        (Status.CONTESTED, [NONE, AGAINST]),
        (Status.PROPOSED, [NONE, NONE]),
        (Status.PROPOSED, [FOR, of(2, 2)]),
        (Status.PROPOSED, [FOR, FOR, NONE]),
        (Status.PROMISING, [FOR, of(7, 10)]),
        (Status.OPEN, [FOR, of(2, 3)]),
        (Status.OPEN, [Ballots(1, 1, 1), FOR, FOR]),
    ],
)
def test_every_status_has_its_votes(expected: Status, sides: list[Ballots]) -> None:
    assert status(*sides) == expected
    assert status(*reversed(sides)) == expected


def test_the_words_are_those_of_the_domain() -> None:
    words = "bridging one-sided rejected unsettled contested proposed promising open"
    assert [str(one) for one in Status] == words.split()


@given(sides, st.booleans())
def test_the_status_is_the_first_that_fits(sides: list[Ballots], was_bridging: bool) -> None:
    result = endorsement(sides, was_bridging=was_bridging)
    ts, ds = [side.t for side in result.sides], [side.d for side in result.sides]
    tenth = Fraction(1, 10)
    if min(ts) >= 9 * tenth or (was_bridging and not min(ts) < 8 * tenth):
        expected = "bridging"
    elif max(ts) >= 9 * tenth and min(ts) <= tenth:
        expected = "one-sided"
    elif all(t <= tenth for t in ts):
        expected = "rejected" if all(d >= 5 * tenth for d in ds) else "unsettled"
    elif any(d >= 9 * tenth for d in ds):
        expected = "contested"
    elif any(side.seen < 3 for side in sides):
        expected = "proposed"
    else:
        expected = "promising" if min(ts) >= 8 * tenth else "open"
    assert result.status == expected


@given(st.integers(0, 2), st.integers(0, 2), st.lists(ballots, min_size=1, max_size=2))
def test_two_votes_a_side_never_suffice(agree: int, other: int, others: list[Ballots]) -> None:
    agree, seen = min(agree, other), max(agree, other)
    assert status(of(agree, seen), *others) != Status.BRIDGING


def test_two_votes_a_side_are_proposed_however_promising() -> None:
    result = endorsement([of(2, 2), of(2, 2)])
    assert result.score == Fraction(7, 8)
    assert result.status == Status.PROPOSED


def test_bridging_is_kept_until_the_score_is_below_four_fifths() -> None:
    assert one(of(7, 10)).t >= BRIDGING_UNTIL > one(of(5, 8)).t
    assert status(FOR, of(7, 10)) == Status.PROMISING
    assert status(FOR, of(7, 10), was_bridging=True) == Status.BRIDGING
    assert status(FOR, of(2, 2), was_bridging=True) == Status.BRIDGING
    assert status(FOR, of(5, 8), was_bridging=True) == Status.OPEN


# The votes that come closest to each threshold, from below and from above.
BELOW_80, ABOVE_80 = of(28, 50), of(27, 48)
BELOW_90, ABOVE_90 = of(35, 60), of(23, 38)
BELOW_95, ABOVE_95 = of(28, 45), of(23, 36)


def test_the_thresholds_are_where_the_domain_has_them() -> None:
    assert status(FOR, BELOW_80) == status(FOR, BELOW_80, was_bridging=True) == Status.OPEN
    assert status(FOR, ABOVE_80) == status(FOR, BELOW_90) == Status.PROMISING
    assert status(FOR, ABOVE_80, was_bridging=True) == Status.BRIDGING
    assert status(FOR, ABOVE_90) == Status.BRIDGING
    assert is_settled(endorsement([of(9, 9), ABOVE_95]))
    assert not is_settled(endorsement([of(9, 9), BELOW_95]))


@given(sides)
def test_what_was_bridging_changes_no_score_and_no_status_but_bridging(
    sides: list[Ballots],
) -> None:
    fresh, kept = endorsement(sides), endorsement(sides, was_bridging=True)
    assert (fresh.score, fresh.sides) == (kept.score, kept.sides)
    assert kept.status == (Status.BRIDGING if kept.score >= BRIDGING_UNTIL else fresh.status)


# --- What cannot be undone ---


def test_five_of_five_on_every_side_settle_it() -> None:
    assert is_settled(endorsement([of(5, 5), of(5, 5)]))
    assert is_settled(endorsement([of(5, 5), of(9, 10), of(100, 120)]))


def test_four_of_four_settle_nothing_though_they_are_likely_enough() -> None:
    result = endorsement([of(4, 4), of(50, 50)])
    assert result.score >= Fraction(95, 100)
    assert not is_settled(result)


def test_five_of_six_are_bridging_and_settle_nothing() -> None:
    result = endorsement([of(5, 6), of(50, 50)])
    assert result.status == Status.BRIDGING
    assert not is_settled(result)


@given(sides)
def test_what_settles_is_always_bridging(sides: list[Ballots]) -> None:
    result = endorsement(sides)
    assert is_settled(result) <= (result.status == Status.BRIDGING)


# --- Ties ---


def test_ties_are_ordered_by_the_product_of_the_rates() -> None:
    assert tie_break([FOR, NONE, Ballots(1, 1, 1)]) == Fraction(4, 5) / 2 * Fraction(2, 5)


@given(sides, small, handful)
def test_votes_of_no_side_order_ties_and_nothing_else(
    sides: list[Ballots], undecided: Ballots, more: int
) -> None:
    """Score and status have no place to put them in."""
    kinder = extended(undecided, agree=more)
    harsher = extended(undecided, disagree=more)
    tied = tie_break([*sides, undecided])
    assert tie_break([*sides, harsher]) <= tied <= tie_break([*sides, kinder])
    assert 0 < tied < 1
