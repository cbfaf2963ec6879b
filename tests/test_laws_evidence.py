"""What follows from evidence, its checks and files, whatever is written and whoever else writes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from accounts.models import User
from debates.actions.sourcerequests import ask_for_source
from debates.models import Argument
from debates.queries.arguments import find_argument
from tests.conftest import in_thread
from tests.factories import a_file, a_member, some_evidence
from tests.raw import run
from tests.retracting import a_retraction
from tests.test_laws_sources import retract

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_limits")]


def test_evidence_withdrawn_while_its_source_is_retracted_is_looked_at_again(
    claim: Argument,
) -> None:
    evidence = some_evidence(claim)

    def retracts() -> None:
        a_retraction(evidence.source)
        run("DELETE FROM debates_change")  # The worker was fast.

    with ThreadPoolExecutor(1) as thread, transaction.atomic():
        run("UPDATE debates_evidence SET withdrawn_at = now()")
        thread.submit(in_thread, retracts).result(timeout=10)
    assert run("SELECT argument_id FROM debates_change") == [(claim.pk,)]


@pytest.mark.parametrize(
    "write",
    [
        "UPDATE debates_evidence SET stance = 'undermines' WHERE id = %s",
        "UPDATE debates_evidence SET added_at = now() WHERE id = %s",
        "DELETE FROM debates_evidence WHERE id = %s",
    ],
)
def test_whatever_changes_what_an_argument_rests_on_is_noted(claim: Argument, write: str) -> None:
    evidence = some_evidence(claim)
    retract(evidence.source)
    run("DELETE FROM debates_change")
    run(write, [evidence.pk])
    assert run("SELECT argument_id FROM debates_change") == [(claim.pk,)]


def test_a_request_is_open_again_when_what_answered_it_is_deleted(claim: Argument) -> None:
    ask_for_source(find_argument(by := a_member(), claim.pk), by=by)
    evidence = some_evidence(claim)
    needs = "SELECT needs_source FROM debates_tally WHERE argument_id = %s"
    assert run(needs, [claim.pk]) == [(0,)]
    run("DELETE FROM debates_evidence WHERE id = %s", [evidence.pk])
    assert run(needs, [claim.pk]) == [(1,)]


def test_a_quota_follows_whatever_is_held(member: User) -> None:
    held, other = a_file(by=member), a_file(b"year,riders\n2026,1\n2027,2\n")
    run("UPDATE debates_holding SET file_id = %s WHERE file_id = %s", [other.pk, held.pk])
    quota = "SELECT used FROM debates_quota WHERE member_id = %s"
    assert run(quota, [member.pk]) == [(other.size,)]


def test_counting_checks_waits_for_nobody_who_votes(claim: Argument) -> None:
    evidence, member = some_evidence(claim), a_member()
    values = [evidence.pk, member.pk, claim.debate_id]

    def checks() -> None:
        run("SET lock_timeout = '2s'")
        run(
            "INSERT INTO debates_check (evidence_id, member_id, debate_id, question, is_yes, "
            "because, at, settled_because) VALUES (%s, %s, %s, 'quote', TRUE, '', now(), '')",
            values,
        )

    with ThreadPoolExecutor(1) as thread, transaction.atomic():
        run("UPDATE debates_tally SET agree = agree")
        run("UPDATE debates_debatetally SET people = people")
        thread.submit(in_thread, checks).result(timeout=10)
    evidence.refresh_from_db()
    assert evidence.quote_yes == 1
