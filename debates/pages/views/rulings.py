"""One ruling: what was done and why, its parts, and undoing it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from debates.actions.undoing import undo_ruling
from debates.models import Ruling, SiteRule
from debates.pages.finding import the_ruling
from debates.pages.recorded import WORDS
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.ruling import rule
from debates.pages.ruling_forms import RulingForm
from debates.pages.submitting import refuse
from debates.queries.rulings import parts_of, whom_it_names
from debates.rules import why_not_appeal, why_not_undo
from debates.rules.moderation import concerns

SHOWN = 50


@login_not_required
@require_safe
def show_ruling(request: PageRequest, ruling_id: int) -> HttpResponse:
    ruling = the_ruling(request, ruling_id)
    after = request.GET.get("after", "")
    parts = parts_of(ruling) if ruling.parts_count else Ruling.objects.none()
    if after.isdecimal() and len(after) < 19:
        parts = parts.filter(pk__gt=int(after))
    shown = list(parts[: SHOWN + 1])
    context = {
        "ruling": ruling,
        "parts": shown[:SHOWN],
        "after": shown[SHOWN - 1].pk if len(shown) > SHOWN else None,
        "named": whom_it_names(ruling, request.user),
        "concerned": concerns(request.user, ruling),
        "why_not_appeal": why_not_appeal(request.user, ruling),
        "may_undo": why_not_undo(request.user, ruling, ruling.debate) is None,
        **WORDS,
    }
    return render(request, "debates/show_ruling.html", context)


def undo(request: MemberRequest, ruling_id: int) -> HttpResponse:
    ruling = the_ruling(request, ruling_id)
    refuse(request, why_not_undo(request.user, ruling, ruling.debate))
    return rule(
        request,
        RulingForm(request.POST or None, initial={"rule": SiteRule.MISTAKE}),
        ruling.debate,
        lambda **said: f"/rulings/{undo_ruling(ruling, **said).pk}/",
        {"ruling": ruling, **WORDS},
        template="debates/undo_ruling.html",
        done=_("Undone, and in the record."),
    )
