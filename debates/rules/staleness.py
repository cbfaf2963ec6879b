"""When a synthesis is out of date with what it reconciles, and who may say that it holds still."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import Viewer
from debates.models import Debate
from debates.rules.reasons import Reason
from debates.rules.sides import Held
from debates.rules.standing import Arguable, why_not_bear_on, why_not_take_part

ITS_AUTHORS_TIME = timedelta(days=7)
"""How long the author alone may re-affirm a synthesis."""

# Of the present version of each synthesis. What was read counts from the concession or from the
# last affirmation; what was hidden, withdrawn or retracted before either was known when it was
# written. A synthesis rests on its own evidence too: with that it is out of date with itself.
# Evidence added after a retraction counts for nothing, or anyone could cite what is retracted
# to knock a synthesis out.
# What was merged is hidden or withdrawn when what stands for it is, and rests on the evidence of
# that: on what it brought along as before, on all other for what is retracted since.
# Versions are looked up one by one: joined, a planner that knows the tables as empty would loop
# over all of them for each synthesis.
OUT_OF_DATE = """
SELECT synthesis_id, argument_id, debate_id, why,
    CASE why WHEN 'hidden' THEN hidden_at WHEN 'withdrawn' THEN withdrawn_at WHEN 'reworded' THEN (
        SELECT min(later.made_at) FROM debates_version AS later
        WHERE later.argument_id = judged.argument_id AND later.number > judged.read
            AND later.statement <> judged.wording) ELSE fell_at END AS since,
    read
FROM (
    SELECT worded.*, CASE WHEN hidden_at > at THEN 'hidden'
        WHEN withdrawn_at > at THEN 'withdrawn'
        WHEN statement <> wording THEN 'reworded' ELSE fell END AS why
    FROM (
        SELECT seen.*, (SELECT wording.statement FROM debates_version AS wording
            WHERE wording.argument_id = seen.argument_id AND wording.number = seen.read
                AND seen.argument_id <> seen.synthesis_id) AS wording,
            fallen.kind AS fell, fallen.at AS fell_at
        FROM (
            SELECT synthesis.id AS synthesis_id, argument.id AS argument_id, synthesis.debate_id,
                CASE WHEN kept.of_another THEN stands.hidden_at END AS hidden_at,
                CASE WHEN kept.of_another THEN stands.withdrawn_at END AS withdrawn_at,
                argument.statement, stands.id AS stands_id,
                CASE WHEN argument.merged_into_id IS NOT NULL THEN argument.hidden_at END
                    AS merged_at,
                greatest(kept.argument_version, (
                    SELECT max(argument_version) FROM debates_affirmation AS affirmation
                    WHERE affirmation.synthesis_id = synthesis.id
                        AND affirmation.argument_id = argument.id)) AS read,
                greatest((
                    SELECT present.made_at FROM debates_version AS present
                    WHERE present.argument_id = synthesis.id
                        AND present.number = synthesis.version), (
                    SELECT max(at) FROM debates_affirmation AS affirmation
                    WHERE affirmation.synthesis_id = synthesis.id
                        AND affirmation.argument_id = argument.id)) AS at
            FROM debates_argument AS synthesis
            CROSS JOIN LATERAL (
                SELECT argument_id, argument_version, TRUE AS of_another FROM debates_concession
                WHERE synthesis_id = synthesis.id AND synthesis_version = synthesis.version
                UNION ALL SELECT synthesis.id, synthesis.version, FALSE WHERE EXISTS (
                    SELECT FROM debates_evidence WHERE argument_id = synthesis.id)
            ) AS kept
            JOIN debates_argument AS argument ON argument.id = kept.argument_id
            JOIN debates_argument AS stands
                ON stands.id = coalesce(argument.merged_into_id, argument.id)
            WHERE synthesis.id = ANY(%(syntheses)s)
            OFFSET 0
        ) AS seen
        LEFT JOIN LATERAL (
            SELECT retraction.kind, retraction.at
            FROM debates_evidence AS evidence CROSS JOIN LATERAL (
                SELECT kind, at FROM debates_retraction
                WHERE source_id = evidence.source_id AND undone_at IS NULL OFFSET 0
            ) AS retraction
            WHERE evidence.argument_id = seen.stands_id AND evidence.withdrawn_at IS NULL
                AND evidence.stance = 'supports'
                AND retraction.at > greatest(seen.at, evidence.added_at)
                AND (seen.merged_at IS NULL OR retraction.at > seen.merged_at OR EXISTS (
                    SELECT FROM debates_ruling AS ruling
                    WHERE ruling.argument_id = seen.argument_id AND ruling.verb = 'merge'
                        AND ruling.before -> 'evidence' @> to_jsonb(evidence.id)))
            ORDER BY retraction.kind = 'retracted' DESC, retraction.at LIMIT 1
        ) AS fallen ON TRUE
        OFFSET 0
    ) AS worded
) AS judged
WHERE why IS NOT NULL
"""


class OutOfDate(NamedTuple):
    """That a synthesis is out of date with an argument: why, since when, and what was read."""

    synthesis: int
    argument: int
    why: str
    since: datetime
    read: int


def judge_staleness(synthesis_ids: Sequence[int]) -> list[OutOfDate]:
    """What these syntheses are out of date with now, with the version that each was read in."""
    if not synthesis_ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT synthesis_id, argument_id, why, since, read FROM ({OUT_OF_DATE}) AS found "  # noqa: S608 - a constant
            "ORDER BY synthesis_id, argument_id",
            {"syntheses": list(synthesis_ids)},
        )
        return [OutOfDate._make(row) for row in cursor.fetchall()]


def why_not_affirm(
    viewer: Viewer,
    synthesis: Arguable,
    debate: Debate,
    *,
    since: Sequence[datetime],
    held: Held | None = None,
) -> Reason | None:
    """`since` when it is out of date with each argument; `held` is the viewer's side of it."""
    if reason := why_not_take_part(viewer, debate) or why_not_bear_on(synthesis):
        return reason
    if not since:
        return Reason("up_to_date", _("This synthesis is up to date."))
    if synthesis.author_id == viewer.pk:
        return None
    opens_at = max(since) + ITS_AUTHORS_TIME
    if clock.now() < opens_at:
        day = formats.date_format(timezone.localtime(opens_at), "DATE_FORMAT")
        why = _("Until %(day)s only its author can re-affirm it.") % {"day": day}
        return Reason("not_the_author", why)
    if held is None or held.side is None:
        return Reason("of_no_side", _("Its author or whoever holds a side can re-affirm it."))
    return None
