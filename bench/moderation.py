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
    SELECT id, debate_id FROM debates_argument WHERE debate_id = %(debate)s AND NOT EXISTS (
        SELECT FROM debates_case WHERE argument_id = debates_argument.id)
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


def figures(debate: Debate, client: Client) -> list[Row]:
    """The first page, as a moderator opens it; taken by turns in one debate of 10,000."""
    browser = Browser(headers={"host": "localhost"} | client.session)
    address = f"/debates/{debate.slug}/moderation/"
    taken: dict[int, float] = {}
    with a_moderator(debate, client):
        for many, before in ((FEW, 0), (MANY, FEW)):
            flag(debate, many - before)
            taken[many] = statistics.median(timed(browser, address) for _ in range(TURNS))
        with CaptureQueriesContext(connection) as asked:
            timed(browser, address)
        queries = len(asked)
    ratio = taken[MANY] / taken[FEW]
    says = f"{ratio:.2f} × ({1e3 * taken[FEW]:.1f} → {1e3 * taken[MANY]:.1f} ms)"
    return [
        Row(f"a queue of {MANY:,} open flags against {FEW}", says, "≤ 1.5 ×", ratio <= 1.5),
        Row("queries of its first page", str(queries), "≤ 8", queries <= 8),
    ]


@contextmanager
def a_moderator(debate: Debate, client: Client) -> Iterator[None]:
    """Within this block the client moderates the debate."""
    places = debate.memberships
    member = User.objects.get(username="client-0")
    place = places.create(member=member, role="moderator")
    try:
        yield
    finally:
        place.delete()


def flag(debate: Debate, many: int) -> None:
    """Flags so many more arguments of the debate."""
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
