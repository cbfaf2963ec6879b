"""Rivals: several syntheses of the same arguments, side by side."""

from collections.abc import Collection
from itertools import pairwise
from typing import Any

from accounts.models import Viewer
from debates.models import Argument, Debate
from debates.queries import cards
from debates.queries.syntheses import Synthesis, best_first

# What a synthesis reconciles is the same in all of its versions.
RIVALS = """wanted (argument_id) AS (
    SELECT unnest(%(arguments)s::bigint[])
    UNION SELECT argument_id FROM debates_concession
    WHERE synthesis_id = %(of)s AND synthesis_version = 1
), rival AS (
    SELECT id, version, revises_id, row_number() OVER (ORDER BY {best}) AS place
    FROM debates_argument
    WHERE debate_id = %(debate)s AND id <> %(of)s AND hidden_at IS NULL AND withdrawn_at IS NULL
        AND id IN (
            SELECT synthesis_id FROM debates_concession
            WHERE synthesis_version = 1 AND synthesis_id IN (
                SELECT synthesis_id FROM debates_concession
                WHERE argument_id IN (SELECT argument_id FROM wanted))
            GROUP BY synthesis_id
            HAVING count(*) = (SELECT count(*) FROM wanted)
                AND bool_and(argument_id IN (SELECT argument_id FROM wanted)))
    ORDER BY {best} LIMIT 20
), chosen (id, depth, key, place) AS (
    SELECT id, 0, NULL, ARRAY[place, 0] FROM rival
    UNION ALL
    SELECT concession.argument_id, 1,
        jsonb_build_array(synthesis_id, argument_version, text, rival.revises_id),
        ARRAY[rival.place, concession.id]
    FROM rival JOIN debates_concession AS concession
        ON concession.synthesis_id = rival.id AND synthesis_version = rival.version
)"""


def rivals_of(synthesis: Argument, viewer: Viewer) -> list[Synthesis]:
    """The other standing syntheses of what this one reconciles, best first; from one query."""
    values = {"of": synthesis.pk, "arguments": [], "debate": synthesis.debate_id}
    return _rivals(values, viewer, synthesis.debate)


def syntheses_of_all(arguments: Collection[int], debate: Debate, viewer: Viewer) -> list[Synthesis]:
    """The standing syntheses that reconcile just these arguments, best first; from one query."""
    values = {"of": 0, "arguments": list(arguments), "debate": debate.pk}
    return _rivals(values, viewer, debate)


def _rivals(values: dict[str, Any], viewer: Viewer, debate: Debate) -> list[Synthesis]:
    rows = cards.read(RIVALS.format(best=best_first(debate)), values, viewer=viewer, debate=debate)
    starts = [number for number, row in enumerate(rows) if row.depth == 0]
    return [Synthesis.of(rows[start:end]) for start, end in pairwise([*starts, len(rows)])]
