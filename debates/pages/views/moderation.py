"""Hiding and restoring, each with its rule and reason."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from debates.actions import evidence_rulings
from debates.actions import moderation as acts
from debates.actions.casework import hide_case
from debates.models import Argument
from debates.pages.finding import the_argument, the_evidence
from debates.pages.requests import MemberRequest
from debates.pages.resolving import named_case, refuse_if_decided
from debates.pages.ruling_forms import RulingForm
from debates.pages.submitting import go, refuse, show_form, submit
from debates.queries.arguments import card_of
from debates.rules import (
    rules_of,
    why_not_hide,
    why_not_hide_evidence,
    why_not_restore,
    why_not_work_on,
)


def hide(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    case = named_case(request)
    if case and case.argument_id != argument.pk:
        case = None
    reason = why_not_hide(request.user, argument, argument.debate)
    refuse(request, (case and why_not_work_on(request.user, case)) or reason)

    def act(argument: Argument, **ruling: Any) -> None:
        if case:
            hide_case(case, **ruling)
        else:
            acts.hide_argument(argument, **ruling)

    title = _("Keep this argument hidden") if argument.is_hidden else _("Hide this argument")
    return _rule(request, argument, act, title)


def hide_evidence(request: MemberRequest, evidence_id: int) -> HttpResponse:
    evidence = the_evidence(request, evidence_id)
    argument = evidence.argument
    refuse_if_decided(request)
    refuse(request, why_not_hide_evidence(request.user, evidence, argument.debate))

    def act(_argument: Argument, **ruling: Any) -> None:
        evidence_rulings.hide_evidence(evidence, **ruling)

    return _rule(request, argument, act, _("Hide this evidence"))


def restore(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    refuse(request, why_not_restore(request.user, argument, argument.debate))
    return _rule(request, argument, acts.restore_argument, _("Restore this argument"))


@require_http_methods(["GET", "HEAD", "POST"])
def _rule(
    request: MemberRequest, argument: Argument, verb: Callable[..., Any], title: str
) -> HttpResponse:
    form = RulingForm(request.POST or None)
    form.name_rules(rules_of(argument.debate))
    if request.method == "POST":

        def act() -> str:
            said = form.cleaned_data
            verb(argument, rule=said["rule"], because=said["reason"], by=request.user)
            return f"/arguments/{argument.pk}/"

        if to := submit(request, form, act):
            return go(request, to, _("Done, and in the record."))
    context = {
        "form": form,
        "title": title,
        "card": card_of(argument, request.user),
        "debate": argument.debate,
        "hides": verb is acts.hide_argument,
    }
    return show_form(request, "debates/ruling.html", context)
