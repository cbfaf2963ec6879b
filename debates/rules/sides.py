"""Who counts for which side of a synthesis, and why not.

A side counts if it was held before the synthesis was posted, by an account of a day then; or if
the account is a week old and three other votes of it in the debate lean to that side. So nobody
takes a side in order to vote a synthesis up or down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import Viewer
from debates.rules.reasons import Reason

OTHER_VOTES = 3


def _worth(position: str) -> str:
    return f"CASE {position} WHEN 'agree' THEN 1 WHEN 'disagree' THEN -1 ELSE 0 END"


SIGN = "CASE argument.kind WHEN 'claim' THEN 1 ELSE -1 END"

# Of common tables after `pair (synthesis_id, member_id)`, the last of them `held`: one row a pair.
# First: what stands for each reconciled argument, itself unless it was merged, with all that are
# one with it. Their authors hold it, and what was said of any of them was said of it.
# Then: what a member held when the synthesis was posted, as the changes of position tell it.
# Up: every argument that one with an asked vote stands under, with the product of signs between.
HELD = f"""
reconciled AS MATERIALIZED (
    SELECT synthesis.id AS synthesis_id, synthesis.made_at, concession.argument_id, one.*
    FROM debates_argument AS synthesis
    JOIN debates_concession AS concession
        ON concession.synthesis_id = synthesis.id AND concession.synthesis_version = 1
    JOIN debates_argument AS named ON named.id = concession.argument_id
    CROSS JOIN LATERAL (
        SELECT coalesce(named.merged_into_id, named.id) AS stands, array_agg(id) AS same,
            array_agg(author_id) AS authors
        FROM (
            SELECT id, author_id FROM debates_argument
            WHERE id = coalesce(named.merged_into_id, named.id)
            UNION ALL SELECT id, author_id FROM debates_argument
            WHERE merged_into_id = coalesce(named.merged_into_id, named.id)
        ) AS each
    ) AS one
    WHERE synthesis.id = ANY(ARRAY(SELECT DISTINCT synthesis_id FROM pair))
), taken AS (
    SELECT pair.synthesis_id, pair.member_id, reconciled.argument_id, stands,
        CASE WHEN pair.member_id = ANY(authors) THEN 1 ELSE {_worth("vote.position")} END AS now,
        CASE WHEN pair.member_id = ANY(authors) THEN (SELECT min(own.made_at) < reconciled.made_at
                FROM debates_argument AS own
                WHERE own.id = ANY(same) AND own.author_id = pair.member_id)::int
            WHEN vote.held_since < reconciled.made_at THEN {_worth("vote.position")}
            ELSE coalesce((SELECT {_worth("change.after")} FROM debates_positionchange AS change
                WHERE change.argument_id = ANY(same) AND change.merge_id IS NULL
                    AND change.member_id = pair.member_id AND change.at < reconciled.made_at
                ORDER BY change.id DESC LIMIT 1), 0) END AS before
    FROM pair JOIN reconciled USING (synthesis_id)
    LEFT JOIN debates_vote AS vote
        ON vote.member_id = pair.member_id AND vote.argument_id = stands
), compared AS (
    SELECT synthesis_id, member_id,
        array_agg(argument_id ORDER BY now DESC) AS own, array_agg(now ORDER BY now DESC) AS nows,
        array_agg(stands ORDER BY now DESC) AS standing,
        array_agg(argument_id ORDER BY before DESC) AS had,
        array_agg(before ORDER BY before DESC) AS befores
    FROM taken GROUP BY synthesis_id, member_id
), leaning AS (
    SELECT compared.synthesis_id, compared.member_id, synthesis.debate_id, standing,
        CASE WHEN nows[1] > nows[2] THEN own[1] END AS leans,
        synthesis.author_id = compared.member_id AS wrote_it,
        member.verified_at IS NOT NULL AS verified,
        nows[1] > nows[2] AND befores[1] > befores[2] AND own[1] = had[1]
            AND member.date_joined <= synthesis.made_at - interval '24 hours' AS held_before,
        member.date_joined <= %(now)s - interval '7 days' AS is_week_old
    FROM compared
    JOIN debates_argument AS synthesis ON synthesis.id = compared.synthesis_id
    JOIN accounts_user AS member ON member.id = compared.member_id
), other AS (
    SELECT leaning.synthesis_id, leaning.member_id, standing[1] AS leans, vote.argument_id,
        {_worth("vote.position")} AS worth
    FROM leaning JOIN debates_vote AS vote
        ON vote.member_id = leaning.member_id AND vote.debate_id = leaning.debate_id
    WHERE leans IS NOT NULL AND verified AND NOT wrote_it AND NOT held_before AND is_week_old
        AND vote.position IS NOT NULL AND vote.argument_id <> leaning.synthesis_id
        AND vote.argument_id <> ALL (standing)
        AND NOT EXISTS (SELECT FROM debates_argument AS merged
            WHERE merged.id = vote.argument_id AND merged.merged_into_id IS NOT NULL)
), up (argument_id, above, sign) AS (
    SELECT argument.id, argument.parent_id, {SIGN}
    FROM debates_argument AS argument
    WHERE argument.id IN (SELECT argument_id FROM other) AND argument.parent_id IS NOT NULL
    UNION ALL
    SELECT up.argument_id, argument.parent_id, up.sign * {SIGN}
    FROM up JOIN debates_argument AS argument ON argument.id = up.above
    WHERE argument.parent_id IS NOT NULL
), summed AS (
    SELECT other.synthesis_id, other.member_id, count(*) AS others,
        coalesce(sum(worth * sign), 0) AS leaning_to_it
    FROM other LEFT JOIN up ON up.argument_id = other.argument_id AND up.above = other.leans
    GROUP BY other.synthesis_id, other.member_id
), held AS (
    SELECT leaning.synthesis_id, leaning.member_id, leans, wrote_it, verified,
        held_before OR (is_week_old AND others >= {OTHER_VOTES} AND leaning_to_it > 0) IS TRUE
            AS is_earnest,
        CASE WHEN leans IS NOT NULL AND verified AND NOT wrote_it AND (held_before
            OR (is_week_old AND others >= {OTHER_VOTES} AND leaning_to_it > 0) IS TRUE)
            THEN leans END AS side
    FROM leaning LEFT JOIN summed USING (synthesis_id, member_id)
)"""  # noqa: S608 - constants

ONE_MEMBER = f"""
WITH RECURSIVE pair AS (
    SELECT id AS synthesis_id, %(member)s::bigint AS member_id
    FROM debates_argument WHERE id = ANY(%(syntheses)s) AND kind = 'synthesis'
), {HELD}
SELECT synthesis_id, leans, side, wrote_it, verified FROM held
"""  # noqa: S608 - constants


@dataclass(frozen=True)
class Held:
    """Which of its reconciled arguments a member holds, as a synthesis counts it."""

    leans: int | None
    """The one they hold more than the others, whether or not it counts."""
    side: int | None
    """The one they count for."""
    reason: Reason | None
    """Why they count for no side."""


def held_by(viewer: Viewer, syntheses: Sequence[int]) -> dict[int, Held]:
    """The viewer's side of each of these syntheses, from one query; none without a viewer."""
    if not viewer.is_authenticated or not syntheses:
        return {}
    values: dict[str, Any] = {"member": viewer.pk, "syntheses": list(syntheses)}
    values["now"] = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(ONE_MEMBER, values)
        return {
            synthesis: Held(leans, side, None if side else why_no_side(leans, wrote_it, verified))
            for synthesis, leans, side, wrote_it, verified in cursor.fetchall()
        }


def why_no_side(leans: int | None, wrote_it: bool, verified: bool) -> Reason:
    if wrote_it:
        return Reason("wrote_it", _("You wrote it, so you are of no side."))
    if leans is None:
        why = _("You hold neither more than the other. Vote on both to count for a side.")
        return Reason("holds_none", why)
    if not verified:
        return Reason("not_verified", _("Verify your e-mail address to count for a side."))
    why = _(
        "You took this side after the synthesis was posted. You count for it once your account is "
        "7 days old and three other votes of yours in this debate lean to it."
    )
    return Reason("took_it_late", why)
