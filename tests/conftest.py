"""Who takes part in the tests, and how threads of a test meet."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from hypothesis import settings as hypothesis_settings

from accounts import limits
from accounts.models import User
from debates.models import Argument, Debate
from tests.faces import Api, Face, Pages
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_synthesis

# How long an example takes is the machine's affair: timed tests are none.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")

Together = Callable[..., list[Any]]


@pytest.fixture
def member(db: None) -> User:
    return a_member()


@pytest.fixture
def moderator(db: None) -> User:
    """Whoever opened `debate`, and so moderates it."""
    return a_member()


@pytest.fixture
def debate(moderator: User) -> Debate:
    return a_debate("Should cities be free of cars?", by=moderator)


@pytest.fixture
def claim(debate: Debate) -> Argument:
    return a_claim(debate, "Streets are for people")


@pytest.fixture
def synthesis(claim: Argument) -> Argument:
    return a_synthesis([claim, a_counterclaim(claim)], "Both at once")


@pytest.fixture
def no_limits() -> Iterator[None]:
    with limits.lifted():
        yield


@pytest.fixture
def together(transactional_db: None) -> Together:
    """Runs acts at the same moment, each in a thread and a connection of its own.

    Answers with what each returned or raised.
    """

    def run(*acts: Callable[[], Any], within: float = 30) -> list[Any]:
        start = threading.Barrier(len(acts))
        with ThreadPoolExecutor(len(acts)) as threads:
            futures = [threads.submit(in_thread, act, start) for act in acts]
        return [outcome_of(future, within) for future in futures]

    return run


def in_thread(act: Callable[[], Any], start: threading.Barrier | None = None) -> Any:
    """Runs an act in this thread, and gives its connection back."""
    try:
        if start:
            connection.ensure_connection()
            start.wait(timeout=10)
        with limits.lifted():
            return act()
    finally:
        connection.close()


def outcome_of(future: Future[Any], within: float = 30) -> Any:
    return future.exception(timeout=within) or future.result()


@pytest.fixture(params=[Pages, Api], ids=["pages", "api"])
def face(request: pytest.FixtureRequest, db: None, no_limits: None) -> Face:
    """Both faces in turn: signed out, until a test signs somebody in."""
    made: Face = request.param()
    return made
