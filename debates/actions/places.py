"""Moving a thread under another argument, and making a claim of a counterclaim or the reverse."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.actions.gates import alone_with
from debates.actions.rulings import Grounds, make_ruling
from debates.models import Argument, Kind, Ruling
from debates.rules import (
    Reason,
    refuse_if,
    why_not_be,
    why_not_move,
    why_not_reclassify,
    why_not_stand_under,
)
from debates.rules.places import is_under

# Nothing at the top is beside the point. What a mark was kept in, and not how its member votes,
# is put aside with the ruling; a vote that said no more than the mark goes with it.
SET_ASIDE = """
WITH marked AS (
    UPDATE debates_vote SET beside_the_point = FALSE
    WHERE argument_id = %(argument)s AND beside_the_point
        AND (position IS NOT NULL OR well_argued)
    RETURNING member_id, jsonb_build_object('beside_the_point', TRUE) AS had,
        jsonb_build_object('beside_the_point', FALSE) AS has
), only_marked AS (
    DELETE FROM debates_vote
    WHERE argument_id = %(argument)s AND beside_the_point
        AND position IS NULL AND NOT well_argued
    RETURNING member_id, jsonb_build_object('beside_the_point', TRUE, 'version', version,
        'held_since', held_since, 'cast_at', cast_at) AS had, NULL::jsonb AS has
)
INSERT INTO debates_joinedvote (ruling_id, member_id, had, has)
SELECT %(ruling)s, * FROM marked UNION ALL SELECT %(ruling)s, * FROM only_marked
"""

# Whoever voted anew meanwhile, or took their vote back, has said what they say now.
PUT_BACK = """
WITH aside AS (
    SELECT * FROM debates_joinedvote WHERE ruling_id = %(ruling)s
), marked AS (
    UPDATE debates_vote AS vote SET beside_the_point = TRUE FROM aside
    WHERE vote.argument_id = %(argument)s AND vote.member_id = aside.member_id
        AND aside.has IS NOT NULL
)
INSERT INTO debates_vote (member_id, argument_id, debate_id, position, well_argued,
    beside_the_point, version, held_since, cast_at)
SELECT member_id, %(argument)s, %(debate)s, NULL, FALSE, TRUE, (had ->> 'version')::integer,
    (had ->> 'held_since')::timestamptz, (had ->> 'cast_at')::timestamptz
FROM aside WHERE has IS NULL
ON CONFLICT (member_id, argument_id) DO NOTHING
"""


@act
def move_argument(
    argument: Argument,
    *,
    parent: int | None,
    kind: str | None = None,
    rule: str,
    because: str,
    by: User,
) -> Argument:
    """Puts an argument, with all that stands under it, under another; under None, at the top.

    It stays a claim or a counterclaim, unless `kind` says what it becomes.
    """
    found = alone_with(argument, *([parent] if parent else []))
    argument = found[argument.pk]
    refuse_if(why_not_move(by, argument, argument.debate))
    kind = argument.kind if kind is None else kind
    with Fitting() as fit:
        if parent is not None and (reason := why_not_stand_under(found.get(parent), argument)):
            fit.refuse("parent", reason.code, reason.text)
        if reason := why_not_be(kind, parent, argument):
            field = "parent" if reason.code == "there_already" else "kind"
            fit.refuse(field, reason.code, reason.text)
    verb = Ruling.Verb.MOVE if parent != argument.parent_id else Ruling.Verb.RECLASSIFY
    _rule(verb, argument, parent, kind, Grounds(rule, because), by=by)
    return argument


@act
def reclassify_argument(
    argument: Argument, *, kind: str, rule: str, because: str, by: User
) -> Argument:
    """Makes a supporting claim of a counterclaim, or the reverse. It stays where it stands."""
    argument = alone_with(argument)[argument.pk]
    refuse_if(why_not_reclassify(by, argument, argument.debate))
    with Fitting() as fit:
        if reason := why_not_be(kind, argument.parent_id, argument):
            fit.refuse("kind", reason.code, reason.text)
    verb = Ruling.Verb.RECLASSIFY
    _rule(verb, argument, argument.parent_id, kind, Grounds(rule, because), by=by)
    return argument


def put_in_its_place(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Brings a moved or reclassified argument back to where, and as what, it stood."""
    assert ruling.argument is not None
    assert ruling.debate is not None
    parent, kind = ruling.before["parent"], ruling.before["kind"]
    ruling.argument.debate = ruling.debate
    found = alone_with(ruling.argument, *([parent] if parent else []))
    argument, above = found[ruling.argument.pk], found.get(parent)
    refuse_if(_why_not_back(ruling, argument, above))
    undone = _rule(Ruling.Verb(ruling.verb), argument, parent, kind, grounds, undoes=ruling, by=by)
    values = {"ruling": ruling.pk, "argument": argument.pk, "debate": argument.debate_id}
    with connection.cursor() as cursor:
        cursor.execute(PUT_BACK, values)
    return undone


def _rule(
    verb: Ruling.Verb,
    argument: Argument,
    parent: int | None,
    kind: str,
    grounds: Grounds,
    *,
    undoes: Ruling | None = None,
    by: User,
) -> Ruling:
    """Rules that an argument stands there, and puts it there."""
    ruling = make_ruling(
        verb,
        grounds,
        debate=argument.debate,
        argument=argument,
        member_id=argument.author_id,
        before={"parent": argument.parent_id, "kind": argument.kind},
        after={"parent": parent, "kind": kind},
        undoes=undoes,
        by=by,
    )
    if parent is None:
        with connection.cursor() as cursor:
            cursor.execute(SET_ASIDE, {"argument": argument.pk, "ruling": ruling.pk})
    argument.parent_id, argument.kind = parent, Kind(kind)
    argument.save(update_fields=["parent", "kind"])
    return ruling


def _why_not_back(ruling: Ruling, argument: Argument, above: Argument | None) -> Reason | None:
    """Why what was moved cannot go back; that its old place is hidden since is none."""
    after: dict[str, Any] = ruling.after
    if {"parent": argument.parent_id, "kind": argument.kind} != after:
        why = _("It was moved or reclassified again since. Undo that first.")
        return Reason("moved_since", why)
    if argument.is_merged or (above and above.is_merged):
        return Reason("merged", _("One of the two was merged into another argument since."))
    if argument.is_locked or (above and above.is_locked):
        return Reason("thread_locked", _("This thread is locked."))
    if ruling.before["parent"] and above is None:
        return Reason("elsewhere", _("What it stood under is in another debate by now."))
    if above and is_under(above.pk, argument.pk):
        return Reason("under_itself", _("What it stood under stands under it by now."))
    return None
