"""Keeping the ranks fresh: triggers note what changed, the worker drains the notes."""

from django.db import connection, transaction

# Of the notes in sight, so many; another worker takes others. What is noted
# by a transaction still under way is not in sight yet, and so never lost.
# An array, not a join: the planner, who knows the notes as an empty table, would loop over them.
TAKE = """
DELETE FROM debates_change WHERE id = ANY(ARRAY(
    SELECT id FROM debates_change ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
)) RETURNING argument_id
"""

# Before the counting, in a statement of its own: what is counted next is what holds.
# Counted by the statement that waits, an older count would take the place of a newer one.
LOCK = """
SELECT FROM debates_argument WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
"""

# Lower bound of agreement: Wilson's, at 90 %, of agree + 1 among agree + disagree + 2,
# in millionths; then the number of replies. What is hidden or withdrawn comes last.
REFRESH = """
WITH counted AS (
    SELECT argument.id, agree, disagree, supports + counters AS replies,
        CASE WHEN hidden_at IS NULL AND withdrawn_at IS NULL THEN 1 END AS stands,
        (agree + 1)::float8 AS k, (agree + disagree + 2)::float8 AS n, 1.6448536269514722 AS z
    FROM debates_argument AS argument JOIN debates_tally ON argument_id = argument.id
    WHERE argument.id = ANY(%s)
), ranked AS (
    SELECT id, replies, (coalesce(stands * round(1e6 * (
            (k / n + z * z / (2 * n) - z * sqrt((k / n * (1 - k / n) + z * z / (4 * n)) / n))
            / (1 + z * z / n))), -1) * 1000000 + least(replies, 999999))::bigint AS rank,
        (coalesce(stands * least(agree, disagree), -1)::bigint * 1000000
            + least(agree + disagree, 999999)) AS contest
    FROM counted
)
UPDATE debates_argument AS argument
SET rank = ranked.rank, contest = ranked.contest, replies = ranked.replies
FROM ranked
WHERE argument.id = ranked.id AND (argument.rank, argument.contest, argument.replies)
    IS DISTINCT FROM (ranked.rank, ranked.contest, ranked.replies)
"""


@transaction.atomic
def refresh_ranks(at_most: int = 2_000) -> int:
    """Drains up to `at_most` notes in one transaction with the ranks. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [at_most])
        notes = cursor.fetchall()
        changed = [argument for (argument,) in notes if argument]
        if changed:
            cursor.execute(LOCK, [changed])
            cursor.execute(REFRESH, [sorted(set(changed))])
    return len(notes)


def refresh_all_ranks() -> int:
    """Drains until nothing is noted any more. Returns how many notes there were."""
    total = 0
    while drained := refresh_ranks():
        total += drained
    return total
