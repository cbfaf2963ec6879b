"""How each side votes on a synthesis, kept by what changed: `scoring.endorsement` says how."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from accounts import clock
from debates.actions.ranks import MILLION, Rank
from debates.actions.staleness import keep_staleness
from debates.models import Endorsement, Notice, Position, Status
from debates.rules.sides import HELD
from debates.scoring import endorsement as scoring
from debates.scoring.endorsement import Ballots

# Of the asked members every vote that stands on a synthesis of the debate, or was counted.
OF_MEMBERS = """
    SELECT argument.id AS synthesis_id, vote.member_id
    FROM debates_argument AS argument
    JOIN debates_vote AS vote ON vote.argument_id = argument.id
        AND vote.member_id = ANY(%(members)s) AND vote.position IS NOT NULL
    WHERE argument.debate_id = %(debate)s AND argument.kind = 'synthesis'
    UNION SELECT synthesis_id, member_id FROM debates_ballot
    WHERE member_id = ANY(%(members)s) AND debate_id = %(debate)s
"""
OF_ALL = """
    SELECT argument.id AS synthesis_id, vote.member_id
    FROM debates_argument AS argument
    JOIN debates_vote AS vote ON vote.argument_id = argument.id AND vote.position IS NOT NULL
    WHERE argument.debate_id = %(debate)s AND argument.kind = 'synthesis'
    UNION SELECT synthesis_id, member_id FROM debates_ballot
    WHERE synthesis_id IN (SELECT id FROM debates_argument
        WHERE debate_id = %(debate)s AND kind = 'synthesis')
"""

COUNT = """
WITH RECURSIVE pair AS ({pairs}), {held}, target AS (
    SELECT held.synthesis_id, held.member_id, side, vote.position, vote.debate_id
    FROM held JOIN debates_vote AS vote
        ON vote.member_id = held.member_id AND vote.argument_id = held.synthesis_id
    WHERE vote.position IS NOT NULL
), moved AS (
    SELECT synthesis_id, member_id, target.debate_id, target.side, target.position
    FROM target FULL JOIN (SELECT ballot.* FROM pair JOIN debates_ballot AS ballot
        USING (synthesis_id, member_id)) AS ballot USING (synthesis_id, member_id)
    WHERE (target.side, target.position) IS DISTINCT FROM (ballot.side_id, ballot.position)
), gone AS (
    DELETE FROM debates_ballot AS ballot USING moved
    WHERE moved.position IS NULL AND ballot.synthesis_id = moved.synthesis_id
        AND ballot.member_id = moved.member_id
), come AS (
    INSERT INTO debates_ballot (synthesis_id, member_id, debate_id, side_id, position)
    SELECT synthesis_id, member_id, debate_id, side, position FROM moved
    WHERE position IS NOT NULL
    ON CONFLICT (synthesis_id, member_id) DO UPDATE
    SET side_id = EXCLUDED.side_id, position = EXCLUDED.position
)
SELECT DISTINCT synthesis_id FROM moved
"""

CONCERNED = """
SELECT id FROM debates_argument
WHERE debate_id = %(debate)s AND kind = 'synthesis' AND (%(in_full)s OR id = ANY(%(scored)s)
    OR id IN (SELECT synthesis_id FROM debates_concession WHERE argument_id = ANY(%(changed)s)
        OR argument_id = ANY(ARRAY(
            SELECT id FROM debates_argument WHERE merged_into_id = ANY(%(changed)s)))))
"""

# A synthesis with its sides in the order of its concessions, its counts and its badge.
READ = """
SELECT synthesis.id, synthesis.author_id,
    synthesis.hidden_at IS NULL AND synthesis.withdrawn_at IS NULL,
    debate.is_blind AND debate.closed_at IS NULL,
    ARRAY(SELECT argument_id FROM debates_concession
        WHERE synthesis_id = synthesis.id AND synthesis_version = 1 ORDER BY id),
    (SELECT jsonb_agg(jsonb_build_array(side_id, position, many)) FROM (
        SELECT side_id, position, count(*) AS many FROM debates_ballot
        WHERE synthesis_id = synthesis.id GROUP BY side_id, position) AS counted),
    EXISTS (SELECT FROM debates_staleness WHERE synthesis_id = synthesis.id),
    coalesce(endorsement.is_bridging, FALSE), endorsement.told_at,
    synthesis.contest, synthesis.replies
