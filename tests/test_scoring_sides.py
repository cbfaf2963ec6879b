"""One side of a synthesis: how likely most of it endorses, against sums and exact fractions."""

from fractions import Fraction
from itertools import permutations
from math import comb, exp, lgamma, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.scoring.endorsement import BRIDGING_FROM, Ballots, endorsement
from tests.ballots import AGAINST, FOR, NONE, ballots, counted, of, one


def below(x: float, k: int, n: int) -> float:
    """The part of Beta(1+k, 1+n−k) below x, by whole numbers: P(Bin(n+1, x) > k)."""
    top, bottom = x.as_integer_ratio()
    ways = (comb(n + 1, j) * top**j * (bottom - top) ** (n + 1 - j) for j in range(k + 1, n + 2))
    return float(Fraction(sum(ways), bottom ** (n + 1)))


def below_by_logarithms(x: float, k: int, n: int) -> float:
    """The same by another way, to about 1e-9, where exact sums would take minutes."""
    whole = lgamma(n + 2)
    return sum(
        exp(whole - lgamma(j + 1) - lgamma(n + 2 - j) + j * log(x) + (n + 1 - j) * log(1 - x))
        for j in range(k + 1, n + 2)
    )


def test_without_votes_it_is_even() -> None:
    assert (one(NONE).t, one(NONE).d, one(NONE).mean) == (Fraction(1, 2), Fraction(1, 2), 0.5)
    assert endorsement([NONE, NONE]).score == Fraction(1, 2)


def test_three_of_three_give_fifteen_sixteenths() -> None:
    assert one(FOR).t == Fraction(15, 16)
    assert one(AGAINST).d == Fraction(15, 16)


def test_two_of_two_give_seven_eighths() -> None:
    assert one(of(2, 2)).t == Fraction(7, 8)


@pytest.mark.parametrize(("agree", "seen"), [(3, 3), (5, 6), (6, 8), (8, 10)])
def test_so_many_reach_bridging_and_one_fewer_does_not(agree: int, seen: int) -> None:
    assert one(of(agree, seen)).t >= BRIDGING_FROM > one(of(agree - 1, seen)).t


def test_those_unsure_are_seen_and_endorse_nothing() -> None:
    assert one(Ballots(2, 1, 0)).t == one(Ballots(2, 0, 1)).t
    assert one(Ballots(2, 1, 0)).d < one(Ballots(2, 0, 1)).d
    assert Ballots(2, 1, 4).seen == 7


@given(st.data(), st.integers(0, 1_000))
def test_up_to_a_thousand_votes_are_counted_exactly(data: st.DataObject, n: int) -> None:
    k = data.draw(st.integers(0, n))
    side = one(of(k, n))
    assert (side.t, side.d) == (counted(k, n), counted(n - k, n))


@pytest.mark.parametrize("n", [1_001, 1_500, 4_000])
def test_more_votes_are_counted_to_nine_places(n: int) -> None:
    for k in (0, 1, n // 3, n * 48 // 100, n // 2, n // 2 + 1, n * 52 // 100, n - 1, n):
        assert abs(one(of(k, n)).t - counted(k, n)) <= Fraction(1, 10**9)


@given(ballots)
def test_the_interval_leaves_five_percent_at_either_end(side: Ballots) -> None:
    found = one(side)
    assert below(found.low, side.agree, side.seen) == pytest.approx(0.05, abs=1e-11)
    assert below(found.high, side.agree, side.seen) == pytest.approx(0.95, abs=1e-11)
    assert 0 < found.low < found.mean < found.high < 1


@pytest.mark.parametrize("k", [0, 1, 3, 250, 499, 500])
def test_the_interval_of_five_hundred_votes_is_as_exact(k: int) -> None:
    found = one(of(k, 500))
    assert below(found.low, k, 500) == pytest.approx(0.05, abs=1e-11)
    assert below(found.high, k, 500) == pytest.approx(0.95, abs=1e-11)


@pytest.mark.parametrize("k", [0, 1, 20, 9_000, 25_000, 49_998, 50_000])
def test_fifty_thousand_votes_have_an_interval(k: int) -> None:
    found = one(of(k, 50_000))
    assert below_by_logarithms(found.low, k, 50_000) == pytest.approx(0.05, abs=1e-8)
    assert below_by_logarithms(found.high, k, 50_000) == pytest.approx(0.95, abs=1e-8)


@given(st.data(), st.integers(0, 3_000))
def test_the_interval_of_those_against_is_the_mirror_image(data: st.DataObject, n: int) -> None:
    k = data.draw(st.integers(0, n))
    found, mirrored = one(of(k, n)), one(of(n - k, n))
    assert found.low + mirrored.high == pytest.approx(1, abs=1e-11)
    assert found.mean + mirrored.mean == pytest.approx(1)
    assert (found.t, found.d) == (mirrored.d, mirrored.t)


def test_a_hundred_thousand_votes_a_side_have_a_score() -> None:
    even, most = of(50_000, 100_000), Ballots(60_000, 20_000, 20_000)
    result = endorsement([even, most, of(100_000, 100_000)])
    assert float(result.score) == pytest.approx(0.5, abs=1e-9)
    assert all(0 <= side.d <= 1 and 0 <= side.t <= 1 for side in result.sides)


def test_fewer_than_no_votes_are_refused() -> None:
    for agree, unsure, disagree in permutations((-1, 5, 5)):
        with pytest.raises(ValueError, match="fewer than no votes"):
            Ballots(agree, unsure, disagree)
