"""Every ruling and its undoing leave a debate exactly as it was."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debates.actions.scores import refresh_all_scores
from debates.actions.undoing import undo_ruling
from debates.models import INVERSES, Ruling
from debates.queries.rulings import find_ruling
from tests.inverses import RULINGS, World, state_of, steps

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


@pytest.mark.parametrize("name", RULINGS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happened=steps, chosen=st.integers(0, 30))
def test_a_ruling_and_its_undoing_leave_all_as_it_was(
    name: str, happened: list[tuple[str, int, int, str | None]], chosen: int
) -> None:
    with transaction.atomic():
        world = World(happened, chosen)
        refresh_all_scores()
        before = state_of(world)
        RULINGS[name](world)
        refresh_all_scores()
        assert state_of(world) != before
        made = Ruling.objects.filter(debate=world.debate, part_of=None).latest("pk")
        assert made.verb == name.partition(" ")[0]
        ruling = find_ruling(world.by, made.pk)
        undone = undo_ruling(ruling, rule="mistake", because="It was one", by=world.by)
        assert undone.verb == INVERSES[Ruling.Verb(made.verb)]
        refresh_all_scores()
        after = state_of(world)
        assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
        transaction.set_rollback(True)
