"""Splitting a thread of 10,000 arguments with 50,000 votes off, and joining it again."""

import time
from typing import Any

from django.db import connection

from accounts import clock, limits
from accounts.models import User
from bench.row import Row
from debates.actions.arguments import post_claim
from debates.actions.debates import open_debate
from debates.actions.scores import refresh_all_scores
from debates.actions.splits import split_thread
from debates.actions.undoing import undo_ruling
from debates.models import Debate, Ruling
from debates.queries.arguments import find_argument
from debates.queries.debates import find_debate

ARGUMENTS, VOTES, MEMBERS = 10_000, 50_000, 1_000

# Each answers one of those before it; everyone votes on every twentieth.
GROW = """
INSERT INTO debates_argument (id, debate_id, parent_id, kind, statement, reasoning, reasoning_html,
    excerpt_html, left_open, version, author_id, edited_by_id, made_at, edited_at, rank, contest,
    replies)
SELECT %(root)s + n, %(debate)s, %(root)s + n / 3, 'counterclaim', 'For reason ' || n,
    '', '', '', '', 1, writer, writer,
    now(), now(), 0, 0, 0
FROM generate_series(1, %(arguments)s - 1) AS n,
    LATERAL (SELECT (%(members)s::bigint[])[1 + n %% 1000]) AS members (writer)
"""
VOTE = """
INSERT INTO debates_vote (debate_id, argument_id, member_id, position, well_argued,
    beside_the_point, version, held_since, cast_at)
SELECT %(debate)s, argument.id, voter, (ARRAY['agree', 'unsure', 'disagree'])[1 + voter %% 3],
    false, false, 1, now(), now()
FROM debates_argument AS argument
JOIN unnest(%(members)s::bigint[]) WITH ORDINALITY AS voters (voter, n)
    ON n %% 200 = argument.id %% 200 AND voter <> author_id
WHERE debate_id = %(debate)s AND argument.id > %(root)s LIMIT %(votes)s
"""


def figures() -> list[Row]:
    opener = User.objects.create(username="splitter", verified_at=clock.now())
    with limits.lifted():
        debate = _one_long_thread(opener)
        root = debate.arguments.get(statement="The root of it all")
        begins = time.perf_counter()
        new = split_thread(
            find_argument(opener, root.pk),
            "And this?",
            rule="off_topic",
            because="It is a question of its own.",
            by=opener,
        )
        parted = time.perf_counter() - begins
        refresh_all_scores()
        ruling = Ruling.objects.get(after__debate=new.pk, verb=Ruling.Verb.SPLIT)
        ruling.debate = find_debate(opener, debate.slug)
        begins = time.perf_counter()
        undo_ruling(ruling, rule="mistake", because="It is one question.", by=opener)
        joined = time.perf_counter() - begins
    what = f"of {ARGUMENTS:,} arguments with {VOTES:,} votes"
    return [
        Row(f"a thread {what} split off", f"{parted:.1f} s"),
        Row(f"a thread {what} joined again", f"{joined:.1f} s"),
    ]


def _one_long_thread(opener: User) -> Debate:
    debate = open_debate("What follows from one long thread?", by=opener)
    post_claim(debate, "What stays", by=opener)
    root = post_claim(debate, "The root of it all", by=opener)
    members = User.objects.bulk_create(
        User(username=f"split-{number}", verified_at=clock.now()) for number in range(MEMBERS)
    )
    given: dict[str, Any] = {
        **{"debate": debate.pk, "root": root.pk, "arguments": ARGUMENTS, "votes": VOTES},
        "members": [member.pk for member in members],
    }
    with connection.cursor() as cursor:
        cursor.execute(GROW, given)
        cursor.execute(VOTE, given)
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('debates_argument', 'id'), %s)",
            [root.pk + ARGUMENTS],
        )
    refresh_all_scores()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return find_debate(opener, debate.slug)
