"""The queue of a debate, with 10,000 open flags against 100."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bench.row import Row
from bench.seeds import Client
from debates.models import Debate

FEW, MANY = 100, 10_000
TURNS = 60

# Every case has one flag, by a rule in turn.
FLAG = """
WITH chosen AS (
    SELECT id, debate_id FROM debates_argument WHERE debate_id = %(debate)s
    ORDER BY id LIMIT %(many)s
), opened AS (
    INSERT INTO debates_case (debate_id, argument_id, why, note, rule, opened_at, verdict)
    SELECT debate_id, id, 'flagged', '', '', now(), '' FROM chosen RETURNING id
)
SELECT array_agg(id) FROM opened
"""
RAISE = """
INSERT INTO debates_flag (case_id, member_id, rule, note, raised_at)
SELECT id, %(by)s, (ARRAY['spam', 'insult', 'unclear', 'off_topic'])[1 + id %% 4], '', now()
FROM unnest(%(cases)s::bigint[]) AS id
"""


def figures(few: Debate, many: Debate, client: Client) -> list[Row]:
    """The first page of either queue as a moderator opens it, by turns."""
    browser = Browser(headers={"host": "localhost"} | client.session)
    pages = {debate.pk: f"/debates/{debate.slug}/moderation/" for debate in (few, many)}
    flag(few, FEW)
    flag(many, MANY)
    with a_moderator(few, many):
        taken: dict[int, list[float]] = {number: [] for number in pages}
        for _ in range(TURNS):
            for number, page in pages.items():
                taken[number].append(timed(browser, page))
        with CaptureQueriesContext(connection) as asked:
            timed(browser, pages[many.pk])
    short, long = (statistics.median(taken[debate.pk]) for debate in (few, many))
    says = f"{long / short:.2f} × ({1e3 * short:.1f} → {1e3 * long:.1f} ms)"
    return [
        Row(f"a queue of {MANY:,} open flags against {FEW}", says, "≤ 1.5 ×", long <= 1.5 * short),
        Row("queries of its first page", str(len(asked)), "≤ 8", len(asked) <= 8),
    ]


@contextmanager
def a_moderator(*debates: Debate) -> Iterator[None]:
    """Within this block the first client moderates these debates."""
    member = User.objects.get(username="client-0")
    made = [debate.memberships.create(member=member, role="moderator") for debate in debates]
    try:
        yield
    finally:
        for place in made:
            place.delete()


def flag(debate: Debate, many: int) -> None:
    """Flags so many arguments of the debate, once each."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FLAG, {"debate": debate.pk, "many": many})
        cases = cursor.fetchone()[0]
        cursor.execute(RAISE, {"cases": cases, "by": debate.opened_by_id})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE debates_case, debates_flag")


def timed(browser: Browser, address: str) -> float:
    begins = time.perf_counter()
    answer = browser.get(address)
    took = time.perf_counter() - begins
    assert answer.status_code == 200, answer.status_code
    return took
