"""Sources: which are known, where each is cited, and what moderators change of them."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import limits
from accounts.address import address_of
from debates import text
from debates.actions import sources as acts
from debates.actions.sources import Cited
from debates.exchange.works import facts_of, identified
from debates.models import Debate, Source
from debates.pages.finding import the_source
from debates.pages.paging import newest
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.source_forms import MergeForm, SourceEditForm
from debates.pages.submitting import go, refuse, show_form, submit
from debates.pages.views.debates import meanwhile
from debates.pages.views.retractions import retraction_parts
from debates.pages.views.suggestions import suggestion_parts
from debates.queries.debates import find_debate
from debates.queries.sources import Found, citations_of, find_known, identifiers_of
from debates.rules import (
    Reason,
    Stale,
    Unfit,
    edition_of,
    why_not_edit_source,
    why_not_tend,
)

A_PAGE = 100


@login_not_required
@require_safe
def show_source(request: PageRequest, source_id: int) -> HttpResponse:
    """A source, and where it is cited for what."""
    source = the_source(request, source_id)
    if source.pk != source_id:
        return HttpResponsePermanentRedirect(f"/sources/{source.pk}/")
    citations, before = newest(request, citations_of(source, request.user), A_PAGE)
    context = {
        "source": source,
        "facts": facts_of(source.csl),
        "identifiers": identifiers_of(source),
        "similar": find_known(source.csl, request.user, source.debate).similar,
        "citations": citations,
        "before": before,
        "is_edited": not why_not_edit_source(request.user, source),
        "is_tended": not why_not_tend(request.user, source),
    }
    context |= retraction_parts(request, source) | suggestion_parts(request, source)
    return render(request, "debates/source.html", context)


@login_not_required
@require_safe
def show_known(request: PageRequest) -> HttpResponse:
    """What is known of a work by its address, number or title: in its place while one types."""
    words = {name: request.GET.get(name, "")[:4_000] for name in ("url", "doi", "title")}
    found = Found(None, [])
    if any(map(str.strip, words.values())) and all(map(text.is_readable, words.values())):
        searcher = request.user if request.user.is_authenticated else address_of(request)
        limits.spend("search", searcher)
        numbers, _problems = identified(words)
        title = words["title"].strip()[:300]
        found = find_known(numbers | {"title": title}, request.user, _debate(request))
    context = {"found": found, "words": words, "debate": request.GET.get("debate", "")}
    name = "_known_sources.html" if request.htmx else "known_sources.html"
    return render(request, f"debates/{name}", context)


def _debate(request: PageRequest) -> Debate | None:
    try:
        return find_debate(request.user, request.GET.get("debate", "")[:80])
    except ObjectDoesNotExist:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def edit_source(request: MemberRequest, source_id: int) -> HttpResponse:
    source = the_source(request, source_id)
    refuse(request, why_not_edit_source(request.user, source))
    said = facts_of(source.csl) | {"kind": source.kind, "version": str(edition_of(source))}
    form = SourceEditForm(request.POST or None, initial=said)
    current = None
    if request.method == "POST":

        def act() -> str:
            cited, read = Cited(**form.cited()), form.cleaned_data["version"]
            acts.edit_source(source, cited, read=-1 if read is None else read, by=request.user)
            return f"/sources/{source.pk}/"

        try:
            if to := submit(request, form, act):
                return go(request, to, _("The source is changed, wherever it is cited."))
        except Stale as stale:
            current = facts_of(stale.current.csl)
            meanwhile(form, edition_of(stale.current))
    context = {"form": form, "source": source, "current": current}
    return show_form(request, "debates/edit_source.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def merge_sources(request: MemberRequest, source_id: int) -> HttpResponse:
    """Says that a source is another one: by its number here, or by what it is known by."""
    source = the_source(request, source_id)
    refuse(request, why_not_tend(request.user, source))
    form = MergeForm(request.POST or None)
    if request.method == "POST":

        def act() -> str:
            into = _named(request, form.cleaned_data["into"], source)
            merged = acts.merge_sources(source, into=into, by=request.user)
            return f"/sources/{merged.pk}/"

        if to := submit(request, form, act):
            return go(request, to, _("The two are one source now, with the evidence of both."))
    found = find_known(source.csl, request.user, source.debate)
    context = {"form": form, "source": source, "similar": found.similar}
    return show_form(request, "debates/merge_sources.html", context)


def _named(request: MemberRequest, words: str, source: Source) -> Source:
    """The other source, as the viewer sees it. Raises Unfit."""
    words = words.strip()[:4_000].removeprefix("#")
    try:
        if words.isdecimal() and len(words) < 19:
            return the_source(request, int(words))
    except Http404:
        pass
    known = find_known(identified({"url": words})[0], request.user, source.debate).known
    if known is None:
        raise Unfit({"into": Reason("unknown", _("There is no such source here."))})
    return known
