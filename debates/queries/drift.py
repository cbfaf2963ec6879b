"""Scores computed anew from votes alone, beside those that are kept: a difference is a bug."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from accounts import clock
from debates.models import Debate, Endorsement
from debates.rules.sides import HELD
from debates.scoring.endorsement import Ballots, Status, endorsement, is_settled
from debates.scoring.strength import Edge, base, strengths, to_the_point

CLOSE = 1e-9
POSITIONS = ("agree", "unsure", "disagree")


@dataclass(frozen=True)
class Drift:
    """A kept score that is not what follows from the votes."""

    argument: int
    what: str
    kept: Any
    found: Any

    def __str__(self) -> str:
        return f"#{self.argument} {self.what}: {self.kept} is kept, {self.found} follows"


# Each member's unit per parent and kind, in equal parts to those she agrees with.
SHARED = """
SELECT argument_id, sum(1.0::float8 / among) FROM (
    SELECT argument.id AS argument_id,
        count(*) OVER (PARTITION BY vote.member_id, argument.parent_id, argument.kind) AS among
    FROM debates_argument AS argument JOIN debates_vote AS vote ON vote.argument_id = argument.id
    WHERE argument.debate_id = %s AND argument.parent_id IS NOT NULL
        AND argument.hidden_at IS NULL AND argument.withdrawn_at IS NULL
        AND vote.position = 'agree'
) AS shared GROUP BY argument_id
"""

READ = """
SELECT argument.id, parent_id, kind, tally.agree, tally.disagree, to_the_point, beside_the_point,
    score.strength
FROM debates_argument AS argument
JOIN debates_tally AS tally ON tally.argument_id = argument.id
LEFT JOIN debates_score AS score ON score.argument_id = argument.id
WHERE argument.debate_id = %s
"""

BALLOTS = f"""
WITH RECURSIVE pair AS (
    SELECT argument.id AS synthesis_id, vote.member_id
    FROM debates_argument AS argument
    JOIN debates_vote AS vote ON vote.argument_id = argument.id AND vote.position IS NOT NULL
    WHERE argument.id = ANY(%(syntheses)s)
), {HELD}
SELECT held.synthesis_id, side, vote.position, count(*)
FROM held JOIN debates_vote AS vote
    ON vote.member_id = held.member_id AND vote.argument_id = held.synthesis_id
GROUP BY held.synthesis_id, side, vote.position
"""  # noqa: S608 - constants

SYNTHESES = """
SELECT synthesis.id, ARRAY(SELECT argument_id FROM debates_concession
        WHERE synthesis_id = synthesis.id AND synthesis_version = 1 ORDER BY id),
    EXISTS (SELECT FROM debates_staleness WHERE synthesis_id = synthesis.id)
FROM debates_argument AS synthesis WHERE debate_id = %s AND kind = 'synthesis'
"""


def strengths_in_full(debate: int) -> tuple[dict[Any, float], Mapping[int, float | None]]:
    """What every argument of a debate is worth, from its votes; and what is kept of it."""
    with connection.cursor() as cursor:
        cursor.execute(SHARED, [debate])
        shared = dict(cursor.fetchall())
        cursor.execute(READ, [debate])
        rows = cursor.fetchall()
    worth = {row[0]: base(row[3], row[4]) for row in rows}
    edges = (
        Edge(
            argument,
            parent,
            1 if kind == "claim" else -1,
            shared[argument] * to_the_point(bearing, beside),
        )
        for argument, parent, kind, _agree, _disagree, bearing, beside, _kept in rows
        if argument in shared
    )
    return strengths(worth, edges), {row[0]: row[-1] for row in rows}


def ballots_in_full(syntheses: list[int]) -> dict[int, dict[int | None, Ballots]]:
    """How each side votes on each of these syntheses, counted from the votes."""
    counts: dict[int, dict[int | None, dict[str, int]]] = {one: {} for one in syntheses}
    with connection.cursor() as cursor:
        cursor.execute(BALLOTS, {"syntheses": syntheses, "now": clock.now()})
        for synthesis, side, position, many in cursor.fetchall():
            counts[synthesis].setdefault(side, {})[position] = many
    return {
        synthesis: {
            side: Ballots(*(found.get(position, 0) for position in POSITIONS))
            for side, found in sides.items()
        }
        for synthesis, sides in counts.items()
    }


def drift_of(debate: Debate) -> Iterator[Drift]:
    """Every kept score of the debate that differs, by more than 1e-9 or in its words."""
    found, kept = strengths_in_full(debate.pk)
    for argument, worth in found.items():
        stored = kept[argument]
        if stored is None or abs(stored - worth) > CLOSE:
            yield Drift(argument, "strength", stored, worth)
    with connection.cursor() as cursor:
        cursor.execute(SYNTHESES, [debate.pk])
        syntheses = cursor.fetchall()
    ballots = ballots_in_full([synthesis for synthesis, _sides, _stale in syntheses])
    stored_rows = Endorsement.objects.filter(debate=debate).in_bulk()
    for synthesis, sides, is_stale in syntheses:
        if row := stored_rows.get(synthesis):
            yield from _differences(row, sides, ballots[synthesis], is_stale)
        else:
            yield Drift(synthesis, "endorsement", None, "one")


def _differences(
    kept: Endorsement, sides: list[int], ballots: Mapping[int | None, Ballots], is_stale: bool
) -> Iterator[Drift]:
    none = Ballots(0, 0, 0)
    counted = [ballots.get(side, none) for side in sides]
    # The badge depends on what was before: it is taken as it is kept.
    ended = endorsement(counted, was_bridging=kept.is_bridging)
    status = ended.status
    if status == Status.BRIDGING and is_stale:
        status = Status.PROMISING
    pairs = {
        "status": (kept.status, status.value),
        "badge": (kept.is_bridging, ended.status == Status.BRIDGING),
        "settled": (kept.is_settled, is_settled(ended) and not is_stale),
        "sides": (
            json.dumps([[side[name] for name in POSITIONS] for side in kept.sides]),
            json.dumps([[getattr(side, name) for name in POSITIONS] for side in counted]),
        ),
    }
    if abs(kept.score - float(ended.score)) > CLOSE:
        yield Drift(kept.synthesis_id, "score", kept.score, float(ended.score))
    for what, (stored, found) in pairs.items():
        if stored != found:
            yield Drift(kept.synthesis_id, what, stored, found)
