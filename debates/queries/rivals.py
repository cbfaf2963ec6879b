"""Rivals: several syntheses of the same arguments, side by side."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import Viewer
from debates.models import Argument, Debate, Status
from debates.queries import cards
from debates.queries.syntheses import KEPT, Keeps, Synthesis

MOST = 20

# What a synthesis reconciles is the same in all of its versions.
RIVALS = f"""wanted (argument_id) AS (
    SELECT unnest(%(arguments)s::bigint[])
    UNION SELECT argument_id FROM debates_concession
    WHERE synthesis_id = %(of)s AND synthesis_version = 1
), rival AS (
    SELECT id, version, revises_id, row_number() OVER (ORDER BY rank DESC, id DESC) AS place
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
    ORDER BY rank DESC, id DESC LIMIT {MOST}
), chosen (id, depth, key, place) AS (
    SELECT id, 0, to_jsonb((SELECT status FROM debates_endorsement WHERE synthesis_id = rival.id)),
        ARRAY[place, 0]
    FROM rival
    UNION ALL
    SELECT concession.argument_id, 1, {KEPT.format(revises="rival.revises_id")},
        ARRAY[rival.place, concession.id]
    FROM rival JOIN debates_concession AS concession
        ON concession.synthesis_id = rival.id AND synthesis_version = rival.version
)"""  # noqa: S608 - constants


@dataclass(frozen=True)
class Rival:
    """A synthesis of the same arguments, and how it stands with its sides as far as is known."""

    synthesis: Synthesis
    status: Status | None


def rivals_of(synthesis: Argument, viewer: Viewer) -> list[Rival]:
    """The other standing syntheses of what this one reconciles, best first; from one query."""
    values = {"of": synthesis.pk, "arguments": [], "debate": synthesis.debate_id}
    return _rivals(values, viewer, synthesis.debate)


def syntheses_of_all(arguments: Collection[int], debate: Debate, viewer: Viewer) -> list[Rival]:
    """The standing syntheses that reconcile just these arguments, best first; from one query."""
    values = {"of": 0, "arguments": list(arguments), "debate": debate.pk}
    return _rivals(values, viewer, debate)


def _rivals(values: dict[str, Any], viewer: Viewer, debate: Debate) -> list[Rival]:
    groups: list[Sequence[cards.Placed]] = []
    for row in cards.read(RIVALS, values, viewer=viewer, debate=debate):
        if row.depth == 0:
            groups.append([row])
        else:
            groups[-1] = [*groups[-1], row]
    return [_rival(*group) for group in groups]


def _rival(lead: cards.Placed, *kept: cards.Placed) -> Rival:
    keeps = [Keeps(row.key[2], row.card, row.key[1], row.key[3]) for row in kept]
    revises = kept[0].key[4] if kept else None
    return Rival(Synthesis(lead.card, keeps, revises), Status(lead.key) if lead.key else None)
