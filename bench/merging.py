"""Merging two claims that 50,000 vote on, undoing it, and what the laws of it cost a voter."""

import time
from collections.abc import Callable

from django.db import connection, transaction

from accounts import limits
from accounts.models import User
from bench.row import Row
from debates.actions.arguments import post_claim
from debates.actions.debates import open_debate
from debates.actions.merges import merge_argument
from debates.actions.undoing import undo_ruling
from debates.models import Argument, Ruling
from debates.queries.arguments import find_argument
from debates.queries.debates import find_debate

VOTERS = 75_000
VOTES = 50_000

CROWD = """
INSERT INTO accounts_user (password, is_superuser, username, skeleton, email, is_staff, is_active,
    date_joined, verified_at, is_demo)
SELECT '!', FALSE, 'joined-' || n, 'joined-' || n, '', FALSE, TRUE, now() - interval '40 days',
    now() - interval '40 days', FALSE
FROM generate_series(1, %s) AS n
"""
# A third of the crowd votes on both, each on the one or the other later.
VOTE = """
INSERT INTO debates_vote (member_id, argument_id, debate_id, position, well_argued,
    beside_the_point, version, held_since, cast_at)
SELECT id, %(argument)s, %(debate)s, (ARRAY['agree', 'disagree', 'unsure'])[1 + id %% 3],
    id %% 7 = 0, FALSE, 1, moment, moment
FROM (
    SELECT id, now() - (1 + (id * 7919 + %(argument)s) %% 40) * interval '12 hours' AS moment
    FROM accounts_user WHERE username LIKE 'joined-%%'
    ORDER BY id OFFSET %(from)s LIMIT %(many)s
) AS voter
"""


def figures() -> list[Row]:
    by, gone, kept = _two_claims()
    merging = _timed(lambda: _merge(gone, kept, by=by))
    ruling = Ruling.objects.select_related("debate").get(verb="merge", argument=gone)
    assert ruling.debate is not None
    ruling.debate = find_debate(by, ruling.debate.slug)
    words = {"rule": "mistake", "because": "They differ."}
    with limits.lifted():
        undoing = _timed(lambda: undo_ruling(ruling, by=by, **words))
    what = f"two claims of {VOTES:,} votes each"
    return [
        Row(f"merging {what}", f"{merging:.1f} s", "≤ 5 s", merging <= 5),
        Row(f"undoing that, {what}", f"{undoing:.1f} s", "≤ 5 s", undoing <= 5),
    ]


@transaction.atomic
def _two_claims() -> tuple[User, Argument, Argument]:
    by = User.objects.create(username="merger", verified_at="2026-01-01T00:00Z")
    with limits.lifted():
        debate = open_debate("Do these say the same?", by=by)
        gone, kept = (post_claim(find_debate(by, debate.slug), words, by=by) for words in "ab")
    with connection.cursor() as cursor:
        cursor.execute(CROWD, [VOTERS])
        for start, argument in ((0, gone), (VOTERS - VOTES, kept)):
            values = {"argument": argument.pk, "debate": debate.pk, "from": start, "many": VOTES}
            cursor.execute(VOTE, values)
        cursor.execute("ANALYZE debates_vote, accounts_user, debates_positionchange")
    return by, gone, kept


def _merge(gone: Argument, kept: Argument, *, by: User) -> None:
    into = find_argument(by, kept.pk)
    words = {"rule": "duplicate", "because": "They say the same."}
    with limits.lifted():
        merge_argument(find_argument(by, gone.pk), into=into, by=by, **words)


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
