"""What arguments are worth after their replies, kept by what changed: `scoring.strength` says how.

A vote moves its argument, the siblings that share the voter's unit, their parent and the
arguments above: no more is read. Sums are integers (models.score.UNIT): after any number of
moves they are what adding anew would give.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from debates.actions.ranks import Rank, ranked
from debates.models.score import UNIT
from debates.scoring import strength as scoring

# Whose units may have moved: of the noted votes; and of all who share, or would, to an argument
# that went or came back since. Then what each unit is shared among now, beside what was counted.
SHARE = f"""
WITH noted AS (
    SELECT * FROM unnest(%(arguments)s::bigint[], %(members)s::bigint[])
        AS noted (argument_id, member_id)
), named AS (
    SELECT noted.*, parent_id, kind, hidden_at IS NULL AND withdrawn_at IS NULL AS stands
    FROM noted JOIN debates_argument AS argument ON argument.id = noted.argument_id
    WHERE parent_id IS NOT NULL
), unit AS (
    SELECT member_id, parent_id, kind FROM named WHERE member_id IS NOT NULL
    UNION
    SELECT share.member_id, share.parent_id, share.kind
    FROM named JOIN debates_share AS share USING (argument_id)
    WHERE named.member_id IS NULL AND NOT stands
    UNION
    SELECT vote.member_id, parent_id, kind
    FROM named JOIN debates_vote AS vote USING (argument_id)
    WHERE named.member_id IS NULL AND stands AND vote.position = 'agree'
        AND NOT EXISTS (SELECT FROM debates_share AS share
            WHERE share.argument_id = named.argument_id)
), target AS (
    SELECT unit.member_id, unit.parent_id, unit.kind, argument.id AS argument_id,
        argument.debate_id,
        count(*) OVER (PARTITION BY unit.member_id, unit.parent_id, unit.kind)::int AS among
    FROM unit
    JOIN debates_argument AS argument
        ON argument.parent_id = unit.parent_id AND argument.kind = unit.kind
        AND argument.hidden_at IS NULL AND argument.withdrawn_at IS NULL
    JOIN debates_vote AS vote
        ON vote.member_id = unit.member_id AND vote.argument_id = argument.id
        AND vote.position = 'agree'
), present AS (
    SELECT share.member_id, share.parent_id, share.kind, share.argument_id, share."of" AS among
    FROM unit JOIN debates_share AS share USING (member_id, parent_id, kind)
), moved AS (
    SELECT member_id, parent_id, argument_id, coalesce(target.kind, present.kind) AS kind,
        target.debate_id, present.among AS before, target.among AS after
    FROM target FULL JOIN present USING (member_id, parent_id, argument_id)
    WHERE target.among IS DISTINCT FROM present.among
), gone AS (
    DELETE FROM debates_share AS share USING moved
    WHERE moved.after IS NULL AND share.member_id = moved.member_id
        AND share.parent_id = moved.parent_id AND share.argument_id = moved.argument_id
), come AS (
    INSERT INTO debates_share (member_id, parent_id, argument_id, debate_id, kind, "of")
    SELECT member_id, parent_id, argument_id, debate_id, kind, after
    FROM moved WHERE after IS NOT NULL
    ON CONFLICT (member_id, parent_id, argument_id) DO UPDATE SET "of" = EXCLUDED."of"
)
SELECT argument_id,
    sum(coalesce({UNIT} / after, 0) - coalesce({UNIT} / before, 0))::bigint
FROM moved GROUP BY argument_id
"""  # noqa: S608 - a number of ours

FORGET_SHARES = """
DELETE FROM debates_share AS share USING debates_argument AS argument
WHERE argument.id = share.argument_id AND argument.debate_id = %s
"""
SHARE_ANEW = """
INSERT INTO debates_share (member_id, parent_id, argument_id, debate_id, kind, "of")
SELECT vote.member_id, argument.parent_id, argument.id, argument.debate_id, argument.kind,
    count(*) OVER (PARTITION BY vote.member_id, argument.parent_id, argument.kind)
FROM debates_argument AS argument JOIN debates_vote AS vote ON vote.argument_id = argument.id
WHERE argument.debate_id = %s AND argument.parent_id IS NOT NULL
    AND argument.hidden_at IS NULL AND argument.withdrawn_at IS NULL AND vote.position = 'agree'
"""
SHARED = f"""
SELECT argument_id, sum({UNIT} / "of")::bigint FROM debates_share
WHERE argument_id IN (SELECT id FROM debates_argument WHERE debate_id = %s) GROUP BY argument_id
"""  # noqa: S608 - a number of ours

COLUMNS = """
    argument.id, parent_id, kind, hidden_at IS NULL AND withdrawn_at IS NULL,
    tally.agree, tally.unsure, tally.disagree, tally.to_the_point, tally.beside_the_point,
    tally.supports + tally.counters,
    coalesce(score.shares, 0), coalesce(score.gives, 0),
    coalesce(score.support, 0), coalesce(score.opposition, 0), score.base, score.strength
