"""What is redacted is kept in one table alone, and once that lets go of it in none."""

from datetime import timedelta

import pytest
from django.db import connection

from accounts import clock, limits
from debates.actions.drafts import keep_draft
from debates.actions.redactions import redact_evidence, redact_version
from debates.actions.tidying import destroy_sealed_words
from debates.models import Argument
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from tests.api import Program
from tests.canaries import GROUNDS, an_aviary
from tests.factories import a_member, some_evidence

pytestmark = pytest.mark.django_db


def tables_with(word: str) -> set[str]:
    """Every table that holds the word in any column of any row."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS one WHERE one::text ILIKE %s', [f"%{word}%"]
            )
            found |= {table} if cursor.fetchone()[0] else set()
    return found


def test_no_table_holds_what_is_redacted_but_the_seal_until_it_is_destroyed() -> None:
    an_aviary()
    assert tables_with("zqhidden") >= {"debates_argument", "debates_version", "debates_evidence"}
    assert tables_with("zqredacted") == {"debates_sealed"}
    with clock.at(clock.now() + timedelta(days=38)):
        destroy_sealed_words()
    assert tables_with("zqredacted") == set()


def test_what_others_were_answered_and_what_its_author_drafts_goes_with_the_words(
    claim: Argument,
) -> None:
    author, flagger, by = claim.author, a_member(), claim.debate.opened_by
    quote = {"quote": 'He said:\n"I zqquoted it"', "shows": "zqshown so"}
    evidence = some_evidence(claim, by=author, **quote)
    with limits.lifted():
        for thing in (f"arguments/{claim.pk}", f"evidence/{evidence.pk}"):
            body = {"rule": "insult"}
            Program(flagger).post(f"{thing}/flags", body, Idempotency_Key=thing)
        words = {"statement": claim.statement, "reasoning": "And more"}
        keep_draft(f"/arguments/{claim.pk}/edit/", words, by=author)
        assert tables_with(claim.statement) >= {"debates_draft", "debates_oncekey"}
        redact_version(find_argument(by, claim.pk), 1, by=by, **GROUNDS)
        for name in ("quote", "shows"):
            redact_evidence(find_evidence(by, evidence.pk), name, by=by, **GROUNDS)
    for word in (claim.statement, "zqquoted", "zqshown"):
        assert tables_with(word) == {"debates_sealed"}
