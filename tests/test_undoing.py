"""Every ruling and its undoing leave a debate exactly as it was."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from debates.actions.undoing import UNDO
from debates.models import INVERSES, Ruling
from debates.rules import Refused, Unfit
from tests.inverses import RULINGS, World, made, state_of, steps, undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

Happened = list[tuple[str, int, int, str | None]]


def test_every_ruling_has_an_inverse_that_is_tried() -> None:
    assert UNDO.keys() == INVERSES.keys() == {name.partition(" ")[0] for name in RULINGS}


@pytest.mark.parametrize("name", RULINGS)
@settings(
    max_examples=4,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(happened=steps, chosen=st.integers(0, 30))
def test_a_ruling_and_its_undoing_leave_all_as_it_was(
    name: str, happened: Happened, chosen: int
) -> None:
    with transaction.atomic():
        world = World(happened, chosen)
        before = state_of(world)
        RULINGS[name](world)
        assert state_of(world) != before
        ruling = made(world)
        assert ruling.verb == name.partition(" ")[0]
        undone = undo(world, ruling)
        assert undone.verb == INVERSES[Ruling.Verb(ruling.verb)]
        with pytest.raises(Refused):
            undo(world, undone)
        after = state_of(world)
        assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
        transaction.set_rollback(True)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    happened=steps,
    chosen=st.integers(0, 30),
    names=st.tuples(st.sampled_from(list(RULINGS)), st.sampled_from(list(RULINGS))),
    later_first=st.booleans(),
)
def test_two_rulings_are_undone_in_either_order_or_the_one_waits_for_the_other(
    happened: Happened, chosen: int, names: tuple[str, str], later_first: bool
) -> None:
    with transaction.atomic():
        world = World(happened, chosen)
        before, rulings = state_of(world), []
        try:
            for name in names:
                RULINGS[name](world)
                rulings.append(made(world))
        except (Refused, Unfit):
            assume(False)
        first, last = reversed(rulings) if later_first else rulings
        between = state_of(world)
        try:
            undo(world, first)
        except Refused:
            assert state_of(world) == between
            if later_first:
                raise
            undo(world, last)
            last = first
        undo(world, last)
        after = state_of(world)
        assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
        transaction.set_rollback(True)
