"""The record: of a debate, of the rulings on the whole site, and both as feeds."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import clock
from debates.models import Debate, Event
from debates.pages import feeds
from debates.pages.finding import or_404, the_debate
from debates.pages.paging import newest
from debates.pages.recorded import WORDS, line_of, line_of_ruling, reasons_of, why
from debates.pages.requests import PageRequest
from debates.pages.views.debates import debate_head
from debates.queries.debates import find_debate
from debates.queries.history import events_of
from debates.queries.rulings import rulings_for


@login_not_required
@require_safe
def show_history(request: PageRequest, slug: str) -> HttpResponse:
    """The debate's record: who did what when, newest first."""
    debate = the_debate(request, slug)
    only = request.GET.get("only") == "rulings"
    events, before = newest(request, events_of(debate, rulings_only=only))
    context = debate_head(request, debate, "history") | WORDS
    context |= {"events": events, "before": before, "only": only}
    return render(request, "debates/history.html", context)


@login_not_required
@require_safe
def feed_of_debate(request: HttpRequest, slug: str, form: feeds.Form) -> HttpResponseBase:
    """What everyone may read of it, whoever asks."""
    with or_404():
        debate = find_debate(AnonymousUser(), slug)
    page = f"/debates/{debate.slug}/history/"
    entries = [_entry(page, one) for one in events_of(debate)[: feeds.SHOWN]]
    return feeds.answer(request, feeds.Feed(_title(debate), page, entries, debate.opened_at), form)


@login_not_required
@require_safe
def show_log(request: PageRequest) -> HttpResponse:
    """The rulings on the whole site, newest first."""
    rulings, before = newest(request, rulings_for(request.user))
    return render(request, "debates/log.html", {"rulings": rulings, "before": before, **WORDS})


@login_not_required
@require_safe
def feed_of_log(request: HttpRequest, form: feeds.Form) -> HttpResponseBase:
    entries = [
        feeds.Entry(f"/rulings/{one.pk}/", line_of_ruling(one), reasons_of(one), one.at)
        for one in rulings_for(AnonymousUser())[: feeds.SHOWN]
    ]
    began = clock.now().replace(
        year=2000, month=1, day=1, hour=0, minute=0, second=0, microsecond=0
    )
    feed = feeds.Feed(_("Rulings on this site"), "/moderation/log/", entries, began)
    return feeds.answer(request, feed, form)


def _title(debate: Debate) -> str:
    return _("History: %(question)s") % {"question": debate.question}


def _entry(page: str, event: Event) -> feeds.Entry:
    said = [why(event), reasons_of(event.ruling) if event.ruling else ""]
    return feeds.Entry(
        f"{page}#event-{event.pk}", line_of(event), ". ".join(filter(None, said)), event.at
    )
