"""The site's one row for each work that is cited."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from debates import text
from debates.actions.fitting import Fitting
from debates.exchange.csl import TYPE_OF_KIND
from debates.exchange.identifiers import NoIdentifier, canonical_doi, canonical_url
from debates.models import Debate, Identifier, Source, Visibility


@dataclass(frozen=True)
class Cited:
    """A source as a member names it: by address or DOI."""

    title: str
    url: str = ""
    doi: str = ""
    kind: str = Source.Kind.OTHER


def fit_source(cited: Cited, fit: Fitting) -> dict[str, Any]:
    """The source as CSL-JSON, with its address and numbers in the one form it is known by."""
    title = fit.line("source/title", cited.title, most=300)
    url, doi = (cited.url.strip(), cited.doi.strip())
    if cited.kind not in Source.Kind.values:
        fit.refuse("source/kind", "unknown", f"Choose one of {', '.join(Source.Kind.values)}.")
    if not (url or doi):
        fit.refuse("source/url", "nowhere", _("Give the source's address or its DOI."))
    try:
        if url and not doi and "doi.org" in url:
            url, doi = "", canonical_doi(url)
        elif doi:
            doi = canonical_doi(doi)
    except NoIdentifier:
        fit.refuse("source/doi", "no_doi", _("This is no DOI. One looks like 10.1000/182."))
    try:
        url = canonical_url(url) if url else ""
    except NoIdentifier:
        why = _("This is no web address. One begins with https://.")
        fit.refuse("source/url", "no_address", why)
    csl = {"type": TYPE_OF_KIND.get(cited.kind, "document"), "title": title, "URL": url, "DOI": doi}
    return {name: value for name, value in csl.items() if value}


def the_source(csl: Mapping[str, Any], kind: str, *, cited_in: Debate, by: User) -> Source:
    """The one row for this work: the one that the debate or the site knows, else a new one.

    `csl` is fitted. What a private debate cites first is its own.
    """
    if known := _known(csl, cited_in):
        return known
    try:
        with transaction.atomic():
            return Source.objects.create(
                debate=cited_in if cited_in.visibility == Visibility.PRIVATE else None,
                csl=dict(csl),
                kind=kind,
                words=text.title_key(csl["title"]),
                added_by=by,
            )
    except IntegrityError:
        if known := _known(csl, cited_in):
            return known  # Somebody was faster.
        raise


def _known(csl: Mapping[str, Any], debate: Debate) -> Source | None:
    named = Q(scheme="url", value=csl.get("URL", "")) | Q(scheme="doi", value=csl.get("DOI", ""))
    known = Identifier.objects.filter(named).filter(Q(debate=None) | Q(debate=debate))
    found = known.select_related("source").order_by("debate", "pk").first()
    return found.source if found else None
