"""The queue of a debate, and of the site."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timesince import timesince
from django.views.decorators.http import require_safe

from accounts import clock
from debates.models import Case, Debate
from debates.pages.finding import the_debate
from debates.pages.requests import MemberRequest
from debates.pages.ruling_forms import RulingForm
from debates.pages.views.debates import debate_head
from debates.queries.cases import queue_of, wanted_among
from debates.queries.orders import BadCursor
from debates.rules import (
    is_claimed,
    refuse_if,
    rules_of,
    who_claimed,
    why_not_moderate,
)


@require_safe
def show_queue(request: MemberRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    refuse_if(why_not_moderate(request.user, debate))
    context = debate_head(request, debate, "moderation") | _queue(request, debate)
    return render(request, "debates/queue.html", context)


@require_safe
def show_site_queue(request: MemberRequest) -> HttpResponse:
    """For the staff: all that waits in debates that they see, and on profiles."""
    refuse_if(why_not_moderate(request.user, None))
    return render(request, "debates/queue.html", {"debate": None} | _queue(request, None))


def _queue(request: MemberRequest, debate: Debate | None) -> dict[str, Any]:
    viewer, rules = request.user, rules_of(debate)
    wanted = wanted_among(request.GET.dict(), rules)
    try:
        page = queue_of(debate, viewer, wanted=wanted, cursor=request.GET.get("cursor"))
    except BadCursor:
        page = queue_of(debate, viewer, wanted=wanted)
    form = RulingForm()
    form.name_rules(rules)
    kept = {name: value for name, value in request.GET.items() if name != "cursor"}
    return case_parts(request, rules) | {
        "page": page,
        "wanted": wanted,
        "whys": Case.Why,
        "form": form,
        "kept": urlencode(kept),
        "in_one": debate is not None,
    }


def case_parts(request: MemberRequest, rules: dict[str, str]) -> dict[str, Any]:
    """What the templates of cases ask for."""
    return {
        "rules": rules,
        "age": lambda case: timesince(case.opened_at, clock.now(), depth=1),
        "is_claimed": is_claimed,
        "who_claimed": lambda case: who_claimed(case, request.user),
    }
