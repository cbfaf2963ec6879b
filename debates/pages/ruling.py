"""How every ruling is made by a page: the rule, the reason, and what else it needs to know."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from debates.models import Argument, Debate
from debates.pages.requests import MemberRequest
from debates.pages.resolving import refuse_if_decided
from debates.pages.ruling_forms import RulingForm
from debates.pages.submitting import go, refuse, show_form, submit
from debates.queries.arguments import card_of
from debates.rules import Reason, rules_of

Rule = Callable[..., Any]
"""An act that takes the thing, and as keywords what the form holds."""


def rule_on_argument(
    request: MemberRequest,
    argument: Argument,
    why_not: Reason | None,
    act: Rule,
    *,
    title: str,
    about: str = "",
    form: RulingForm | None = None,
    **context: Any,
) -> HttpResponse:
    """The page that rules on an argument, and leads back to it."""
    refuse_if_decided(request)
    refuse(request, why_not)
    context |= {"card": card_of(argument, request.user), "title": title, "about": about}
    at = f"/arguments/{argument.pk}/"
    return _rule(request, argument, argument.debate, act, at, form, context)


def rule_on_debate(
    request: MemberRequest,
    debate: Debate,
    why_not: Reason | None,
    act: Rule,
    *,
    title: str,
    about: str,
) -> HttpResponse:
    """The page that rules on a debate as a whole, and leads back to it."""
    refuse(request, why_not)
    context = {"title": title, "about": about}
    return _rule(request, debate, debate, act, f"/debates/{debate.slug}/", None, context)


def _rule(
    request: MemberRequest,
    thing: Any,
    debate: Debate,
    act: Rule,
    at: str,
    form: RulingForm | None,
    context: dict[str, Any],
) -> HttpResponse:
    form = form or RulingForm(request.POST or None)
    form.name_rules(rules_of(debate))
    if request.method == "POST":

        def rule() -> str:
            said = dict(form.cleaned_data)
            said.pop("once")
            act(thing, because=said.pop("reason"), **said, by=request.user)
            return at

        if to := submit(request, form, rule):
            return go(request, to, _("Done, and in the record."))
    template = context.pop("template", "debates/rule.html")
    context = {"card": None, "to": None} | context
    return show_form(request, template, context | {"form": form, "debate": debate, "at": at})
