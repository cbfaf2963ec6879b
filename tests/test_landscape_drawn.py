"""A landscape drawn from votes alone: who votes alike stands together."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debates.scoring.landscape import Drawn, landscape

Votes = dict[tuple[int, int], int]


def two_camps(first: int = 8, second: int = 6, arguments: int = 8) -> Votes:
    """One camp agrees with the even arguments, the other with the odd ones; all skip one."""
    return {
        (member, argument): 1 if (argument + (member >= first)) % 2 == 0 else -1
        for member in range(first + second)
        for argument in range(arguments)
        if argument != member % arguments
    }


def groups_of(drawn: Drawn) -> list[set[int]]:
    found: dict[int, set[int]] = {}
    for point in drawn.points:
        found.setdefault(point.group, set()).add(point.member)
    return [found[group] for group in sorted(found)]


@settings(max_examples=20, deadline=None)
@given(st.integers(3, 20), st.integers(3, 20), st.integers(4, 12))
def test_two_camps_are_told_apart(first: int, second: int, arguments: int) -> None:
    drawn = landscape(two_camps(first, second, arguments))
    assert drawn is not None
    right = {point.member for point in drawn.points if point.x > 0}
    assert right in (set(range(first)), set(range(first, first + second)))
    assert all(
        {member < first for member in group} in ({True}, {False}) for group in groups_of(drawn)
    )
    assert sum(group.size for group in drawn.groups) == first + second


def test_what_sets_a_group_apart_is_what_it_agrees_with() -> None:
    drawn = landscape(two_camps())
    assert drawn is not None
    for members, group in zip(groups_of(drawn), drawn.groups, strict=True):
        camp = min(members) >= 8
        assert len(group.apart) == 3
        for one in group.apart:
            assert one.agrees == ((one.argument + camp) % 2 == 0)
            assert 0 < min(one.share, one.others) < 0.5 < max(one.share, one.others) < 1


VOTES = st.dictionaries(
    st.tuples(st.integers(1, 12), st.integers(1, 8)), st.sampled_from([-1, 0, 1]), max_size=60
)


@settings(max_examples=60, deadline=None)
@given(VOTES, st.randoms())
def test_equal_votes_make_equal_pictures_within_bounds(votes: Votes, chance: Any) -> None:
    drawn = landscape(votes)
    shuffled = list(votes.items())
    chance.shuffle(shuffled)
    assert landscape(dict(shuffled)) == drawn
    if drawn is None:
        return
    assert all(-1 <= at <= 1 for point in drawn.points for at in (point.x, point.y))
    assert {point.group for point in drawn.points} == set(range(len(drawn.groups)))
    assert len(drawn.groups) == 1 or min(group.size for group in drawn.groups) >= 3
    before = {point.member: (point.x, point.y) for point in drawn.points}
    assert landscape(votes, before) == drawn


def test_a_picture_keeps_its_left_and_right() -> None:
    votes = two_camps()
    drawn = landscape(votes)
    assert drawn is not None
    mirrored = {point.member: (-point.x, -point.y) for point in drawn.points}
    turned = landscape(votes, mirrored)
    assert turned is not None
    assert [(point.x, point.y) for point in turned.points] == list(mirrored.values())


def test_a_member_who_votes_on_what_they_missed_stays_with_their_camp() -> None:
    votes = two_camps()
    few = {key: vote for key, vote in votes.items() if key[0] != 0 or key[1] < 3}
    for those in (few, votes):
        drawn = landscape(those)
        assert drawn is not None
        mine = next(group for group in groups_of(drawn) if 0 in group)
        assert all(member < 8 for member in mine)
    before, after = landscape(few), landscape(votes)
    assert before is not None
    assert after is not None
    # With two of eight votes not in the middle either.
    assert abs(before.points[0].x) > abs(after.points[0].x) / 3


@pytest.mark.parametrize(("members", "arguments"), [(4, 8), (14, 2), (0, 0)])
def test_too_few_make_no_picture(members: int, arguments: int) -> None:
    votes = {
        (member, argument): 1 if member % 2 else -1
        for member in range(members)
        for argument in range(arguments)
    }
    lonely = {(member, 100 + member): 1 for member in range(members)}
    assert landscape(votes | lonely) is None


def test_all_of_one_mind_stand_in_one_place() -> None:
    drawn = landscape({(member, argument): 1 for member in range(6) for argument in range(3)})
    assert drawn is not None
    assert {(point.x, point.y, point.group) for point in drawn.points} == {(0, 0, 0)}
    assert drawn.groups[0].apart == ()


def test_too_many_are_capped_to_those_who_vote_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("debates.scoring.landscape.MOST_VOTERS", 10)
    monkeypatch.setattr("debates.scoring.landscape.MOST_ARGUMENTS", 6)
    votes = two_camps() | {(member, 6): 1 for member in range(5)}
    drawn = landscape(votes)
    assert drawn is not None
    assert drawn.is_capped
    assert (len(drawn.points), drawn.arguments) == (10, 6)
