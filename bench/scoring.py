"""Scoring: from rows to status, in full and after one vote, and what it costs a voter."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts import limits
from accounts.models import User
from bench.row import Row
from debates.actions.arguments import post_claim, post_counterclaim
from debates.actions.debates import open_debate
from debates.actions.scores import refresh_all_scores, refresh_scores
from debates.actions.syntheses import Kept, post_synthesis
from debates.actions.votes import cast_vote
from debates.models import Argument, Debate
from debates.queries.arguments import find_argument
from debates.queries.drift import strengths_in_full

VOTERS = 100_000
VOTES = 300

CROWD = """
INSERT INTO accounts_user (password, is_superuser, username, skeleton, email, is_staff, is_active,
    date_joined, verified_at, is_demo)
SELECT '!', FALSE, 'crowd-' || n, 'crowd-' || n, '', FALSE, TRUE, now() - interval '40 days',
    now() - interval '40 days', FALSE
FROM generate_series(1, %s) AS n
"""
HOLD = """
INSERT INTO debates_vote (member_id, argument_id, debate_id, position, well_argued,
    beside_the_point, version, held_since, cast_at)
SELECT member.id, %(argument)s, %(debate)s, CASE WHEN member.id %% 2 = %(half)s THEN 'agree'
    ELSE 'disagree' END, FALSE, FALSE, 1, now() - interval '2 days', now() - interval '2 days'
FROM accounts_user AS member WHERE username LIKE 'crowd-%%'
"""
ENDORSE = """
INSERT INTO debates_vote (member_id, argument_id, debate_id, position, well_argued,
    beside_the_point, version, held_since, cast_at)
SELECT member.id, %(argument)s, %(debate)s,
    (ARRAY['agree', 'agree', 'unsure', 'agree', 'disagree'])[1 + member.id %% 5], FALSE, FALSE, 1,
    now(), now()
FROM accounts_user AS member WHERE username LIKE 'crowd-%%'
"""


def figures(debate: Debate) -> list[Row]:
    """In the debate of 100,000 arguments, and in one of 100,000 voters."""
    return [*_in_full(debate), *_after_one_vote(debate), *_crowd()]


def _in_full(debate: Debate) -> list[Row]:
    seconds = min(_timed(lambda: strengths_in_full(debate.pk)) for _ in range(3))
    many = debate.arguments.count()
    says = f"{seconds:.2f} s"
    return [Row(f"strength of {many:,} arguments in full", says, "≤ 2 s", seconds <= 2)]


def _after_one_vote(debate: Debate) -> list[Row]:
    refresh_all_scores()
    voters = list(User.objects.filter(username__startswith="client-")[:VOTES])
    numbers = list(
        Argument.objects.filter(debate=debate, parent__isnull=False, hidden_at=None).values_list(
            "pk", flat=True
        )[: 40 * VOTES : 40]
    )
    taken, queries = [], 0
    for voter, number in zip(voters, numbers, strict=False):
        with limits.lifted():
            cast_vote(find_argument(voter, number), position="agree", by=voter)
        with CaptureQueriesContext(connection) as asked:
            taken.append(_timed(refresh_scores))
        # Less what begins and ends the transaction.
        queries = max(queries, len(asked) - 2)
    median = 1e3 * statistics.median(taken)
    worst = 1e3 * statistics.quantiles(taken, n=20)[-1]
    says = f"{median:.1f} ms, p95 {worst:.1f} ms, {queries} queries"
    holds = median <= 20 and queries <= 12
    return [Row("strength after one vote", says, "≤ 20 ms, ≤ 12 queries", holds)]


def _crowd() -> list[Row]:
    """A synthesis that 100,000 vote on, half of either side."""
    with transaction.atomic():
        opener = User.objects.get(username="opener")
        with limits.lifted():
            debate = open_debate("Is a crowd wise?", by=opener)
            claim = post_claim(debate, "It is.", by=opener)
            counter = post_counterclaim(claim, "It is not.", by=opener)
        with connection.cursor() as cursor:
            cursor.execute(CROWD, [VOTERS])
            for half, side in enumerate((claim, counter)):
                values = {"argument": side.pk, "debate": debate.pk, "half": half}
                cursor.execute(HOLD, values)
            with limits.lifted():
                kept = [Kept(claim.pk, "The one."), Kept(counter.pk, "The other.")]
                synthesis = post_synthesis(debate, "Both.", concessions=kept, by=opener)
            cursor.execute(ENDORSE, {"argument": synthesis.pk, "debate": debate.pk})
            cursor.execute("ANALYZE debates_vote, accounts_user, debates_positionchange")
    numbers = [str(argument.pk) for argument in (synthesis, claim, counter)]
    command = [sys.executable, "-m", "bench.counting", *numbers]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds, megabytes = map(float, told.split())
    says = f"{seconds:.2f} s, {megabytes:.0f} MB"
    rows = [
        Row(
            f"endorsement of {VOTERS:,} voters",
            says,
            "≤ 1 s, ≤ 200 MB",
            seconds <= 1 and megabytes <= 200,
        )
    ]
    seconds = _timed(refresh_all_scores)
    return [*rows, Row(f"{3 * VOTERS:,} notes drained", f"{seconds:.1f} s")]


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
