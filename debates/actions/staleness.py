"""What makes a synthesis out of date, kept as rows; and saying that it holds still."""

from collections.abc import Iterable, Mapping

from django.db import connection
from django.utils.translation import gettext as _

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.arguments import locked
from debates.actions.gates import WORKERS_GATE
from debates.actions.recording import record, tell
from debates.models import Affirmation, Argument, Event, Notice, Position, Vote
from debates.rules import Reason, Refused, refuse_if, why_not_affirm
from debates.rules.sides import held_by
from debates.rules.staleness import OUT_OF_DATE, judge_staleness

# In one statement, so that whoever accepted a synthesis hears once that it is out of date, and not
# again for each argument. What a moderator hid, or marked as retracted, names nobody: such a notice
# is by its own reader.
UNNAMED = "('hidden', 'retracted', 'corrected')"
KEEP = f"""
WITH judged AS ({OUT_OF_DATE}), before AS (
    SELECT synthesis_id, argument_id FROM debates_staleness WHERE synthesis_id = ANY(%(syntheses)s)
), gone AS (
    DELETE FROM debates_staleness WHERE synthesis_id = ANY(%(syntheses)s)
        AND (synthesis_id, argument_id) NOT IN (SELECT synthesis_id, argument_id FROM judged)
), kept AS (
    INSERT INTO debates_staleness AS row (synthesis_id, argument_id, debate_id, why, since)
    SELECT synthesis_id, argument_id, debate_id, why, since FROM judged
    ON CONFLICT (synthesis_id, argument_id) DO UPDATE
    SET why = EXCLUDED.why, since = EXCLUDED.since
    WHERE (row.why, row.since) IS DISTINCT FROM (EXCLUDED.why, EXCLUDED.since)
), come AS (
    SELECT * FROM judged
    WHERE (synthesis_id, argument_id) NOT IN (SELECT synthesis_id, argument_id FROM before)
), concerned (synthesis_id, member_id) AS (
    SELECT vote.argument_id, vote.member_id FROM debates_vote AS vote
    WHERE vote.position = 'agree' AND vote.argument_id IN (SELECT synthesis_id FROM come)
    UNION SELECT id, author_id FROM debates_argument
    WHERE id IN (SELECT synthesis_id FROM come)
), told AS (
    INSERT INTO debates_notice (member_id, debate_id, kind, argument_id, by_id, at)
    SELECT DISTINCT ON (come.synthesis_id, concerned.member_id)
        concerned.member_id, come.debate_id, '{Notice.Kind.OUTDATED}', come.synthesis_id,
        CASE WHEN come.why IN {UNNAMED} THEN concerned.member_id ELSE argument.edited_by_id END,
        %(now)s
    FROM come
    JOIN debates_argument AS argument ON argument.id = come.argument_id
    JOIN debates_argument AS synthesis ON synthesis.id = come.synthesis_id
        AND synthesis.hidden_at IS NULL AND synthesis.withdrawn_at IS NULL
    JOIN concerned ON concerned.synthesis_id = come.synthesis_id
        AND (come.why IN {UNNAMED} OR concerned.member_id <> argument.edited_by_id)
    WHERE come.synthesis_id NOT IN (SELECT synthesis_id FROM before)
    ORDER BY come.synthesis_id, concerned.member_id, come.why IN {UNNAMED} DESC, come.argument_id
)
SELECT synthesis_id, argument_id, why FROM come ORDER BY synthesis_id, argument_id
"""  # noqa: S608 - constants


def keep_staleness(synthesis_ids: list[int]) -> list[tuple[int, int, str]]:
    """Brings the rows of these syntheses in line with what is out of date now.

    Returns what is out of date and was not before: synthesis, argument and why. Whoever
    accepted a synthesis that was up to date until now is told, and so is its author.
    """
    if not synthesis_ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(KEEP, {"syntheses": list(synthesis_ids), "now": clock.now()})
        return list(cursor.fetchall())


@act
def affirm_synthesis(
    synthesis: Argument, *, read: Mapping[int, int] | None = None, by: User
) -> Argument:
    """Says that a synthesis holds still, with what it reconciles as that is now.

    `read` are the versions of the arguments that the member saw.
    """
    with connection.cursor() as cursor:
        cursor.execute(WORKERS_GATE, [synthesis.debate_id])
    reconciled = _locked_with_reconciled(synthesis)
    synthesis = locked(synthesis)
    stale = judge_staleness([synthesis.pk])
    held = held_by(by, [synthesis.pk]).get(synthesis.pk)
    since = [one.since for one in stale]
    refuse_if(why_not_affirm(by, synthesis, synthesis.debate, since=since, held=held))
    affirmed = [reconciled[one.argument] for one in stale]
    if read is not None and any(read.get(one.pk) != one.version for one in affirmed):
        raise Refused(Reason("changed_meanwhile", _("This changed meanwhile. Look again.")))
    limits.spend("votes", by)
    _affirm(synthesis, affirmed, by=by)
    keep_staleness([synthesis.pk])
    record(Event.Kind.SYNTHESIS_AFFIRMED, synthesis.debate, argument=synthesis, by=by)
    accepting = Vote.objects.filter(argument=synthesis, position=Position.AGREE)
    members = {*accepting.values_list("member", flat=True), synthesis.author_id}
    tell(members, Notice.Kind.AFFIRMED, synthesis.debate, argument=synthesis, by=by)
    return synthesis


def _affirm(synthesis: Argument, arguments: Iterable[Argument], *, by: User) -> None:
    Affirmation.objects.bulk_create(
        Affirmation(
            synthesis=synthesis,
            argument=argument,
            debate=synthesis.debate,
            argument_version=argument.version,
            by=by,
            at=clock.now(),
        )
        for argument in arguments
    )


def _locked_with_reconciled(synthesis: Argument) -> dict[int, Argument]:
    """A synthesis and what it reconciles, locked in the order in which the worker locks."""
    numbers = synthesis.concessions.filter(synthesis_version=1).values_list("argument", flat=True)
    wanted = Argument.objects.filter(pk__in=[synthesis.pk, *numbers]).order_by("pk")
    return {one.pk: one for one in wanted.select_for_update(no_key=True)}
