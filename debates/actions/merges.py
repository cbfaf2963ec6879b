"""Merging arguments that say the same: all that one has becomes the other's, until it is undone."""

from django.db import connection
from django.db.models import BigIntegerField, Func
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from debates.actions.acting import act
from debates.actions.gates import WORKERS_GATE
from debates.actions.joined import join_votes, put_votes_back
from debates.actions.rulings import Grounds, make_ruling, tell_of
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

MOVE = [
    f"UPDATE debates_{table} SET {column} = %(to)s"  # noqa: S608 - our own constants
    f" WHERE id = ANY(%({moved})s) AND {column} = %(of)s"
    for table, column, moved in (
        ("evidence", "argument_id", "evidence"),
        ("remark", "argument_id", "remarks"),
        ("argument", "parent_id", "replies"),
    )
]


@act
def merge_argument(
    gone: Argument, *, into: Argument, rule: str, because: str, by: User
) -> Argument:
    """Makes the one argument the other, which says the same. Returns the other, which stays."""
    refuse_if(why_not_merge_argument(by, gone, gone.debate) or why_not_become(gone, into))
    moved, gone, kept = _alone(gone, into, moving=gone)
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
    join_votes(gone, kept, ruling)
    _move(moved, of=gone, to=kept)
    # First what stands in it already: all point at what stands for them, without a step between.
    Argument.objects.filter(pk__in=moved["merged"]).update(merged_into=kept)
    Argument.objects.filter(pk=gone.pk).update(merged_into=kept, hidden_at=clock.now())
    return kept


def separate(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Makes two of what a merge made one; votes, replies and evidence go back where they were."""
    gone, kept = _merged_by(ruling)
    moved = {name: list(ruling.before.get(name, ())) for name in MOVED}
    _now, gone, kept = _alone(gone, kept, moving=kept)
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
    _move(moved, of=kept, to=gone)
    put_votes_back(kept, ruling)
    return undone


def _move(moved: dict[str, list[int]], *, of: Argument, to: Argument) -> None:
    """Moves what is still there; what somebody moved on since stays where that is."""
    with connection.cursor() as cursor:
        for statement in MOVE:
            cursor.execute(statement, moved | {"of": of.pk, "to": to.pk})


def _merged_by(ruling: Ruling) -> tuple[Argument, Argument]:
    assert ruling.argument_id is not None
    found = Argument.objects.in_bulk([ruling.argument_id, ruling.after["into"]])
    gone, kept = found[ruling.argument_id], found[ruling.after["into"]]
    assert ruling.debate is not None
    gone.debate = kept.debate = ruling.debate
    return gone, kept


def _alone(
    gone: Argument, kept: Argument, *, moving: Argument
) -> tuple[dict[str, list[int]], Argument, Argument]:
    """What hangs on `moving`, and both as they are once nobody else writes in their debate.

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
    return moved, *_as_they_are(gone, kept)


def _as_they_are(gone: Argument, kept: Argument) -> tuple[Argument, Argument]:
    locked_in = Func("pk", "debate", function="locked_in", output_field=BigIntegerField())
    fresh = Argument.objects.annotate(within=locked_in).in_bulk([gone.pk, kept.pk])
    debate = Debate.objects.get(pk=gone.debate_id).seen_as(gone.debate)
    for one in fresh.values():
        one.debate, one.locked_in = debate, one.within
    return fresh[gone.pk], fresh[kept.pk]
