"""Looking a work up among 100,000 sources, as the form for evidence does while one types."""

import statistics
import time

from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction

from bench.row import Row
from debates.exchange.works import identified
from debates.models import Debate
from debates.queries.sources import find_known

SOURCES = 100_000
TURNS = 300

# Every source is cited once; a third has a DOI, a third an ISBN.
CITE = """
WITH made AS (
    INSERT INTO debates_source (csl, kind, words, reference, added_by_id, added_at)
    SELECT jsonb_strip_nulls(jsonb_build_object('type', 'article', 'title', 'Work ' || n,
            'URL', 'https://example.org/works/' || n,
            'DOI', CASE WHEN n %% 3 = 0 THEN '10.1000/' || n END,
            'ISBN', CASE WHEN n %% 3 = 1 THEN (9780000000000 + n)::text END)),
        'article', 'work' || n / 2, '', %(by)s, now()
    FROM generate_series(1, %(sources)s) AS n
    RETURNING id
)
INSERT INTO debates_evidence (debate_id, argument_id, source_id, quote, locator, shows, stance,
    added_by_id, added_at)
SELECT %(debate)s, %(argument)s, id, '', '', 'So', 'supports', %(by)s, now() FROM made
"""


def figures(debate: Debate) -> list[Row]:
    """By address, by DOI and by title, each found or not."""
    argument = debate.arguments.first()
    assert argument
    with transaction.atomic(), connection.cursor() as cursor:
        values = {"debate": debate.pk, "argument": argument.pk, "by": debate.opened_by_id}
        cursor.execute(CITE, values | {"sources": SOURCES})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE debates_source, debates_identifier, debates_evidence")
    taken = []
    for turn in range(TURNS):
        number = 1 + turn * 331
        begins = time.perf_counter()
        numbers, _problems = identified(
            {
                "url": (f"https://example.org/works/{number}?utm_source=x", f"10.1000/{number}")[
                    turn % 2
                ]
            }
        )
        found = find_known(numbers | {"title": f"Work {number // 2}"}, AnonymousUser(), debate)
        taken.append(1e3 * (time.perf_counter() - begins))
        assert found.known or turn % 2
    median, worst = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    says = f"{median:.1f} ms, p95 {worst:.1f} ms"
    return [Row(f"a work looked up among {SOURCES:,} sources", says, "≤ 5 ms", median <= 5)]