FROM debates_argument AS synthesis
JOIN debates_debate AS debate ON debate.id = synthesis.debate_id
LEFT JOIN debates_endorsement AS endorsement ON endorsement.synthesis_id = synthesis.id
WHERE synthesis.id = ANY(%s) ORDER BY synthesis.id
"""


@dataclass
class Row:
    """A synthesis as it was read."""

    id: int
    author: int
    stands: bool
    is_blind: bool
    sides: list[int]
    counted: str | None
    """JSON: a list of [side or null, position, how many]."""
    is_stale: bool
    was_bridging: bool
    told_at: Any
    contest: int
    replies: int

    def ballots(self) -> dict[int | None, Ballots]:
        counts: defaultdict[int | None, dict[str, int]] = defaultdict(dict)
        for side, position, many in json.loads(self.counted or "[]"):
            counts[side][position] = many
        return {
            side: Ballots(*(counts[side].get(position, 0) for position in Position.values))
            for side in (*self.sides, None)
        }


def refresh_endorsements(
    debate: int,
    ranks: Mapping[int, Rank],
    *,
    members: Collection[int] = (),
    changed: Collection[int] = (),
    in_full: bool = False,
) -> dict[int, Rank]:
    """Counts the ballots of these members anew, and scores the syntheses that it concerns.

    `changed` are arguments whose words or standing did; `in_full` counts everyone. Returns the
    ranks of the syntheses.
    """
    values: dict[str, Any] = {"debate": debate, "members": list(members), "now": clock.now()}
    counted: set[int] = set()
    with connection.cursor() as cursor:
        if members or in_full:
            pairs = OF_ALL if in_full else OF_MEMBERS
            cursor.execute(COUNT.format(pairs=pairs, held=HELD), values)
            counted = {synthesis for (synthesis,) in cursor.fetchall()}
        scored = {*counted, *ranks}
        values = {"debate": debate, "in_full": in_full, "scored": list(scored)}
        cursor.execute(CONCERNED, values | {"changed": list(changed)})
        syntheses = [synthesis for (synthesis,) in cursor.fetchall()]
    return _score(debate, syntheses, ranks) if syntheses else {}


def _score(debate: int, syntheses: list[int], ranks: Mapping[int, Rank]) -> dict[int, Rank]:
    keep_staleness(syntheses)
    with connection.cursor() as cursor:
        cursor.execute(READ, [syntheses])
        rows = [Row(*values) for values in cursor.fetchall()]
    found = [_endorsed(row, debate) for row in rows]
    _tell_of_bridges(debate, rows, found)
    Endorsement.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["synthesis"],
        update_fields=[
            *("score", "status", "is_bridging", "is_settled", "tie", "sides", "no_side", "told_at"),
        ],
    )
    return {
        row.id: _placed(row, one, ranks.get(row.id)) for row, one in zip(rows, found, strict=True)
    }


def _endorsed(row: Row, debate: int) -> Endorsement:
    ballots = row.ballots()
    ended = scoring.endorsement(
        [ballots[side] for side in row.sides], was_bridging=row.was_bridging
    )
    is_bridging = ended.status == scoring.Status.BRIDGING
    status = ended.status
    if is_bridging and row.is_stale:  # It keeps the badge, and wears it again when re-affirmed.
        status = scoring.Status.PROMISING
    return Endorsement(
        synthesis_id=row.id,
        debate_id=debate,
        score=float(ended.score),
        status=Status(status.value),
        is_bridging=is_bridging,
        is_settled=scoring.is_settled(ended) and not row.is_stale,
        tie=float(scoring.tie_break(list(ballots.values()))),
        sides=[
            {
                "argument": argument,
                **_counts(side.ballots),
                **{name: getattr(side, name) for name in ("mean", "low", "high")},
                **{"t": float(side.t), "d": float(side.d)},
            }
            for argument, side in zip(row.sides, ended.sides, strict=True)
        ],
        no_side=_counts(ballots[None]),
        told_at=row.told_at,
    )


def _counts(ballots: Ballots) -> dict[str, int]:
    return {position: getattr(ballots, position) for position in Position.values}


def _placed(row: Row, endorsed: Endorsement, rank: Rank | None) -> Rank:
    """The best first: what bridges, then by score, then by the tie-break."""
    contest, replies = (rank.contest, rank.replies) if rank else (row.contest, row.replies)
    worth = endorsed.score + (endorsed.status == Status.BRIDGING)
    if not row.stands:
        return Rank(row.id, -MILLION, -MILLION, replies)
    return Rank(
        row.id,
        round(worth * MILLION) * MILLION + round(endorsed.tie * (MILLION - 1)),
        contest,
        replies,
    )


def _tell_of_bridges(debate: int, rows: Iterable[Row], found: Iterable[Endorsement]) -> None:
    """Once, and only when the votes suffice for what cannot be undone."""
    notices = []
    for row, endorsed in zip(rows, found, strict=True):
        if not endorsed.is_settled or row.told_at or row.is_blind or not row.stands:
            continue
        endorsed.told_at = clock.now()
        notices += [
            Notice(
                member_id=member,
                debate_id=debate,
                kind=Notice.Kind.BRIDGED,
                argument_id=row.id,
                by_id=row.author,
                at=endorsed.told_at,
            )
            for member in _concerned(row)
        ]
    Notice.objects.bulk_create(notices)


def _concerned(row: Row) -> list[int]:
    """Its author, and the authors of what it reconciles."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT author_id FROM debates_argument WHERE id = ANY(%s)",
            [[row.id, *row.sides]],
        )
        return [author for (author,) in cursor.fetchall()]
