"""Which way arguments of a thread pull on each other: a claim supports, a counterclaim opposes."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from debates.models import Argument, Concession
from debates.rules.reasons import Reason

FARTHEST = 1_000

# Up from each to the top of its thread; two chains first meet at the nearest that both are under.
# One of them may be looked at as if it stood elsewhere, or were of another kind.
WAYS = f"""
WITH RECURSIVE up (start, id, sign, steps) AS (
    SELECT id, id, 1, 0 FROM debates_argument WHERE id = ANY(%(ids)s)
    UNION ALL
    SELECT start, stands.parent_id,
        CASE stands.kind WHEN 'counterclaim' THEN -sign ELSE sign END, steps + 1
    FROM up JOIN debates_argument AS argument USING (id)
    CROSS JOIN LATERAL (SELECT
        CASE id WHEN %(moved)s THEN %(parent)s::bigint ELSE argument.parent_id END AS parent_id,
        CASE id WHEN %(moved)s THEN %(kind)s ELSE argument.kind END AS kind) AS stands
    WHERE stands.parent_id IS NOT NULL AND steps < {FARTHEST}
)
SELECT DISTINCT ON (one.start, other.start) one.start, other.start, one.sign * other.sign,
    CASE 0 WHEN one.steps THEN other.start WHEN other.steps THEN one.start END
FROM up AS one JOIN up AS other ON other.id = one.id AND one.start < other.start
ORDER BY one.start, other.start, one.steps
"""  # noqa: S608 - the number is our own constant


class Way(NamedTuple):
    """The way between two arguments of one thread."""

    sign: int
    """The product of the signs on it: 1 where they pull the same way, -1 where apart."""
    lower: int | None
    """The one that descends from the other, if one does."""


class Place(NamedTuple):
    """Where an argument stands, or would: under which other, and as what."""

    argument: int | None
    parent: int | None
    kind: str


AS_IT_IS = Place(None, None, "")


def signs_between(ids: Iterable[int], *, as_if: Place = AS_IT_IS) -> dict[tuple[int, int], Way]:
    """The way between every two of these arguments, the smaller id first, from one query.

    Those of different threads have none, nor those that meet more than FARTHEST steps up.
    `as_if` looks at one argument as if it stood at that place.
    """
    asked = {"moved": as_if.argument, "parent": as_if.parent, "kind": as_if.kind}
    with connection.cursor() as cursor:
        cursor.execute(WAYS, {"ids": list(ids), **asked})
        return {(one, other): Way(sign, lower) for one, other, sign, lower in cursor.fetchall()}


def are_opposed(first: int, second: int) -> bool:
    """Whether they pull apart in their thread, or a standing synthesis reconciles both."""
    way = signs_between([first, second]).get((min(first, second), max(first, second)))
    return (way is not None and way.sign < 0) or _are_reconciled(first, second)


def why_not_reconcile_together(ids: Iterable[int]) -> dict[int, Reason]:
    """Why these are not for one synthesis, at each that supports another of them above it."""
    return {
        way.lower: Reason(
            "supports_it",
            _("This supports #%(above)d, so there is nothing to reconcile between the two.")
            % {"above": sum(pair) - way.lower},
        )
        for pair, way in signs_between(ids).items()
        if way.lower and way.sign > 0
    }


def _are_reconciled(first: int, second: int) -> bool:
    of_second = Concession.objects.filter(argument=second).values("synthesis")
    return Argument.objects.filter(
        concessions__argument=first, pk__in=of_second, hidden_at=None, withdrawn_at=None
    ).exists()
