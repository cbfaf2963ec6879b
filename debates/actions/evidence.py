"""Attaching a source to an argument, with the words in it that count."""

from datetime import date, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.files import fit_file
from debates.actions.fitting import Fitting
from debates.actions.recording import record
from debates.actions.sources import Cited, fit_source, the_source
from debates.models import Argument, Event, Evidence, File, Notice, Question, Source, Stance
from debates.rules import refuse_if, why_not_cite, why_not_withdraw_evidence

UNCHECKED = {"status": Evidence.Status.UNCHECKED} | {
    f"{question}_{answer}": 0 for question in Question.values for answer in ("yes", "no")
}
"""What the database counts of new evidence."""

# One statement: the evidence, its line in the record, and the notices. Who asked for a source is
# read as it was before, since the evidence answers them.
ADD = """
WITH added AS (
    INSERT INTO debates_evidence (debate_id, argument_id, source_id, quote, locator, shows, stance,
        accessed_on, archive_url, file_id, added_by_id, added_at)
    VALUES (%(debate)s, %(argument)s, %(source)s, %(quote)s, %(locator)s, %(shows)s, %(stance)s,
        %(accessed_on)s, %(archive_url)s, %(file)s, %(by)s, %(now)s)
    RETURNING id, source_id
), recorded AS (
    INSERT INTO debates_event (kind, debate_id, argument_id, reason, by_id, at)
    SELECT %(event)s, %(debate)s, %(argument)s, '', %(by)s, %(now)s FROM added
), told AS (
    INSERT INTO debates_notice (member_id, debate_id, kind, argument_id, by_id, at)
    SELECT member, %(debate)s, kind, %(argument)s, %(by)s, %(now)s
    FROM added, (
        SELECT %(author)s::bigint AS member, %(cited)s AS kind
        UNION ALL
        SELECT member_id, %(sourced)s FROM debates_sourcerequest
        WHERE argument_id = %(argument)s AND answered_by_id IS NULL AND member_id <> %(author)s
            AND %(stance)s = 'supports'
    ) AS concerned
    WHERE member <> %(by)s
)
SELECT id, source_id FROM added
"""


@act
def add_evidence(
    argument: Argument,
    cited: Cited,
    *,
    shows: str,
    quote: str = "",
    locator: str = "",
    stance: str = Stance.SUPPORTS,
    accessed_on: date | None = None,
    archive_url: str = "",
    file: File | None = None,
    by: User,
) -> Evidence:
    """Attaches evidence to an argument. A source that the site knows keeps its title and kind."""
    refuse_if(why_not_cite(by, argument, argument.debate))
    limits.spend("evidence", by)
    with Fitting() as fit:
        evidence = Evidence(
            debate=argument.debate,
            argument=argument,
            shows=fit.line("shows", shows, most=300),
            quote=fit.lines("quote", quote, most=1_000),
            locator=fit.line("locator", locator, most=100, blank=True),
            stance=fit.choice("stance", stance, Stance.values),
            accessed_on=accessed_on,
            archive_url=fit.address("archive_url", archive_url, blank=True),
            file=file,
            added_by=by,
            **UNCHECKED,
        )
        # Somewhere it is tomorrow already.
        if accessed_on and accessed_on > clock.now().date() + timedelta(days=1):
            fit.refuse("accessed_on", "in_future", _("This day is yet to come."))
        csl = fit_source(cited, fit)
        fit_file(file, fit, by=by)
    evidence.source = the_source(csl, cited.kind, cited_in=argument.debate, by=by)
    return _added(evidence)


def _added(evidence: Evidence) -> Evidence:
    """Saves new evidence, records it, and tells who is concerned, but never whoever added it."""
    fields = ("quote", "locator", "shows", "stance", "accessed_on", "archive_url")
    values = {name: getattr(evidence, name) for name in fields} | {
        "debate": evidence.debate_id,
        "argument": evidence.argument_id,
        "author": evidence.argument.author_id,
        "source": evidence.source_id,
        "file": evidence.file_id,
        "by": evidence.added_by_id,
        "now": evidence.added_at,
        "event": Event.Kind.EVIDENCE_ADDED,
        "cited": Notice.Kind.CITED,
        "sourced": Notice.Kind.SOURCED,
    }
    with connection.cursor() as cursor:
        cursor.execute(ADD, values)
        evidence.pk, source_id = cursor.fetchone()
    if source_id != evidence.source_id:  # It was merged with another meanwhile.
        evidence.source = Source.objects.get(pk=source_id)
    evidence._state.adding = False
    return evidence


@act
def withdraw_evidence(evidence: Evidence, *, by: User) -> Evidence:
    """Takes back evidence that one added oneself."""
    read = evidence.argument.debate
    # Alone: with a source or an argument that is merged meanwhile it would not be found any more.
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    evidence.argument.debate.seen_as(read)
    refuse_if(why_not_withdraw_evidence(by, evidence, evidence.argument.debate))
    evidence.withdrawn_at = clock.now()
    evidence.save(update_fields=["withdrawn_at"])
    argument = evidence.argument
    record(Event.Kind.EVIDENCE_WITHDRAWN, argument.debate, argument=argument, by=by)
    return evidence
