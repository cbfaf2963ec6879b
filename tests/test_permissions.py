"""Who may do what: every cell of the table in docs/permissions.md, through pages and API.

The acts are placed by hand in tests/permissions/; a new route fails until it is placed there, and
a new act until it has its line in the table.
"""

import logging
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Literal

import pytest
from django.db import transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from pytest_django import Settings

from tests.permissions.acts import (
    ACTS,
    api_routes,
    covered_api,
    covered_pages,
    page_routes,
)
from tests.permissions.asking import Names, Try, ask, names_its_reason, verdict
from tests.permissions.table import Row, read
from tests.permissions.world import ROLES, STATES, World, a_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits", "quiet")]


@pytest.fixture
def quiet() -> Iterator[None]:
    """Each refusal would be a line in the log."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def test_every_route_is_placed_in_the_table() -> None:
    world = a_world("open")
    assert page_routes() - covered_pages(world) == set()
    assert api_routes() - covered_api(world) == set()


def test_every_act_is_allowed_to_somebody_somewhere() -> None:
    """Else a try that was made wrongly would look like one that is refused."""
    assert [name for name, row in read().items() if not any(row.values())] == []


def test_the_table_has_a_line_for_every_act_and_no_other() -> None:
    assert [act.name for act in ACTS] == list(read())


def clients(world: World) -> dict[str, Client]:
    """By role, who asks: signed in once."""
    found = {role: Client() for role in ROLES}
    for role, member in world.people.items():
        if member is not None:
            found[role].force_login(member)
            found[role].get("/rules/")  # Which notes in the session that they were here.
    return found


def tried(client: Client, names: Names, asked: Try) -> HttpResponseBase:
    """The answer to one try. Nothing of it stays."""
    kept = SimpleCookie(client.cookies)
    with transaction.atomic():
        answer = ask(client, names, asked)
        if isinstance(answer, StreamingHttpResponse):
            list(answer)  # Read to its end it is closed.
        transaction.set_rollback(True)
    client.cookies = kept
    return answer


def walked(tries: tuple[Try, ...], state: str) -> Iterator[tuple[str, Try]]:
    """Who makes which try. Every role makes one, and every try is made.

    Every role makes all of them where a slip would tell or change most: everything in the private
    state, whatever writes in the open one.
    """
    reads = all(asked.method == "get" for asked in tries)
    wholly = state == "private" or (state == "open" and not reads)
    share = 1 if wholly else min(len(tries), len(ROLES))
    for place, asked in enumerate(tries):
        for turn, role in enumerate(ROLES):
            if turn % share == place % share:
                yield role, asked


def differences(
    world: World, tries: tuple[Try, ...], row: Row, by: dict[str, Client]
) -> Iterator[str]:
    """Where the product differs from the row."""
    for role, asked in walked(tries, world.state):
        expected = "allowed" if world.state in row[role] else "refused"
        answer = tried(by[role], world.named_to(role), asked)
        if (seen := verdict(answer)) != expected:
            yield f"{asked.method} {asked.path}, {role}, {world.state}: {expected}, but {seen}"
        elif answer.status_code == 403 and not names_its_reason(answer):
            yield f"{asked.method} {asked.path}, {role}, {world.state}: refused without a reason"


@pytest.mark.parametrize("face", ["pages", "api"])
@pytest.mark.parametrize("state", STATES.values())
def test_everyone_may_what_the_table_says(
    state: str, face: Literal["pages", "api"], settings: Settings
) -> None:
    settings.METADATA_FETCHING = True
    table, world = read(), a_world(state)
    by = clients(world)
    found = [
        f"{act.name}: {difference}"
        for act in ACTS
        for difference in differences(world, getattr(act, face), table[act.name], by)
    ]
    assert not found, "\n".join(found)
