"""Attaching a source to an argument, with the words in it that count."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import idutils
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from w3lib.url import canonicalize_url, url_query_cleaner

from accounts import clock, limits
from accounts.models import User
from debates import text
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.actions.recording import record, tell
from debates.models import Argument, Event, Evidence, Notice, Source, Stance
from debates.rules import refuse_if, why_not_cite, why_not_withdraw_evidence

TRACKING = ["fbclid", "gclid", "mc_cid", "mc_eid", "ref_src", *(
    f"utm_{what}" for what in ("source", "medium", "campaign", "term", "content", "id")
)]  # fmt: skip


@dataclass(frozen=True)
class Cited:
    """A source as a member names it: by address or DOI."""

    title: str
    url: str = ""
    doi: str = ""
    kind: str = Source.Kind.OTHER


@act
def add_evidence(
    argument: Argument,
    cited: Cited,
    *,
    shows: str,
    quote: str = "",
    locator: str = "",
    stance: str = Stance.SUPPORTS,
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
        source = _fit_source(cited, fit)
    evidence = Evidence.objects.create(
        debate=argument.debate,
        argument=argument,
        source=_the_one(source, by=by),
        quote=quote,
        locator=locator,
        shows=shows,
        stance=stance,
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


def _fit_source(cited: Cited, fit: Fitting) -> Cited:
    """The source with its address or DOI in the one form that the site knows it by."""
    title = fit.line("source/title", cited.title, most=300)
    url, doi = (cited.url.strip(), cited.doi.strip())
    if cited.kind not in Source.Kind.values:
        fit.refuse("source/kind", "unknown", f"Choose one of {', '.join(Source.Kind.values)}.")
    if not (url or doi):
        fit.refuse("source/url", "nowhere", _("Give the source's address or its DOI."))
    if doi:
        doi = _canonical_doi(doi, fit)
    elif idutils.is_doi(url) and "doi.org" in url:
        url, doi = "", _canonical_doi(url, fit)
    if url:
        url = _canonical_url(url, fit)
    return Cited(title, url, doi, cited.kind)


def _canonical_doi(doi: str, fit: Fitting) -> str:
    if text.is_readable(doi) and len(doi) <= 250 and idutils.is_doi(doi):
        return str(idutils.normalize_doi(doi)).lower()
    fit.refuse("source/doi", "no_doi", _("This is no DOI. One looks like 10.1000/182."))
    return ""


def _canonical_url(url: str, fit: Fitting) -> str:
    """One form for the addresses of one page: host case, default port, tracking and fragment."""
    try:
        URLValidator(schemes=["http", "https"])(url)
        parts = urlsplit(url)
        if parts.port in {80, 443} and parts.hostname:
            url = url.replace(f":{parts.port}", "", 1)
        clean = url_query_cleaner(url, TRACKING, remove=True, unique=False)
        canonical = str(canonicalize_url(clean))
        if len(canonical) <= 2_000:
            return canonical
    except (ValidationError, ValueError):
        pass
    fit.refuse("source/url", "no_address", _("This is no web address. One begins with https://."))
    return ""


def _the_one(cited: Cited, *, by: User) -> Source:
    """The site's one row for this source."""
    known = {"doi": cited.doi} if cited.doi else {"url": cited.url}
    source, _made = Source.objects.get_or_create(
        **known,
        defaults={
            "url": cited.url if "url" in known else "",
            "doi": cited.doi,
            "title": cited.title,
            "kind": cited.kind,
            "added_by": by,
        },
    )
    return source
