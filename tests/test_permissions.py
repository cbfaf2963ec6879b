"""Who may do what: every cell of the table in docs/permissions.md, through pages and API.

The acts are placed by hand in tests/permissions/; a new route fails until it is placed there, and
a new act until it has its line in the table.
"""

from typing import Literal

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from tests.permissions.acts import (
    ACTS,
    api_routes,
    covered_api,
    covered_pages,
    page_routes,
)
from tests.permissions.asking import Act, Try, ask, verdict
from tests.permissions.table import Row, read
from tests.permissions.world import ROLES, STATES, World, a_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def test_every_route_is_placed_in_the_table() -> None:
    world = a_world("open")
    assert page_routes() - covered_pages(world) == set()
    assert api_routes() - covered_api(world) == set()


def test_every_act_is_allowed_to_somebody_somewhere() -> None:
    """Else a try that was made wrongly would look like one that is refused."""
    assert [name for name, row in read().items() if not any(row.values())] == []


def test_the_table_has_a_line_for_every_act_and_no_other() -> None:
    assert [act.name for act in ACTS] == list(read())


def tried(world: World, asked: Try, role: str) -> str:
    """What comes of one try by one role. Nothing of it stays."""
    client = Client()
    if (member := world.people[role]) is not None:
        client.force_login(member)
    with transaction.atomic():
        found = verdict(ask(client, world, asked))
        transaction.set_rollback(True)
    return found


def differences(world: World, act: Act, tries: tuple[Try, ...], row: Row) -> list[str]:
    """Where the product differs from the row."""
    found = []
    for asked in tries:
        for role in ROLES:
            expected = "allowed" if world.state in row[role] else "refused"
            if (seen := tried(world, asked, role)) != expected:
                where = f"{act.name}: {asked.method} {asked.path}"
                found.append(f"{where}, {role}, {world.state}: {expected}, but {seen[:600]}")
    return found


@pytest.mark.parametrize("face", ["pages", "api"])
@pytest.mark.parametrize("state", STATES.values())
def test_everyone_may_what_the_table_says(
    state: str, face: Literal["pages", "api"], settings: Settings
) -> None:
    settings.METADATA_FETCHING = True
    table, world = read(), a_world(state)
    found = [
        difference
        for act in ACTS
        for difference in differences(world, act, getattr(act, face), table[act.name])
    ]
    assert not found, "\n".join(found)
