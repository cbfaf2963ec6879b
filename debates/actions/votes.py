"""Casting and withdrawing votes."""

from typing import Any, Final

from django.db import connection

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.models import Argument, Position
from debates.rules import refuse_if, why_not_mark_beside_the_point, why_not_vote


class _Unchanged:
    """Stands for a part of the vote that is left as it is."""


UNCHANGED: Final = _Unchanged()

# One statement: of two clicks at once the later wins, and neither fails. Here and below the gate
# is passed before a row is touched, or whoever merges and whoever votes would wait for each other.
CAST = """
INSERT INTO debates_vote AS vote (member_id, argument_id, debate_id, position, well_argued,
    beside_the_point, version, held_since, cast_at)
SELECT %(member)s, id, debate_id, %(position)s, %(well_argued)s, %(beside_the_point)s,
    version, %(now)s, %(now)s
FROM debates_argument WHERE id = %(argument)s AND pass_gate(debate_id)
ON CONFLICT (member_id, argument_id) DO UPDATE SET
    position = CASE WHEN %(keep_position)s THEN vote.position ELSE EXCLUDED.position END,
    well_argued = CASE WHEN %(keep_well)s THEN vote.well_argued ELSE EXCLUDED.well_argued END,
    beside_the_point = CASE WHEN %(keep_beside)s THEN vote.beside_the_point
        ELSE EXCLUDED.beside_the_point END,
    version = EXCLUDED.version,
    cast_at = EXCLUDED.cast_at
"""

# Taking something back never makes a vote: what is left of it stays, and nothing left is no vote.
TAKE_BACK = """
UPDATE debates_vote AS vote SET
    position = CASE WHEN %(keep_position)s THEN vote.position END,
    well_argued = %(keep_well)s AND vote.well_argued,
    beside_the_point = %(keep_beside)s AND vote.beside_the_point,
    version = argument.version,
    cast_at = %(now)s
FROM debates_argument AS argument
WHERE vote.member_id = %(member)s AND vote.argument_id = %(argument)s
    AND argument.id = vote.argument_id AND pass_gate(argument.debate_id)
"""

EMPTY = """
DELETE FROM debates_vote
WHERE member_id = %(member)s AND argument_id = %(argument)s
    AND (position IS NULL OR NOT %(keep_position)s)
    AND NOT (%(keep_well)s AND well_argued)
    AND NOT (%(keep_beside)s AND beside_the_point)
    AND pass_gate(debate_id)
"""

WITHDRAW = """
DELETE FROM debates_vote
WHERE member_id = %(member)s AND argument_id = %(argument)s AND pass_gate(debate_id)
"""


@act
def cast_vote(
    argument: Argument,
    *,
    position: Position | str | _Unchanged | None = UNCHANGED,
    well_argued: bool | _Unchanged = UNCHANGED,
    beside_the_point: bool | _Unchanged = UNCHANGED,
    by: User,
) -> None:
    """Puts the member's vote in place of any earlier one; what is not given stays as it was.

    `argument.debate` is read, with `standing`.
    """
    refuse_if(why_not_vote(by, argument, argument.debate))
    if beside_the_point is True:
        refuse_if(why_not_mark_beside_the_point(argument))
    # Takes turns with the member's other acts, so that none sees half of another.
    limits.spend("votes", by)
    vote: dict[str, Any] = {
        "member": by.pk,
        "argument": argument.pk,
        "now": clock.now(),
        "position": None if isinstance(position, _Unchanged) else position,
        "well_argued": well_argued is True,
        "beside_the_point": beside_the_point is True,
        "keep_position": position is UNCHANGED,
        "keep_well": well_argued is UNCHANGED,
        "keep_beside": beside_the_point is UNCHANGED,
    }
    takes_back = not (vote["position"] or vote["well_argued"] or vote["beside_the_point"])
    with connection.cursor() as cursor:
        if takes_back:
            cursor.execute(EMPTY, vote)
            if not cursor.rowcount:
                cursor.execute(TAKE_BACK, vote)
        else:
            cursor.execute(CAST, vote)


@act
def withdraw_vote(argument: Argument, *, by: User) -> None:
    """Takes the member's vote back, marks and all."""
    refuse_if(why_not_vote(by, argument, argument.debate))
    limits.spend("votes", by)
    with connection.cursor() as cursor:
        cursor.execute(WITHDRAW, {"member": by.pk, "argument": argument.pk})