"""
JOINED = """
    JOIN debates_tally AS tally ON tally.argument_id = argument.id
    LEFT JOIN debates_score AS score ON score.argument_id = argument.id
"""
READ = f"""
WITH RECURSIVE up (id) AS (
    SELECT unnest(%s::bigint[])
    UNION SELECT parent_id FROM up JOIN debates_argument USING (id) WHERE parent_id IS NOT NULL
)
SELECT {COLUMNS} FROM up JOIN debates_argument AS argument USING (id) {JOINED}
"""  # noqa: S608 - constants
READ_ALL = f"""
SELECT {COLUMNS} FROM debates_argument AS argument {JOINED} WHERE argument.debate_id = %s
"""  # noqa: S608 - constants

WRITE = """
INSERT INTO debates_score
    (argument_id, debate_id, shares, gives, support, opposition, base, strength)
SELECT scored.id, argument.debate_id, shares, gives, support, opposition, base, strength
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::float8[],
    %s::float8[]) AS scored (id, shares, gives, support, opposition, base, strength)
JOIN debates_argument AS argument USING (id)
ON CONFLICT (argument_id) DO UPDATE SET
    shares = EXCLUDED.shares, gives = EXCLUDED.gives, support = EXCLUDED.support,
    opposition = EXCLUDED.opposition, base = EXCLUDED.base, strength = EXCLUDED.strength
"""


@dataclass
class Row:
    """An argument as it was read, moved on to what holds now."""

    id: int
    parent: int | None
    kind: str
    stands: bool
    agree: int
    unsure: int
    disagree: int
    to_the_point: int
    beside_the_point: int
    replies: int
    shares: int
    gives: int
    support: int
    opposition: int
    base: float | None
    strength: float | None

    def score(self) -> int:
        """Brings it in line; returns by how much what it gives its parent moved."""
        self.base = scoring.base(self.agree, self.disagree)
        self.strength = scoring.strength(self.base, self.support / UNIT, self.opposition / UNIT)
        gives = 0
        if self.stands and self.parent is not None:
            bearing = scoring.to_the_point(self.to_the_point, self.beside_the_point)
            gives = round(self.shares * bearing * self.strength)
        moved, self.gives = gives - self.gives, gives
        return moved

    def rank(self) -> Rank:
        pulls = self.agree + self.support / UNIT, self.disagree + self.opposition / UNIT
        return ranked(
            self.id,
            worth=self.strength or 0.0 if self.stands else -1,
            tie=self.replies,
            pull=min(pulls),
            votes=self.agree + self.disagree,
            replies=self.replies,
        )


def refresh_strengths(votes: Sequence[tuple[int | None, int | None]]) -> dict[int, Rank]:
    """Scores what these (argument, member) may have moved, and no more. Returns the new ranks."""
    if not votes:
        return {}
    arguments, members = (list(column) for column in zip(*votes, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(SHARE, {"arguments": arguments, "members": members})
        moved = dict(cursor.fetchall())
        seeds = {*arguments, *moved}
        cursor.execute(READ, [list(seeds)])
        rows = {row[0]: Row(*row) for row in cursor.fetchall()}
    for argument, more in moved.items():
        rows[argument].shares += more
    return _scored(rows, seeds)


def refresh_all_strengths(debate: int) -> dict[int, Rank]:
    """Scores every argument of a debate from its votes alone. Returns their ranks."""
    with connection.cursor() as cursor:
        for statement in (FORGET_SHARES, SHARE_ANEW, SHARED):
            cursor.execute(statement, [debate])
        shared = dict(cursor.fetchall())
        cursor.execute(READ_ALL, [debate])
        rows = {row[0]: Row(*row) for row in cursor.fetchall()}
    for row in rows.values():
        row.shares = shared.get(row.id, 0)
        row.gives = row.support = row.opposition = 0
    return _scored(rows, rows)


def _scored(rows: dict[int, Row], seeds: Iterable[int | None]) -> dict[int, Rank]:
    """Scores the seeds and all above that they move, from the leaves up, and writes them."""
    waiting = set(seeds)
    changed = []
    for row in _from_the_leaves(rows):
        if row.id not in waiting:
            continue
        changed.append(row)
        if (moved := row.score()) and row.parent is not None:
            above = rows[row.parent]
            if row.kind == "claim":
                above.support += moved
            else:
                above.opposition += moved
            waiting.add(above.id)
    _write(changed)
    return {row.id: row.rank() for row in changed}


def _from_the_leaves(rows: dict[int, Row]) -> list[Row]:
    """Every row after all that stand under it."""
    under = dict.fromkeys(rows, 0)
    for row in rows.values():
        if row.parent in under:
            under[row.parent] += 1
    ready = [row for row in rows.values() if not under[row.id]]
    for row in ready:  # It grows as it is read.
        if row.parent in under:
            under[row.parent] -= 1
            if not under[row.parent]:
                ready.append(rows[row.parent])
    return ready


def _write(rows: Sequence[Row]) -> None:
    rows = sorted(rows, key=lambda row: row.id)
    names = ("id", "shares", "gives", "support", "opposition", "base", "strength")
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [[getattr(row, name) for row in rows] for name in names])
