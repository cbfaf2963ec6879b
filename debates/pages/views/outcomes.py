"""Closing a debate with an outcome, reading it, restating it and disputing it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from debates.actions import outcomes as acts
from debates.actions.debates import close_debate as close_without
from debates.models import Debate
from debates.pages.ending import DisputeForm, EndingForm, OutcomeForm, choices_of
from debates.pages.finding import or_404, the_debate
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, show_form, submit, typed_before
from debates.pages.views.debates import debate_head
from debates.queries import outcomes
from debates.queries.outcomes import Stated
from debates.rules import why_not_close, why_not_dispute, why_not_state_outcome


@require_http_methods(["GET", "HEAD", "POST"])
def close_debate(request: MemberRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    refuse(request, why_not_close(request.user, debate))
    form = EndingForm(
        request.POST or None,
        choices=choices_of(outcomes.what_could_end(debate), debate),
        initial=typed_before(request),
    )
    if request.method == "POST":

        def act() -> str:
            because = form.cleaned_data["reason"]
            if form.cleaned_data["synthesis"]:
                acts.close_with(debate, form.ending(), because=because, by=request.user)
            else:
                close_without(debate, because=because, by=request.user)
            return f"/debates/{debate.slug}/"

        if to := submit(request, form, act):
            return go(request, to, _("The debate is closed."))
    return show_form(request, "debates/close_debate.html", {"form": form, "debate": debate})


@login_not_required
@require_safe
def all_outcomes(request: PageRequest, slug: str) -> HttpResponse:
    """Every outcome that the debate ever had, newest first."""
    debate = the_debate(request, slug)
    before = request.GET.get("before", "")
    place = int(before) if before.isdecimal() and len(before) < 10 else None
    shown, more = outcomes.list_outcomes(debate, request.user, before=place)
    context = debate_head(request, debate, "outcomes") | {
        "outcomes": [(one, why_not_dispute(request.user, one, debate)) for one in shown],
        "before": more,
    }
    return render(request, "debates/outcomes.html", context)


@login_not_required
@require_safe
def show_outcome(request: PageRequest, slug: str, number: int) -> HttpResponse:
    """One outcome with everything that disputes it."""
    debate = the_debate(request, slug)
    outcome = _the_outcome(request, debate, number)
    beyond = request.GET.get("beyond", "")
    place = int(beyond) if beyond.isdecimal() and len(beyond) < 10 else 0
    context = debate_head(request, debate, "outcomes") | {
        "outcome": outcome,
        "why_not_dispute": why_not_dispute(request.user, outcome, debate),
        "disputes": outcomes.list_disputes(debate, number, beyond=place),
    }
    return render(request, "debates/outcome.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def restate_outcome(request: MemberRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    refuse(request, why_not_state_outcome(request.user, debate))
    current = outcomes.current_outcome(debate, request.user)
    form = OutcomeForm(
        request.POST or None,
        choices=choices_of(
            outcomes.what_could_end(debate, also=current.synthesis_id if current else None),
            debate,
        ),
        initial=_written(current) | dict(typed_before(request)),
    )
    if request.method == "POST":

        def act() -> str:
            acts.restate_outcome(debate, form.ending(), by=request.user)
            return f"/debates/{debate.slug}/#outcome"

        if to := submit(request, form, act):
            return go(request, to, _("The outcome is stated."))
    context = {"form": form, "debate": debate, "current": current}
    return show_form(request, "debates/restate_outcome.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def dispute_outcome(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    debate = the_debate(request, slug)
    outcome = _the_outcome(request, debate, number)
    refuse(request, why_not_dispute(request.user, outcome, debate))
    form = DisputeForm(request.POST or None, initial=typed_before(request))
    if request.method == "POST":

        def act() -> str:
            found = outcomes.find_outcome(debate, number)
            acts.dispute_outcome(found, form.cleaned_data["text"], by=request.user)
            return f"/debates/{debate.slug}/#outcome"

        if to := submit(request, form, act):
            return go(request, to, _("It stands under the outcome that you dispute it."))
    context = {"form": form, "debate": debate, "outcome": outcome}
    return show_form(request, "debates/dispute_outcome.html", context)


def _the_outcome(request: PageRequest, debate: Debate, number: int) -> Stated:
    with or_404():
        return outcomes.read_outcome(debate, request.user, number)


def _written(current: Stated | None) -> dict[str, object]:
    """What stands now, to start from."""
    if current is None:
        return {}
    return {
        "synthesis": str(current.synthesis_id or "none"),
        "text": current.text,
        "why_early": current.why_early,
        "look_again_on": current.look_again_on,
    }
