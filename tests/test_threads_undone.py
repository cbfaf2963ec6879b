"""Apply, then undo: state, tallies and scores are exactly as before."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import limits
from debates.actions.arguments import edit_argument
from debates.actions.moderation import hide_argument
from debates.actions.places import move_argument, reclassify_argument
from debates.actions.scores import refresh_all_scores
from debates.actions.shutting import screen_debate
from debates.actions.undoing import undo_ruling
from debates.models import Argument, Debate, Ruling
from debates.queries.arguments import find_argument
from debates.rules import Refused, Unfit
from tests.counting import drifted
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_synthesis,
    a_vote,
    seen_by,
)
from tests.raw import run
from tests.snapshot import rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

WHY = {"rule": "heated", "because": "It goes in circles"}


def state(debate: Debate) -> dict[str, list[str]]:
    """All that stands, counted and scored: what a ruling may change and undoing puts back."""
    refresh_all_scores()
    assert drifted() == []
    return rows_of(debate)


def a_heated_debate() -> tuple[Debate, list[Argument]]:
    """Two threads, a synthesis of both, and votes with every mark on all of it."""
    debate = a_debate()
    first, second = a_claim(debate), a_claim(debate)
    reply = a_counterclaim(first)
    deep = a_claim(supporting=reply)
    beside = a_counterclaim(second)
    arguments = [first, second, reply, deep, beside, a_synthesis([reply, second])]
    for number, argument in enumerate(arguments):
        for voter in range(3):
            position = ["agree", "disagree", "unsure", None][(number + voter) % 4]
            is_reply = argument.parent_id is not None
            a_vote(argument, position or "agree", well_argued=voter == 1)
            if is_reply:
                a_vote(argument, position, beside_the_point=True)  # type: ignore[arg-type] # none: the mark alone
    return debate, arguments


def undo(debate: Debate) -> Ruling:
    by = debate.opened_by
    ruling = Ruling.objects.filter(undoes=None).latest("pk")
    ruling.debate = seen_by(by, debate)
    return undo_ruling(ruling, rule="mistake", because="It was not", by=by)


def on(argument: Argument, act: Callable[..., Any], **more: Any) -> None:
    by = argument.debate.opened_by
    act(find_argument(by, argument.pk), **more, **WHY, by=by)


@given(st.data())
@settings(
    max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_any_moves_undone_in_turn_leave_everything_as_it_was(data: st.DataObject) -> None:
    with limits.lifted():
        debate, arguments = a_heated_debate()
        before, done = state(debate), []
        for _ in range(data.draw(st.integers(1, 4))):
            argument = data.draw(st.sampled_from(arguments))
            parent = data.draw(st.sampled_from([None, *(one.pk for one in arguments)]))
            kind = data.draw(st.sampled_from(["claim", "counterclaim"]))
            with suppress(Refused, Unfit):
                on(argument, move_argument, parent=parent, kind=kind)
                done.append(Ruling.objects.latest("pk"))
        for ruling in reversed(done):
            ruling.debate = seen_by(debate.opened_by, debate)
            undo_ruling(ruling, rule="mistake", because="It was not", by=debate.opened_by)
        assert state(debate) == before


def test_a_held_argument_that_was_hidden_is_held_again() -> None:
    debate = a_debate()
    screen_debate(seen_by(debate.opened_by, debate), **WHY, by=debate.opened_by)
    held = a_claim(debate, by=a_member())
    before = state(debate)
    on(held, hide_argument)
    undo(debate)
    assert state(debate) == before
    assert held.cases.filter(closed_at=None, why="held").count() == 1
    assert edit_argument(held, statement="Anew", reasoning="", by=held.author).version == 2


def test_what_moved_again_since_is_not_undone() -> None:
    debate, them = a_heated_debate()
    on(them[4], move_argument, parent=them[0].pk)
    first = Ruling.objects.latest("pk")
    on(them[4], reclassify_argument, kind="claim")
    first.debate = seen_by(debate.opened_by, debate)
    with pytest.raises(Refused, match="again since"):
        undo_ruling(first, rule="mistake", because="It was not", by=debate.opened_by)


def test_what_stood_under_something_that_stands_under_it_by_now_stays() -> None:
    debate, them = a_heated_debate()
    on(them[2], move_argument, parent=them[1].pk)
    moved = Ruling.objects.latest("pk")
    on(them[0], move_argument, parent=them[3].pk)
    moved.debate = seen_by(debate.opened_by, debate)
    with pytest.raises(Refused, match="stands under it by now"):
        undo_ruling(moved, rule="mistake", because="It was not", by=debate.opened_by)


def test_a_mark_that_was_taken_back_meanwhile_stays_away() -> None:
    debate, them = a_heated_debate()
    on(them[2], move_argument, parent=None, kind="claim")
    run("DELETE FROM debates_vote WHERE argument_id = %s", [them[2].pk])
    voter = a_vote(them[2], "disagree")
    undo(debate)
    marks = dict(them[2].votes.values_list("member", "beside_the_point"))
    assert marks[voter.pk] is False
    assert drifted() == []
