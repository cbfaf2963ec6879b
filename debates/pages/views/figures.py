"""What moderation did, month by month."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from debates.models import Debate
from debates.pages.finding import the_debate
from debates.pages.requests import PageRequest
from debates.pages.views.debates import debate_head
from debates.queries.figures import figures_of

MINUTE, HOUR, DAY = 60, 3_600, 86_400


@login_not_required
@require_safe
def show_site_figures(request: PageRequest) -> HttpResponse:
    return render(request, "debates/figures.html", {"debate": None} | _figures(None))


@login_not_required
@require_safe
def show_figures(request: PageRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    context = debate_head(request, debate, "history")
    return render(request, "debates/figures.html", context | _figures(debate))


def _figures(debate: Debate | None) -> dict[str, Any]:
    return {
        "months": figures_of(debate),
        "in_words": in_words,
        "name": lambda starts: date_format(starts, "YEAR_MONTH_FORMAT"),
    }


def in_words(seconds: int) -> str:
    """How long somebody waited, as people say it."""
    if seconds < HOUR:
        minutes = max(1, round(seconds / MINUTE))
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if seconds < 2 * DAY:
        hours = round(seconds / HOUR)
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = round(seconds / DAY)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
