"""One ruling: what was done and why, its parts, and undoing it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from debates.actions.undoing import undo_ruling
from debates.models import Ruling
from debates.pages.finding import the_ruling
from debates.pages.recorded import WORDS
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.ruling_forms import RulingForm
from debates.pages.submitting import go, refuse, show_form, submit
from debates.queries.rulings import parts_of, whom_it_names
from debates.rules import rules_of, why_not_undo
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
        "may_undo": why_not_undo(request.user, ruling, ruling.debate) is None,
        **WORDS,
    }
    return render(request, "debates/show_ruling.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: MemberRequest, ruling_id: int) -> HttpResponse:
    ruling = the_ruling(request, ruling_id)
    refuse(request, why_not_undo(request.user, ruling, ruling.debate))
    form = RulingForm(request.POST or None)
    form.name_rules(rules_of(ruling.debate))
    if request.method == "POST":

        def act() -> str:
            said = form.cleaned_data
            undone = undo_ruling(ruling, rule=said["rule"], because=said["reason"], by=request.user)
            return f"/rulings/{undone.pk}/"

        if to := submit(request, form, act):
            return go(request, to, _("Undone, and in the record."))
    return show_form(request, "debates/undo_ruling.html", {"form": form, "ruling": ruling, **WORDS})
