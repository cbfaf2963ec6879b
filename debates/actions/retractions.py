"""Marking a source as retracted or corrected: it warns wherever it is cited."""

from typing import Any

from django.db import connection

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.exchange.identifiers import canonical_url
from debates.models import Event, Notice, Retraction, Source
from debates.rules import refuse_if, why_not_reinstate, why_not_retract

RECORD = """
INSERT INTO debates_event (kind, debate_id, reason, by_id, at)
SELECT DISTINCT %(event)s, debate_id, %(because)s, %(by)s::bigint, %(now)s::timestamptz
FROM debates_evidence WHERE source_id = %(source)s AND withdrawn_at IS NULL
"""

# Those who wrote or cite hear of each argument; those who follow a debate, once of the debate.
TELL = """
WITH citing AS (
    SELECT evidence.debate_id, evidence.argument_id, evidence.added_by_id, argument.author_id
    FROM debates_evidence AS evidence
    JOIN debates_argument AS argument ON argument.id = evidence.argument_id
    WHERE evidence.source_id = %(source)s AND evidence.withdrawn_at IS NULL
        AND argument.hidden_at IS NULL AND argument.withdrawn_at IS NULL
), wrote (debate_id, argument_id, member_id) AS (
    SELECT debate_id, argument_id, author_id FROM citing
    UNION SELECT debate_id, argument_id, added_by_id FROM citing
), concerned AS (
    SELECT * FROM wrote
    UNION ALL
    SELECT debate_id, min(argument_id), follow.member_id
    FROM citing JOIN debates_follow AS follow USING (debate_id)
    WHERE (debate_id, follow.member_id) NOT IN (SELECT debate_id, member_id FROM wrote)
    GROUP BY debate_id, follow.member_id
)
INSERT INTO debates_notice (member_id, debate_id, kind, argument_id, by_id, at)
SELECT member.id, debate.id, %(notice)s, argument_id, %(by)s, %(now)s
FROM concerned
JOIN debates_debate AS debate ON debate.id = debate_id
JOIN accounts_user AS member ON member.id = member_id AND member.deleted_at IS NULL
WHERE member.id <> %(by)s AND (debate.visibility <> 'private' OR EXISTS (
    SELECT FROM debates_membership AS place
    WHERE place.debate_id = debate.id AND place.member_id = member.id))
ORDER BY debate.id, argument_id, member.id
"""


@act
def retract_source(
    source: Source, *, kind: str, url: str, because: str = "", by: User
) -> Retraction:
    """Marks a source as retracted or corrected, with the address where that is said."""
    source = _locked(source)
    refuse_if(why_not_retract(by, source))
    limits.spend("flags", by)
    with Fitting() as fit:
        fit.choice("kind", kind, Source.Standing.values)
        url = fit.address("url", url, form=canonical_url)
        because = fit.line("because", because, most=280, blank=True)
    retraction = Retraction.objects.create(
        source=source, kind=kind, url=url, because=because, by=by
    )
    _announce(source, Event.Kind.SOURCE_RETRACTED, Notice.Kind.RETRACTED, because=because, by=by)
    return retraction


@act
def reinstate_source(source: Source, *, by: User) -> None:
    """Takes back that a source was retracted or corrected. That it was marked stays readable."""
    source = _locked(source)
    refuse_if(why_not_reinstate(by, source))
    limits.spend("flags", by)
    standing = Retraction.objects.filter(source=source, undone_at=None)
    standing.update(undone_by=by, undone_at=clock.now())
    _announce(source, Event.Kind.SOURCE_REINSTATED, Notice.Kind.REINSTATED, by=by)


def _locked(source: Source) -> Source:
    """The source as it is now. Whoever cites it at this moment comes before, or after."""
    return Source.objects.select_for_update(of=("self",)).get(pk=source.pk)


def _announce(
    source: Source, event: Event.Kind, notice: Notice.Kind, *, because: str = "", by: User
) -> None:
    """Stands in the record of each debate that cites it; whoever it concerns is told."""
    values: dict[str, Any] = {"source": source.pk, "because": because}
    values |= {"by": by.pk, "now": clock.now()}
    with connection.cursor() as cursor:
        cursor.execute(RECORD, values | {"event": event.value})
        cursor.execute(TELL, values | {"notice": notice.value})
