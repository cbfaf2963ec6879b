"""How well each side of a debate is sourced.

The sides are what speaks for the claims at the top and what speaks against
them: evidence counts by its argument's place in the thread, and for the other
side where it undermines its argument. What stands under a synthesis is apart.
"""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from django.db import connection

from debates.models import Debate, Kind, Stance

STATES = ("checked", "unchecked", "disputed", "fallen")

PIECES = """
SELECT evidence.argument_id, evidence.source_id, evidence.stance,
    CASE source.standing WHEN '' THEN evidence.status ELSE 'fallen' END
FROM debates_evidence AS evidence
JOIN debates_source AS source ON source.id = evidence.source_id
WHERE evidence.debate_id = %(debate)s AND evidence.withdrawn_at IS NULL
"""

# Up from every argument with evidence, each step once however many lead over it: walking up from
# each for itself is quadratic in a long chain. The planner takes the steps for many and would read
# all arguments at each; with OFFSET it looks them up.
UP = """
WITH RECURSIVE up (id, parent_id, kind, stands) AS (
    SELECT id, parent_id, kind, hidden_at IS NULL AND withdrawn_at IS NULL
    FROM debates_argument WHERE id = ANY(%(ids)s)
    UNION
    SELECT above.* FROM up CROSS JOIN LATERAL (
        SELECT id, parent_id, kind, hidden_at IS NULL AND withdrawn_at IS NULL
        FROM debates_argument WHERE id = up.parent_id OFFSET 0
    ) AS above
)
SELECT * FROM up
"""


class Step(NamedTuple):
    """An argument on a way up."""

    id: int
    parent_id: int | None
    kind: str
    stands: bool
    """Neither hidden nor withdrawn."""


NAMES = {1: "for", -1: "against", 0: "syntheses"}


class SideSourced(NamedTuple):
    """What one side rests on, each piece counted once: a fallen one is not counted as checked."""

    side: str
    """For the claims at the top, against them, or of syntheses and what answers them."""
    checked: int = 0
    unchecked: int = 0
    disputed: int = 0
    fallen: int = 0
    """Those whose source was retracted or corrected."""
    sources: int = 0
    """How many different ones."""

    @property
    def pieces(self) -> int:
        return self.checked + self.unchecked + self.disputed + self.fallen


def sourcing_of(debate: Debate) -> list[SideSourced]:
    """For, against, and syntheses where they have any; empty without standing evidence.

    What hidden and withdrawn arguments rest on counts for nobody.
    """
    with connection.cursor() as cursor:
        cursor.execute(PIECES, {"debate": debate.pk})
        pieces = cursor.fetchall()
        cursor.execute(UP, {"ids": list({piece[0] for piece in pieces})})
        steps = {row[0]: Step(*row) for row in cursor.fetchall()}
    signs = _signs(steps)
    states: dict[int, Counter[str]] = {sign: Counter() for sign in NAMES}
    sources: dict[int, set[int]] = {sign: set() for sign in NAMES}
    for argument, source, stance, state in pieces:
        if steps[argument].stands:
            side = signs[argument] * (-1 if stance == Stance.UNDERMINES else 1)
            states[side][state] += 1
            sources[side].add(source)
    if not any(states.values()):
        return []
    return [
        SideSourced(name, **states[sign], sources=len(sources[sign]))
        for sign, name in NAMES.items()
        if sign or states[sign]
    ]


def _signs(steps: Mapping[int, Step]) -> dict[int, int]:
    """1 for what supports the claim at the top of its thread, -1 against it, 0 of a synthesis."""
    signs = {
        step.id: 0 if step.kind == Kind.SYNTHESIS else 1
        for step in steps.values()
        if step.parent_id is None
    }
    for start in steps.values():
        way = [start]
        while way[-1].id not in signs:
            way.append(steps[way[-1].parent_id or 0])
        sign = signs[way.pop().id]
        for step in reversed(way):
            sign = -sign if step.kind == Kind.COUNTERCLAIM else sign
            signs[step.id] = sign
    return signs
