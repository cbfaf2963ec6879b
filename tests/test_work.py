"""The worker: a rank follows its vote, whatever happens to the worker in between."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from pytest_django import Settings

from accounts.models import User
from config.environment import ROOT
from debates.actions.arguments import post_claim
from debates.actions.debates import open_debate
from debates.actions.suggestions import ask_for_suggestion
from debates.actions.tidying import forget_old_drafts
from debates.actions.votes import cast_vote
from debates.models import Argument, Change, Debate, Draft, Suggestion
from tests.factories import a_member, some_evidence

Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[subprocess.Popen[bytes]] = []
    server, own = urlsplit(os.environ["DATABASE_URL"]), connection.settings_dict["NAME"]
    environment = os.environ | {
        "DATABASE_URL": urlunsplit(server._replace(path=f"/{own}")),
        "METADATA_FETCHING": "1",
    }

    def begin() -> "subprocess.Popen[bytes]":
        started.append(
            subprocess.Popen([sys.executable, "manage.py", "work"], cwd=ROOT, env=environment)
        )
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def soon(true: Callable[[], bool], within: float) -> bool:
    end = time.monotonic() + within
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def drained() -> bool:
    return not Change.objects.exists()


@pytest.fixture
def claim(transactional_db: None) -> Argument:
    return post_claim(_debate(), "It is so.", by=User.objects.earliest("pk"))


def _debate() -> Debate:
    return open_debate("Is it so?", by=a_member())


def test_a_rank_follows_its_vote_and_the_worker_stops_when_asked(
    claim: Argument, start: Start
) -> None:
    worker = start()
    assert soon(drained, 15)
    before = Argument.objects.get(pk=claim.pk).rank
    cast_vote(claim, position="agree", by=a_member())
    assert soon(lambda: Argument.objects.get(pk=claim.pk).rank > before, 2)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(2) == 0


def test_two_workers_and_a_killed_one_lose_nothing(claim: Argument, start: Start) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO debates_change (debate_id, argument_id)"
            " SELECT %s, %s FROM generate_series(1, 20000)",
            [claim.debate_id, claim.pk],
        )
    killed = start()
    start()
    soon(lambda: Change.objects.count() < 20_000, 10)
    killed.kill()
    assert soon(drained, 15)
    assert Argument.objects.get(pk=claim.pk).rank > 0


def test_the_worker_goes_on_when_its_connections_are_cut(claim: Argument, start: Start) -> None:
    start()
    assert soon(drained, 15)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    cast_vote(claim, position="agree", by=a_member())
    assert soon(drained, 5)


def test_a_source_is_looked_up_by_the_worker_which_stays_off_this_machine(
    claim: Argument, start: Start, settings: Settings
) -> None:
    settings.METADATA_FETCHING = True
    source = some_evidence(claim, by=claim.author, url="http://127.0.0.1/page").source
    ask_for_suggestion(source, by=claim.author)
    start()
    assert soon(lambda: not Suggestion.objects.filter(found_at=None).exists(), 15)
    assert Suggestion.objects.get().problem == "It is on a private network."


@pytest.mark.django_db
def test_drafts_that_nobody_came_back_to_are_forgotten() -> None:
    member = a_member()
    from datetime import timedelta

    from accounts import clock

    for days in (1, 91):
        Draft.objects.create(
            member=member, form=f"/{days}/", fields={}, saved_at=clock.now() - timedelta(days=days)
        )
    assert forget_old_drafts() == 1
