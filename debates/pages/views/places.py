"""Moving a thread under another argument, and making a claim of a counterclaim or the reverse."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import limits
from debates.actions import places as acts
from debates.models import Argument, Kind
from debates.pages.finding import the_argument
from debates.pages.forms import number_in
from debates.pages.requests import MemberRequest
from debates.pages.resolving import refuse_if_decided
from debates.pages.ruling import rule_on_argument
from debates.pages.ruling_forms import KindForm
from debates.pages.submitting import refuse
from debates.queries.arguments import card_of, find_argument
from debates.queries.places import Moving, moving_of, places_for
from debates.rules import why_not_move, why_not_reclassify, why_not_stand_under

TOP = "top"
KINDS = {Kind.CLAIM: Kind.COUNTERCLAIM, Kind.COUNTERCLAIM: Kind.CLAIM}


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: MemberRequest, argument_id: int) -> HttpResponse:
    """First pick where to, by words, by number or by address; then see what changes, and rule."""
    argument = the_argument(request, argument_id)
    refuse_if_decided(request)
    refuse(request, why_not_move(request.user, argument, argument.debate))
    parent, why_not = _target(request, argument)
    if why_not or "to" not in request.GET:
        return _pick(request, argument, why_not)
    kind = request.GET.get("kind", "")
    if kind not in KINDS:
        kind = Kind.CLAIM if parent is None else Kind(argument.kind)
    return rule_on_argument(
        request,
        argument,
        None,
        partial(acts.move_argument, parent=parent.pk if parent else None, kind=kind),
        title=_("Move this thread"),
        moving=moving_of(argument, request.user, parent, kind),
        to=parent.pk if parent else TOP,
        template="debates/move.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reclassify(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    refuse(request, why_not_reclassify(request.user, argument, argument.debate))
    kind = KINDS[Kind(argument.kind)]
    return rule_on_argument(
        request,
        argument,
        None,
        acts.reclassify_argument,
        title=_("Make it a supporting claim")
        if kind == Kind.CLAIM
        else _("Make it a counterclaim"),
        form=KindForm(request.POST or None, initial={"kind": kind}),
        moving=_reclassified(request, argument, kind),
        template="debates/move.html",
    )


def _reclassified(request: MemberRequest, argument: Argument, kind: str) -> Moving:
    assert argument.parent_id is not None
    parent = find_argument(request.user, argument.parent_id)
    return moving_of(argument, request.user, parent, kind)


def _target(request: MemberRequest, argument: Argument) -> tuple[Argument | None, str]:
    """What the address says to move it under, None for the top; and why it cannot be there."""
    to = request.GET.get("to", "")
    if to in {"", TOP}:
        return None, ""
    number = int(to) if to.isascii() and to.isdigit() and len(to) < 19 else 0
    try:
        parent = find_argument(request.user, number)
    except Argument.DoesNotExist:
        parent = None
    reason = why_not_stand_under(parent, argument)
    return parent, reason.text if reason else ""


def _pick(request: MemberRequest, argument: Argument, why_not: str) -> HttpResponse:
    words = request.GET.get("q", "")[:200].strip()
    if (named := number_in(words)) is not None:
        return redirect(f"/arguments/{argument.pk}/move/?to={named}")
    if words:
        limits.spend("search", request.user)
    context = {
        "debate": argument.debate,
        "card": card_of(argument, request.user),
        "words": words,
        "why_not": why_not,
        "found": places_for(argument, request.user, words),
    }
    name = "debates/_places.html" if request.htmx else "debates/pick_place.html"
    return render(request, name, context, status=400 if why_not else 200)
