"""Merging arguments that say the same: all that one has becomes the other's, until it is undone."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from debates.actions.acting import act
from debates.actions.rulings import Grounds, make_ruling, tell_of
from debates.actions.staleness import GATE as WORKERS_GATE
from debates.models import Argument, Debate, Ruling
from debates.rules import (
    Reason,
    Refused,
    refuse_if,
    why_not_become,
    why_not_merge_argument,
    why_not_separate,
)

# Who edits locks a row and then passes the gate: so rows come first here too, in the order of
# their ids, arguments before what hangs on them; and before these the worker, who locks many.
# Behind the gate tallies come before that of the debate, as with whoever takes evidence back.
MOVED = {
    "merged": "SELECT id FROM debates_argument WHERE merged_into_id = %(of)s",
    "replies": "SELECT id FROM debates_argument WHERE parent_id = %(of)s",
    "evidence": "SELECT id FROM debates_evidence WHERE argument_id = %(of)s",
    "remarks": "SELECT id FROM debates_remark WHERE argument_id = %(of)s",
}
LOCKED = (
    """SELECT id FROM debates_argument
    WHERE id IN (%(of)s, %(other)s) OR merged_into_id = %(of)s OR parent_id = %(of)s""",
    MOVED["evidence"],
    MOVED["remarks"],
)
GATE = "SELECT pg_advisory_xact_lock(debate_gate(%(debate)s))"
TALLIES = """
SELECT FROM debates_tally WHERE argument_id = ANY(%(touched)s) ORDER BY argument_id
FOR NO KEY UPDATE
"""

# Of a member with a vote on both, the later one counts, marks and all. A mark as beside the point
# is about what is answered: it comes along where both answer the same. Nobody has agreed with the
# words of the other: a joined vote is on the first of its versions.
JOIN_VOTES = """
WITH author AS (
    SELECT author_id FROM debates_argument
    WHERE id IN (%(gone)s, %(kept)s) OR merged_into_id IN (%(gone)s, %(kept)s)
), coming AS MATERIALIZED (
    SELECT vote.member_id, vote.position, vote.well_argued, CASE WHEN %(answer_the_same)s
            THEN vote.beside_the_point ELSE coalesce(own.beside_the_point, FALSE) END AS beside,
        vote.held_since, vote.cast_at,
        CASE WHEN own.member_id IS NOT NULL THEN to_jsonb(own) END AS had
    FROM debates_vote AS vote LEFT JOIN debates_vote AS own
        ON own.argument_id = %(kept)s AND own.member_id = vote.member_id
    WHERE vote.argument_id = %(gone)s AND vote.member_id NOT IN (SELECT author_id FROM author)
        AND (own.member_id IS NULL OR own.cast_at < vote.cast_at)
), joined AS (
    INSERT INTO debates_vote AS vote (member_id, argument_id, debate_id, position, well_argued,
        beside_the_point, version, held_since, cast_at)
    SELECT member_id, %(kept)s, %(debate)s, position, well_argued, beside, 1, held_since, cast_at
    FROM coming WHERE position IS NOT NULL OR well_argued OR beside
    ON CONFLICT (member_id, argument_id) DO UPDATE SET position = EXCLUDED.position,
        well_argued = EXCLUDED.well_argued, beside_the_point = EXCLUDED.beside_the_point,
        version = EXCLUDED.version, held_since = EXCLUDED.held_since, cast_at = EXCLUDED.cast_at
    RETURNING member_id, to_jsonb(vote) AS has
), aside AS (
    DELETE FROM debates_vote AS vote
    WHERE argument_id = %(kept)s AND member_id IN (SELECT author_id FROM author)
    RETURNING member_id, to_jsonb(vote) AS had
)
INSERT INTO debates_joinedvote (ruling_id, member_id, had, has)
SELECT %(ruling)s, member_id, had, has FROM joined JOIN coming USING (member_id)
UNION ALL SELECT %(ruling)s, member_id, had, NULL FROM aside
"""

# What a member did since stays; only a vote that is still as merging left it goes back.
PUT_VOTES_BACK = """
WITH untouched AS MATERIALIZED (
    SELECT joined.member_id, joined.had
    FROM debates_joinedvote AS joined LEFT JOIN debates_vote AS vote
        ON vote.argument_id = %(kept)s AND vote.member_id = joined.member_id
    WHERE joined.ruling_id = %(ruling)s AND CASE WHEN joined.has IS NULL
        THEN vote.member_id IS NULL
        ELSE vote = jsonb_populate_record(NULL::debates_vote, joined.has) END
), back AS (
    INSERT INTO debates_vote AS vote (member_id, argument_id, debate_id, position, well_argued,
        beside_the_point, version, held_since, cast_at)
    SELECT was.member_id, was.argument_id, was.debate_id, was.position, was.well_argued,
        was.beside_the_point, was.version, was.held_since, was.cast_at
    FROM untouched, jsonb_populate_record(NULL::debates_vote, had) AS was
    WHERE had IS NOT NULL
    ON CONFLICT (member_id, argument_id) DO UPDATE SET position = EXCLUDED.position,
        well_argued = EXCLUDED.well_argued, beside_the_point = EXCLUDED.beside_the_point,
        version = EXCLUDED.version, held_since = EXCLUDED.held_since, cast_at = EXCLUDED.cast_at
), gone AS (
    DELETE FROM debates_vote AS vote USING untouched
    WHERE had IS NULL AND vote.argument_id = %(kept)s AND vote.member_id = untouched.member_id
)
SELECT coalesce(array_agg(member_id), '{}') FROM untouched
"""
FORGET = (
    """DELETE FROM debates_positionchange WHERE argument_id = %(kept)s AND merge_id = %(ruling)s
        AND member_id = ANY(%(members)s)""",
    "DELETE FROM debates_joinedvote WHERE ruling_id = %(ruling)s",
)

MOVE = [
    f"UPDATE debates_{table} SET {column} = %(to)s"  # noqa: S608 - our own constants
    f" WHERE id = ANY(%({moved})s) AND {column} = %(of)s"
    for table, column, moved in (
        ("evidence", "argument_id", "evidence"),
        ("remark", "argument_id", "remarks"),
        ("argument", "parent_id", "replies"),
    )
]


@dataclass(frozen=True)
class Pair:
    """Two arguments that become one, or were; locked, and nobody else writes in their debate."""

    gone: Argument
    kept: Argument

    @property
    def values(self) -> dict[str, Any]:
        return {"gone": self.gone.pk, "kept": self.kept.pk, "debate": self.kept.debate_id}


@act
def merge_argument(
    gone: Argument, *, into: Argument, rule: str, because: str, by: User
) -> Argument:
    """Makes the one argument the other, which says the same. Returns the other, which stays."""
    refuse_if(why_not_merge_argument(by, gone, gone.debate) or why_not_become(gone, into))
    moved, pair = _alone(gone, into, moving=gone)
    gone, kept = pair.gone, pair.kept
    refuse_if(why_not_merge_argument(by, gone, gone.debate) or why_not_become(gone, kept))
    ruling = make_ruling(
        Ruling.Verb.MERGE,
        Grounds(rule, because),
        debate=gone.debate,
        argument=gone,
        member_id=gone.author_id,
        before=moved,
        after={"into": kept.pk},
        by=by,
    )
    tell_of(ruling, {kept.author_id} - {gone.author_id}, by=by)
    values = pair.values | {"ruling": ruling.pk}
    values["answer_the_same"] = gone.parent_id == kept.parent_id
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('dialectic.merging', %s, true)", [str(ruling.pk)])
        cursor.execute(JOIN_VOTES, values)
        cursor.execute("SELECT set_config('dialectic.merging', '', true)")
        for statement in MOVE:
            cursor.execute(statement, moved | {"of": gone.pk, "to": kept.pk})
    # First what stands in it already: all point at what stands for them, without a step between.
    Argument.objects.filter(pk__in=moved["merged"]).update(merged_into=kept)
    Argument.objects.filter(pk=gone.pk).update(merged_into=kept, hidden_at=clock.now())
    return kept


def separate(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Makes two of what a merge made one; votes, replies and evidence go back where they were."""
    gone, kept = _merged_by(ruling)
    moved = {name: list(ruling.before.get(name, ())) for name in MOVED}
    _now, pair = _alone(gone, kept, moving=kept)
    gone, kept = pair.gone, pair.kept
    refuse_if(why_not_separate(ruling, gone, kept))
    undone = make_ruling(
        Ruling.Verb.SEPARATE,
        grounds,
        debate=ruling.debate,
        argument=gone,
        member_id=gone.author_id,
        undoes=ruling,
        before={"into": kept.pk},
        by=by,
    )
    tell_of(undone, {kept.author_id} - {gone.author_id}, by=by)
    Argument.objects.filter(pk=gone.pk).update(merged_into=None, hidden_at=None)
    Argument.objects.filter(pk__in=moved["merged"], merged_into=kept).update(merged_into=gone)
    values = pair.values | {"ruling": ruling.pk}
    with connection.cursor() as cursor:
        for statement in MOVE:
            cursor.execute(statement, moved | {"of": kept.pk, "to": gone.pk})
        cursor.execute(
            "SELECT set_config('dialectic.merging', %s, true),"
            " set_config('dialectic.ruling', 'on', true)",
            [str(ruling.pk)],
        )
        cursor.execute(PUT_VOTES_BACK, values)
        values["members"] = cursor.fetchone()[0]
        for statement in FORGET:
            cursor.execute(statement, values)
        cursor.execute(
            "SELECT set_config('dialectic.merging', '', true),"
            " set_config('dialectic.ruling', 'off', true)"
        )
    return undone


