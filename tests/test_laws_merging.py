"""Sources that become one, or the site's, while others write: what the database keeps then."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from accounts import limits
from accounts.models import User
from debates.actions.debates import edit_debate
from debates.actions.evidence import add_evidence, withdraw_evidence
from debates.actions.sources import Cited, merge_sources
from debates.models import Argument, Debate, Evidence, Source, Visibility
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from debates.rules import Refused
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


def test_who_merges_and_who_cites_at_once_in_two_windows_do_not_wait_for_each_other() -> None:
    claim = a_claim()
    by = claim.debate.opened_by
    kept, gone = some_evidence(claim).source, some_evidence(claim).source
    argument = find_argument(by, claim.pk)
    cited = Cited("Copy", str(gone.url))

    def cites() -> Evidence:
        try:
            with transaction.atomic():
                limits.spend("evidence", by)
                time.sleep(0.5)
                return add_evidence(argument, cited, shows="So", by=by)
        finally:
            connection.close()

    def merges() -> Source:
        try:
            time.sleep(0.2)
            return merge_sources(gone, into=kept, by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        cited_then, merged = threads.submit(cites), threads.submit(merges)
        assert cited_then.result(timeout=10).source in (kept, gone)
        assert merged.result(timeout=10) == kept


def test_evidence_is_withdrawn_while_its_source_is_merged() -> None:
    evidence, kept = some_evidence(), a_source(URL="https://e.org/a")
    evidence = find_evidence(evidence.added_by, evidence.pk)
    withdraws = lambda: withdraw_evidence(evidence, by=evidence.added_by)  # noqa: E731
    withdrawn = waits(withdraws, lambda: merge(evidence.source, kept))
    assert withdrawn.withdrawn_at
    assert withdrawn.source == kept


def test_of_three_who_merge_in_a_chain_none_waits_for_ever(claim: Argument) -> None:
    first, second, last = (some_evidence(claim).source for _ in range(3))
    by = claim.debate.opened_by
    with ThreadPoolExecutor(2) as threads:
        with transaction.atomic():
            merge(first, second)
            on = threads.submit(in_thread, lambda: merge_sources(second, into=last, by=by))
            time.sleep(0.3)
            again = threads.submit(in_thread, lambda: merge_sources(first, into=second, by=by))
            time.sleep(0.3)
        assert on.result(timeout=10) == last
        with pytest.raises(Refused):
            again.result(timeout=10)
    first.refresh_from_db()
    assert first.merged_into == last
