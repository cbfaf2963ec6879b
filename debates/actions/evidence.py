"""Attaching a source to an argument, with the words in it that count."""

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.files import fit_file
from debates.actions.fitting import Fitting
from debates.actions.recording import record, tell
from debates.actions.sources import Cited, fit_source, the_source
from debates.models import Argument, Event, Evidence, File, Notice, Stance
from debates.rules import refuse_if, why_not_cite, why_not_withdraw_evidence


@act
def add_evidence(
    argument: Argument,
    cited: Cited,
    *,
    shows: str,
    quote: str = "",
    locator: str = "",
    stance: str = Stance.SUPPORTS,
    file: File | None = None,
    by: User,
) -> Evidence:
    """Attaches evidence to an argument. A source that the site knows keeps its title and kind."""
    refuse_if(why_not_cite(by, argument, argument.debate))
    limits.spend("evidence", by)
    with Fitting() as fit:
        shows = fit.line("shows", shows, most=300)
        quote = fit.lines("quote", quote, most=1_000)
        locator = fit.line("locator", locator, most=100, blank=True)
        if stance not in Stance.values:
            fit.refuse("stance", "unknown", f"Choose one of {', '.join(Stance.values)}.")
        csl = fit_source(cited, fit)
        fit_file(file, fit, by=by)
    evidence = Evidence.objects.create(
        debate=argument.debate,
        argument=argument,
        source=the_source(csl, cited.kind, cited_in=argument.debate, by=by),
        quote=quote,
        locator=locator,
        shows=shows,
        stance=stance,
        file=file,
        added_by=by,
    )
    record(Event.Kind.EVIDENCE_ADDED, argument.debate, argument=argument, by=by)
    tell([argument.author_id], Notice.Kind.CITED, argument.debate, argument=argument, by=by)
    return evidence


@act
def withdraw_evidence(evidence: Evidence, *, by: User) -> Evidence:
    """Takes back evidence that one added oneself."""
    standing = evidence.argument.debate.standing
    evidence = (
        Evidence.objects.select_for_update(of=("self",))
        .select_related("argument__debate", "source")
        .get(pk=evidence.pk)
    )
    evidence.argument.debate.standing = standing
    refuse_if(why_not_withdraw_evidence(by, evidence, evidence.argument.debate))
    evidence.withdrawn_at = clock.now()
    evidence.save(update_fields=["withdrawn_at"])
    argument = evidence.argument
    record(Event.Kind.EVIDENCE_WITHDRAWN, argument.debate, argument=argument, by=by)
    return evidence