def _merged_by(ruling: Ruling) -> tuple[Argument, Argument]:
    assert ruling.argument_id is not None
    found = Argument.objects.in_bulk([ruling.argument_id, ruling.after["into"]])
    gone, kept = found[ruling.argument_id], found[ruling.after["into"]]
    assert ruling.debate is not None
    gone.debate = kept.debate = ruling.debate
    return gone, kept


def _alone(
    gone: Argument, kept: Argument, *, moving: Argument
) -> tuple[dict[str, list[int]], Pair]:
    """Both as they are once nobody else writes into their debate, and what hangs on `moving`.

    What came while it waited is locked without waiting: its writer may wait for this.
    """
    other = kept if moving is gone else gone
    values = {"of": moving.pk, "other": other.pk, "debate": gone.debate_id}
    with connection.cursor() as cursor:
        cursor.execute(WORKERS_GATE, [gone.debate_id])
        for rows in LOCKED:
            cursor.execute(f"{rows} ORDER BY id FOR NO KEY UPDATE", values)
        cursor.execute(GATE, values)
        for rows in LOCKED:
            cursor.execute(f"SELECT count(*) FROM ({rows}) AS found", values)  # noqa: S608 - ours
            there = cursor.fetchone()[0]
            cursor.execute(f"{rows} ORDER BY id FOR NO KEY UPDATE SKIP LOCKED", values)
            if len(cursor.fetchall()) < there:
                raise Refused(Reason("changed_meanwhile", _("This changed meanwhile. Look again.")))
        moved = {}
        for name, rows in MOVED.items():
            cursor.execute(f"{rows} ORDER BY id", values)
            moved[name] = [number for (number,) in cursor.fetchall()]
        touched = [gone.pk, kept.pk, *moved["merged"], *moved["replies"]]
        cursor.execute(TALLIES, {"touched": touched})
    fresh = Argument.objects.in_bulk([gone.pk, kept.pk])
    debate = Debate.objects.get(pk=gone.debate_id).seen_as(gone.debate)
    for read, one in ((gone, fresh[gone.pk]), (kept, fresh[kept.pk])):
        one.debate, one.locked_in = debate, read.locked_in
    return moved, Pair(fresh[gone.pk], fresh[kept.pk])
