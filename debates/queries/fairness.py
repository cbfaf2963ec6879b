"""Whether a synthesis states each side fairly, as its sides and the authors say."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from accounts.models import Viewer
from debates.models import Argument
from debates.rules import Reason, why_not_judge_fairness, why_not_read_counts
from debates.rules.sides import Held


@dataclass(frozen=True)
class Stated:
    """What is said of how a synthesis states one side."""

    argument: int
    text: str
    """The concession that is judged."""
    author_id: int
    author_name: str | None
    """None for a former member."""
    fair: int | None
    unfair: int | None
    earlier: int | None
    """Answers on an earlier wording. All three are None where votes are blind."""
    author_finds: bool | None
    """What the author of the argument says of the present wording."""
    is_author_asked: bool
    mine: bool | None
    my_wording_is_earlier: bool
    why_not: Reason | None
    """Why the viewer cannot say it."""


# An answer counts while its member holds the side: of equally held sides, none is theirs.
STATED = """
WITH side AS (
    SELECT concession.id AS place, argument_id, text, author_id
    FROM debates_concession AS concession
    JOIN debates_argument AS argument ON argument.id = argument_id
    WHERE synthesis_id = %(synthesis)s AND synthesis_version = %(version)s
), position AS (
    SELECT said.member_id, side.argument_id, CASE WHEN author_id = said.member_id THEN 1
        ELSE coalesce((SELECT CASE position WHEN 'agree' THEN 1 WHEN 'disagree' THEN -1 END
            FROM debates_vote AS vote
            WHERE vote.member_id = said.member_id AND vote.argument_id = side.argument_id), 0)
        END AS worth
    FROM (SELECT DISTINCT member_id FROM debates_fairness WHERE synthesis_id = %(synthesis)s)
        AS said CROSS JOIN side
), held AS (
    SELECT member_id, (array_agg(argument_id ORDER BY worth DESC))[1] AS argument_id
    FROM position GROUP BY member_id
    HAVING (array_agg(worth ORDER BY worth DESC))[1] > (array_agg(worth ORDER BY worth DESC))[2]
), answer AS (
    SELECT fairness.argument_id, member_id, is_fair, version = %(version)s AS is_present,
        EXISTS (SELECT FROM held WHERE held.member_id = fairness.member_id
            AND held.argument_id = fairness.argument_id) AS holds
    FROM debates_fairness AS fairness WHERE synthesis_id = %(synthesis)s
)
SELECT side.argument_id, side.text, side.author_id,
    CASE WHEN author.deleted_at IS NULL THEN author.username END,
    count(*) FILTER (WHERE holds AND is_present AND is_fair AND member_id <> author_id),
    count(*) FILTER (WHERE holds AND is_present AND NOT is_fair AND member_id <> author_id),
    count(*) FILTER (WHERE holds AND NOT is_present AND member_id <> author_id),
    bool_or(is_fair) FILTER (WHERE member_id = author_id AND is_present),
    bool_or(is_fair) FILTER (WHERE member_id = %(viewer)s),
    coalesce(bool_or(NOT is_present) FILTER (WHERE member_id = %(viewer)s), FALSE)
FROM side JOIN accounts_user AS author ON author.id = side.author_id
LEFT JOIN answer ON answer.argument_id = side.argument_id
GROUP BY side.place, side.argument_id, side.text, side.author_id, author.id ORDER BY side.place
"""


def fairness_of(synthesis: Argument, viewer: Viewer, held: Held | None) -> list[Stated]:
    """Side by side, in the order of its concessions, for a viewer who holds `held` of it.

    `synthesis.debate` is read.
    """
    values = {"synthesis": synthesis.pk, "version": synthesis.version, "viewer": viewer.pk or 0}
    with connection.cursor() as cursor:
        cursor.execute(STATED, values)
        rows = cursor.fetchall()
    return [_stated(row, synthesis, viewer, held) for row in rows]


def _stated(row: Any, synthesis: Argument, viewer: Viewer, held: Held | None) -> Stated:
    side, text, author, name, fair, unfair, earlier, author_finds, mine, is_earlier = row
    debate = synthesis.debate
    hidden = why_not_read_counts(debate) is not None
    return Stated(
        argument=side,
        text=text,
        author_id=author,
        author_name=name,
        fair=None if hidden else fair,
        unfair=None if hidden else unfair,
        earlier=None if hidden else earlier,
        author_finds=None if hidden else author_finds,
        is_author_asked=name is not None and author != synthesis.author_id,
        mine=mine,
        my_wording_is_earlier=is_earlier,
        why_not=why_not_judge_fairness(
            viewer, synthesis, debate, side=side, author=author, held=held
        ),
    )
