"""Sources that become one, or the site's, while others write: what the database keeps then."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import User
from debates.actions.debates import edit_debate
from debates.models import Argument, Debate, Source, Visibility
from tests.conftest import Together, in_thread
from tests.factories import a_claim, a_debate, a_member, some_evidence
from tests.raw import refused_by, run
from tests.test_laws_sources import a_source, identifiers, merge

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_limits")]


def a_private_debate(by: User | None = None) -> Debate:
    return a_debate(visibility=Visibility.PRIVATE, by=by or a_member())


def opened(debate: Debate) -> Debate:
    return edit_debate(
        debate, question=debate.question, context="", visibility="public", by=debate.opened_by
    )


def test_a_source_that_is_known_to_the_site_as_two_becomes_the_first_of_them() -> None:
    private = a_private_debate()
    own = a_source(private, URL="https://e.org/a", DOI="10.1/a")
    first, other = a_source(URL="https://e.org/a"), a_source(DOI="10.1/a")
    opened(private)
    own.refresh_from_db()
    assert own.merged_into == first
    assert identifiers(first) == {("url", "https://e.org/a")}
    assert identifiers(other) == {("doi", "10.1/a")}
    assert identifiers(own) == set()


def waits(act: Callable[[], Any], while_this: Callable[[], None]) -> Any:
    """What `act` returns that begins while a transaction of `while_this` is under way."""
    begun = threading.Event()

    def acting() -> Any:
        begun.set()
        return act()

    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():
            while_this()
            future = thread.submit(in_thread, acting)
            begun.wait(timeout=10)
            time.sleep(0.3)
        return future.result(timeout=10)


def test_evidence_follows_a_merge_to_its_end(claim: Argument) -> None:
    first, second, last = (some_evidence(claim).source for _ in range(3))
    moved = some_evidence(claim)
    merge(first, second)
    cites = "UPDATE debates_evidence SET source_id = %s WHERE id = %s"
    waits(lambda: run(cites, [first.pk, moved.pk]), lambda: merge(second, last))
    moved.refresh_from_db()
    assert moved.source == last


@pytest.mark.parametrize("_turn", range(5))
def test_two_debates_that_open_at_once_do_not_wait_for_each_other(
    together: Together, _turn: int
) -> None:
    public = [a_source(URL=f"https://e.org/{number}") for number in range(20)]
    debates = [a_private_debate(), a_private_debate()]
    for debate, ordered in zip(debates, (public, public[::-1]), strict=True):
        for source in ordered:
            a_source(debate, URL=source.url)
    made = together(*[lambda debate=debate: opened(debate) for debate in debates])
    assert [type(one) for one in made] == [Debate, Debate], made
    assert Source.objects.exclude(merged_into=None).count() == 40


def test_evidence_of_a_private_source_does_not_move_to_another_debate() -> None:
    private = a_private_debate()
    opener = private.opened_by
    evidence = some_evidence(a_claim(private, by=opener), by=opener)
    elsewhere = a_claim()
    with refused_by("a_private_source_stays_in_its_debate"):
        run(
            "UPDATE debates_evidence SET argument_id = %s, debate_id = %s WHERE id = %s",
            [elsewhere.pk, elsewhere.debate_id, evidence.pk],
        )
