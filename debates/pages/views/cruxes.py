"""Cruxes: on the debate's page of them, beside the arguments that they are between, and made."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from debates.actions import cruxes as acts
from debates.models import Argument, Crux, Debate, Kind
from debates.pages.crux_forms import CruxForm, LeftOpenForm
from debates.pages.finding import the_argument, the_crux, the_debate
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, show_form, submit, typed_before
from debates.pages.views.debates import debate_head
from debates.queries import cruxes as queries
from debates.queries.arguments import cards_of
from debates.queries.card import Card
from debates.queries.syntheses import concessions_of
from debates.rules import (
    why_not_between,
    why_not_leave_open,
    why_not_name_crux,
    why_not_second,
    why_not_withdraw_crux,
)

SIZE = 50


@login_not_required
@require_safe
def all_cruxes(request: PageRequest, slug: str) -> HttpResponse:
    """All cruxes of a debate: the open ones first, of those the most seconded."""
    debate = the_debate(request, slug)
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    found = queries.open_first(queries.with_pair(queries.cruxes_in(debate, request.user)))
    start = SIZE * (max(number, 1) - 1)
    shown = list(found[start : start + SIZE + 1])
    context = debate_head(request, debate, "cruxes") | {
        "turning": _pressable(request, shown[:SIZE], debate),
        "before": number - 1 if start else None,
        "after": max(number, 1) + 1 if len(shown) > SIZE else None,
    }
    return render(request, "debates/cruxes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def name_crux(request: MemberRequest) -> HttpResponse:
    """The question on which the two arguments of the address turn, with both beside the form."""
    first, second = (the_argument(request, _id_in(request, name)) for name in ("first", "second"))
    debate = first.debate
    refuse(request, why_not_name_crux(request.user, debate))
    form = CruxForm(request.POST or None, initial=typed_before(request))
    if request.method == "POST":

        def act() -> str:
            said = form.cleaned_data
            crux = acts.name_crux(
                debate,
                said["question"],
                said["kind"],
                between=(first.pk, second.pk),
                by=request.user,
            )
            return f"{_place_of(first, second)}#crux-{crux.pk}"

        if to := submit(request, form, act):
            return go(request, to, _("Your crux is named. Others can second it."))
    else:
        refuse(request, why_not_between(first, second))
    pair = cards_of([first.pk, second.pk], request.user, debate, with_reasoning=True)
    context = {"form": form, "debate": debate, "pair": pair, "back": _place_of(first, second)}
    return show_form(request, "debates/name_crux.html", context)


@require_POST
def second_crux(request: MemberRequest, crux_id: int) -> HttpResponse:
    """Seconds it, or takes that back."""
    crux = the_crux(request, crux_id)
    if request.POST.get("take_back"):
        acts.take_second_back(crux, by=request.user)
    else:
        acts.second_crux(crux, by=request.user)
    return redirect(f"{_came_from(request, crux)}#crux-{crux.pk}")


@require_POST
def withdraw_crux(request: MemberRequest, crux_id: int) -> HttpResponse:
    crux = the_crux(request, crux_id)
    acts.withdraw_crux(crux, by=request.user)
    return go(request, _came_from(request, crux), _("The crux is withdrawn."))


@require_http_methods(["GET", "HEAD", "POST"])
def leave_open(request: MemberRequest, argument_id: int) -> HttpResponse:
    """Which cruxes a synthesis leaves open; its author says so."""
    synthesis = the_argument(request, argument_id)
    if not synthesis.is_synthesis:
        raise Http404
    refuse(request, why_not_leave_open(request.user, synthesis, synthesis.debate))
    its_own = list(queries.cruxes_of(synthesis, request.user))
    # Nothing ticked is an answer, too.
    sent = request.POST if request.method == "POST" else None
    form = _left_open_form(its_own, synthesis, sent)
    if request.method == "POST":

        def act() -> str:
            said = [int(one) for one in form.cleaned_data["cruxes"]]
            acts.leave_open(synthesis, said, by=request.user)
            return f"/arguments/{synthesis.pk}/#cruxes"

        if to := submit(request, form, act):
            return go(request, to, _("Saved."))
    context = {"form": form, "synthesis": synthesis, "debate": synthesis.debate}
    return show_form(request, "debates/leave_open.html", context)


def turns_on(request: PageRequest, argument: Argument, card: Card) -> dict[str, Any]:
    """On a counterclaim's page: what it and its parent turn on."""
    if argument.parent_id is None or card.statement is None:
        return {"turning": None}
    found = queries.cruxes_with_parent(argument, request.user)
    stands = not (card.is_hidden or card.is_withdrawn or card.parent_is_hidden)
    pairs = [(argument.parent_id, argument.pk)] if stands else []
    return {
        "turning": _pressable(request, found, argument.debate),
        "nameable": pairs if _may_name(request, argument.debate) else [],
    }


def synthesis_turns_on(request: PageRequest, synthesis: Argument) -> dict[str, Any]:
    """On a synthesis's page: what its pairs turn on, and which of it the synthesis leaves open."""
    debate = synthesis.debate
    found = list(queries.with_pair(queries.cruxes_of(synthesis, request.user)))
    reconciled = sorted(kept.argument_id for kept in concessions_of([synthesis.pk]))
    form = None
    if found and request.user.is_authenticated:
        allowed = why_not_leave_open(request.user, synthesis, debate) is None
        form = _left_open_form(found, synthesis) if allowed else None
    return {
        "turning": _pressable(request, found, debate),
        "nameable": list(combinations(reconciled, 2)) if _may_name(request, debate) else [],
        "left_open_form": form,
    }


def _left_open_form(its_own: list[Crux], synthesis: Argument, data: Any = None) -> LeftOpenForm:
    left = queries.cruxes_left_open_by(synthesis)
    return LeftOpenForm(data, its_own=its_own, initial={"cruxes": left})


def _pressable(
    request: PageRequest, cruxes: Iterable[Crux], debate: Debate
) -> list[dict[str, Any]]:
    """Each crux with what the viewer can press beside it, and who leaves it open."""
    viewer = request.user
    return [
        {
            "crux": crux,
            "left_open_by": sorted(said.synthesis_id for said in crux.left_open_by.all()),
            "why_not_second": why_not_second(viewer, crux, debate),
            "may_withdraw": why_not_withdraw_crux(viewer, crux, debate) is None,
        }
        for crux in cruxes
    ]


def _may_name(request: PageRequest, debate: Debate) -> bool:
    """Also when signing in is all it takes."""
    why_not = why_not_name_crux(request.user, debate)
    return why_not is None or why_not.code == "signed_out"


def _id_in(request: PageRequest, name: str) -> int:
    given = request.GET.get(name, "")
    if not (given.isascii() and given.isdecimal() and len(given) < 19):
        raise Http404
    return int(given)


def _place_of(first: Argument, second: Argument) -> str:
    """The page that shows what two arguments turn on."""
    for one, other in ((first, second), (second, first)):
        if one.kind == Kind.COUNTERCLAIM and one.parent_id == other.pk:
            return f"/arguments/{one.pk}/"
    return f"/debates/{first.debate.slug}/cruxes/"


def _came_from(request: PageRequest, crux: Crux) -> str:
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, None):
        return f"/debates/{crux.debate.slug}/cruxes/"
    return back.split("#")[0]
