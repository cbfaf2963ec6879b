"""How well each side of a debate is sourced.

The sides are what speaks for the claims at the top and what speaks against
them: evidence counts by its argument's place in the thread, and for the other
side where it undermines its argument. What stands under a synthesis is apart.
"""

from typing import NamedTuple

from django.db import connection

from debates.models import Debate

STATES = ("checked", "unchecked", "disputed", "fallen")

# Up from every argument with evidence to the top, each step once however many lead over it; then
# down again with the sign. Walking up from each for itself is quadratic in a long chain.
READ = """
WITH RECURSIVE piece AS MATERIALIZED (
    SELECT evidence.argument_id, evidence.source_id, evidence.stance,
        CASE source.standing WHEN '' THEN evidence.status ELSE 'fallen' END AS state
    FROM debates_evidence AS evidence
    JOIN debates_source AS source ON source.id = evidence.source_id
    JOIN debates_argument AS argument ON argument.id = evidence.argument_id
    WHERE evidence.debate_id = %(debate)s AND evidence.withdrawn_at IS NULL
        AND argument.hidden_at IS NULL AND argument.withdrawn_at IS NULL
), up (id, parent_id, kind) AS (
    SELECT id, parent_id, kind FROM debates_argument
    WHERE id IN (SELECT argument_id FROM piece)
    UNION
    SELECT argument.id, argument.parent_id, argument.kind
    FROM up JOIN debates_argument AS argument ON argument.id = up.parent_id
), down (id, sign) AS (
    SELECT id, CASE kind WHEN 'synthesis' THEN 0 ELSE 1 END FROM up WHERE parent_id IS NULL
    UNION ALL
    SELECT up.id, CASE up.kind WHEN 'counterclaim' THEN -sign ELSE sign END
    FROM down JOIN up ON up.parent_id = down.id
)
SELECT sign * CASE stance WHEN 'undermines' THEN -1 ELSE 1 END AS side,
    count(*) FILTER (WHERE state = 'checked'), count(*) FILTER (WHERE state = 'unchecked'),
    count(*) FILTER (WHERE state = 'disputed'), count(*) FILTER (WHERE state = 'fallen'),
    count(DISTINCT source_id)
FROM piece JOIN down ON down.id = piece.argument_id
GROUP BY side
"""

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
        cursor.execute(READ, {"debate": debate.pk})
        found = {row[0]: SideSourced(NAMES[row[0]], *row[1:]) for row in cursor.fetchall()}
    if not found:
        return []
    sides = [found.get(sign, SideSourced(NAMES[sign])) for sign in (1, -1)]
    return [*sides, found[0]] if 0 in found else sides
