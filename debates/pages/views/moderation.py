"""Hiding and restoring, each with its rule and reason."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from debates.actions import evidence_rulings
from debates.actions import moderation as acts
from debates.actions.casework import hide_case
from debates.models import Argument, SiteRule
from debates.pages.finding import the_argument, the_evidence
from debates.pages.requests import MemberRequest
from debates.pages.resolving import named_case, refuse_if_decided
from debates.pages.ruling import rule_on_argument
from debates.pages.ruling_forms import RulingForm
from debates.rules import why_not_hide, why_not_hide_evidence, why_not_restore, why_not_work_on


def hide(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    case = named_case(request)
    if case and case.argument_id != argument.pk:
        case = None
    why_not = why_not_hide(request.user, argument, argument.debate)
    if case:
        why_not = why_not_work_on(request.user, case) or why_not

    def act(argument: Argument, **ruling: Any) -> None:
        if case:
            hide_case(case, **ruling)
        else:
            acts.hide_argument(argument, **ruling)

    title = _("Keep this argument hidden") if argument.is_hidden else _("Hide this argument")
    return rule_on_argument(request, argument, why_not, act, title=title, hides=True)


def hide_evidence(request: MemberRequest, evidence_id: int) -> HttpResponse:
    evidence = the_evidence(request, evidence_id)
    argument = evidence.argument
    refuse_if_decided(request)
    why_not = why_not_hide_evidence(request.user, evidence, argument.debate)

    def act(_argument: Argument, **ruling: Any) -> None:
        evidence_rulings.hide_evidence(evidence, **ruling)

    return rule_on_argument(request, argument, why_not, act, title=_("Hide this evidence"))


def restore(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    why_not = why_not_restore(request.user, argument, argument.debate)
    form = RulingForm(request.POST or None, initial={"rule": SiteRule.MISTAKE})
    act, title = acts.restore_argument, _("Restore this argument")
    return rule_on_argument(request, argument, why_not, act, title=title, form=form)
