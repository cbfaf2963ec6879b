"""What one argument is worth after its replies."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.scoring.strength import base, influence, strength, to_the_point
from tests.threads import CLOSE, rates

pulls = st.floats(0, 1_000)


def test_ten_agreeing_and_two_disagreeing_make_a_base_of_eleven_fourteenths() -> None:
    assert base(10, 2) == 11 / 14 == pytest.approx(0.786, abs=5e-4)
    assert base(0, 0) == 0.5


@given(rates, pulls, pulls)
def test_a_strength_never_leaves_zero_to_one(own: float, support: float, against: float) -> None:
    assert 0 <= strength(own, support, against) <= 1
    assert 0 <= strength(own, support, against, prior=None, conservativeness=1e-200) <= 1


@given(rates, pulls, pulls, pulls)
def test_more_support_never_lowers_and_more_opposition_never_raises(
    own: float, support: float, against: float, more: float
) -> None:
    now = strength(own, support, against)
    assert strength(own, support + more, against) >= now - CLOSE
    assert strength(own, support, against + more) <= now + CLOSE


@given(rates, rates, pulls, pulls)
def test_a_better_base_never_makes_it_weaker(
    one: float, other: float, support: float, against: float
) -> None:
    worse, better = sorted((one, other))
    assert strength(better, support, against) >= strength(worse, support, against) - CLOSE


@given(rates, pulls)
def test_as_much_on_both_sides_leaves_it_as_it_is(own: float, pull: float) -> None:
    assert strength(own, pull, pull) == own


@given(rates, pulls, pulls)
def test_support_lifts_what_opposition_of_the_opposite_lowers(
    own: float, support: float, against: float
) -> None:
    assert strength(own, support, against) == pytest.approx(1 - strength(1 - own, against, support))


@given(pulls)
def test_an_influence_is_never_a_whole_one(pull: float) -> None:
    assert 0 <= influence(pull, 10.0) < 1
    assert influence(pull, None) == pull


def test_as_many_as_the_prior_have_half_of_the_influence_there_is() -> None:
    assert influence(10.0, 10.0) == 0.5


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_base_rises_with_those_who_agree_and_falls_with_those_who_do_not(
    agree: int, disagree: int
) -> None:
    assert 0 < base(agree, disagree + 1) < base(agree, disagree) < base(agree + 1, disagree) < 1
    assert base(agree, disagree) + base(disagree, agree) == pytest.approx(1)


# --- What is refused ---


@pytest.mark.parametrize("pull", [-1.0, inf, nan])
def test_a_pull_out_of_range_is_refused(pull: float) -> None:
    with pytest.raises(ValueError, match="no influence"):
        strength(0.5, pull, 0)


def test_a_prior_and_a_conservativeness_are_above_zero() -> None:
    with pytest.raises(ValueError, match="no influence"):
        strength(0.5, 0, 0, prior=0.0)
    with pytest.raises(ValueError, match="no strength"):
        strength(0.5, 0, 0, conservativeness=0.0)


def test_fewer_than_no_votes_are_refused() -> None:
    for agree, disagree in ((-1, 5), (5, -1)):
        with pytest.raises(ValueError, match="fewer than no votes"):
            base(agree, disagree)
        with pytest.raises(ValueError, match="fewer than no marks"):
            to_the_point(agree, disagree)
