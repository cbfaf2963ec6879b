"""Many objections and few members: nothing is gained by splitting, flooding or marking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.scoring.strength import base, shares, strength, to_the_point
from tests.threads import CLOSE, SUPPORTS, Thread, flooded, threads


@pytest.mark.parametrize("objections", [0, 1, 30])
def test_objections_without_votes_move_nothing(objections: int) -> None:
    assert flooded(objections).strengths()[0] == base(10, 2)


@pytest.mark.parametrize("objections", [1, 2, 7, 30])
@pytest.mark.parametrize(("accounts", "left"), [(3, 0.712), (10, 0.480), (30, 0.310), (100, 0.239)])
def test_accounts_weigh_the_same_on_any_number_of_objections(
    objections: int, accounts: int, left: float
) -> None:
    thread = flooded(objections)
    for objection in range(1, objections + 1):
        thread.vote(range(accounts), objection)
    assert thread.strengths()[0] == pytest.approx(left, abs=5e-4)


def test_thirty_accounts_with_an_objection_each_weigh_less_than_thirty_who_agree() -> None:
    thread = flooded(30)
    for account in range(1, 31):
        thread.vote(range(account, account + 1), account)
    assert thread.strengths()[0] == pytest.approx(0.352, abs=5e-4)


def test_a_support_that_ten_agree_with_lifts_an_even_claim() -> None:
    thread = Thread({1: (0, SUPPORTS)})
    thread.vote(range(10), 1)
    assert thread.strengths()[0] == pytest.approx(0.694, abs=5e-4)


@given(st.data(), st.integers(1, 30))
def test_three_accounts_never_bring_it_below_684(data: st.DataObject, objections: int) -> None:
    """Whatever else they do: vote as they like, hold their objections up, mark them."""
    thread = flooded(objections)
    several = range(1, objections + 1)
    for account in range(3):
        for objection in data.draw(st.sets(st.sampled_from(several))):
            thread.vote(range(account, account + 1), objection)
    thread.beside = data.draw(
        st.sets(st.tuples(st.integers(0, 2), st.sampled_from(several)), max_size=5)
    )
    for prop in range(objections + 1, objections + 4):
        thread.replies[prop] = (data.draw(st.sampled_from(several)), SUPPORTS)
        thread.vote(range(3), prop)
    assert thread.strengths()[0] >= 0.684
    assert sum(thread.weight(objection) for objection in several) <= 3 + CLOSE


@given(st.floats(0, 1), st.lists(st.floats(0, 1), max_size=8), st.integers(0, 50))
def test_members_never_weigh_more_than_as_many_units(
    own: float, worths: list[float], members: int
) -> None:
    got = shares({member: range(len(worths)) for member in range(members)})
    opposed = sum(worth * got.get(child, 0.0) for child, worth in enumerate(worths))
    assert strength(own, 0, opposed) >= strength(own, 0, members) - CLOSE


# --- Shares ---


def test_a_member_shares_one_unit_among_the_siblings_she_agrees_with() -> None:
    found = shares({"ann": ["x", "y"], "bob": ["x"], "cem": [], "dee": ["x", "y", "z", "w"]})
    assert found == pytest.approx({"x": 1.75, "y": 0.75, "z": 0.25, "w": 0.25}, abs=CLOSE)


@given(st.dictionaries(st.integers(), st.sets(st.integers(0, 9)), max_size=8))
def test_the_shares_add_up_to_a_unit_for_each_member_who_agrees(
    agreeing: dict[int, set[int]],
) -> None:
    assert sum(shares(agreeing).values()) == pytest.approx(sum(map(bool, agreeing.values())))


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 30))
def test_splitting_an_objection_gains_nothing(agree: int, disagree: int, parts: int) -> None:
    """For those who agree with it, when those against it are against every part."""
    whole, split = flooded(1), flooded(parts)
    for thread in (whole, split):
        for objection in thread.replies:
            thread.vote(range(agree), objection)
            thread.vote(range(50, 50 + disagree), objection, -1)
    assert split.strengths()[0] == pytest.approx(whole.strengths()[0], abs=CLOSE)


@given(st.data(), st.integers(1, 12), st.integers(0, 8))
def test_agreeing_with_some_parts_alone_gains_nothing_either(
    data: st.DataObject, parts: int, members: int
) -> None:
    whole, split = flooded(1), flooded(parts)
    whole.vote(range(members), 1)
    for member in range(members):
        for part in data.draw(st.sets(st.integers(1, parts), min_size=1)):
            split.vote(range(member, member + 1), part)
    assert split.strengths()[0] >= whole.strengths()[0] - CLOSE


def test_what_nobody_finds_to_the_point_does_not_weigh() -> None:
    assert to_the_point(0, 0) == to_the_point(0, 3) == 0
    assert (to_the_point(3, 1), to_the_point(3, 0)) == (0.75, 1)


@given(st.integers(0, 99), st.integers(0, 99))
def test_marks_beside_the_point_never_add_weight(p: int, b: int) -> None:
    assert 0 <= to_the_point(p, b + 1) <= to_the_point(p, b) <= to_the_point(p + 1, b) <= 1


@given(threads(), st.data())
def test_what_is_hidden_takes_nobodys_share_and_moves_nothing(
    thread: Thread, data: st.DataObject
) -> None:
    leaves = set(thread.replies) - {parent for parent, _ in thread.replies.values()}
    hidden = data.draw(st.sampled_from(sorted(leaves)))
    thread.hidden.add(hidden)
    found = thread.strengths()
    assert thread.weight(hidden) == 0
    del thread.replies[hidden]
    del found[hidden]
    assert thread.strengths() == pytest.approx(found, abs=CLOSE)
