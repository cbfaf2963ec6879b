"""How every ruling is made by a page: the rule, the reason, and what else it needs to know."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from debates.models import Argument, Debate
from debates.pages.requests import MemberRequest
from debates.pages.resolving import refuse_if_decided
from debates.pages.ruling_forms import RulingForm
from debates.pages.submitting import go, refuse, show_form, submit
from debates.queries.arguments import card_of
from debates.rules import Reason, rules_of


def rule_on_argument(
    request: MemberRequest,
    argument: Argument,
    why_not: Reason | None,
    act: Callable[..., object],
    *,
    title: str,
    form: RulingForm | None = None,
    template: str = "debates/rule.html",
    **context: Any,
) -> HttpResponse:
    """The page that rules on an argument, and leads back to it."""
    refuse_if_decided(request)
    refuse(request, why_not)
    at = f"/arguments/{argument.pk}/"
    context |= {"title": title, "card": card_of(argument, request.user), "at": at}

    def rule_on(**said: Any) -> str:
        act(argument, **said)
        return at

    form = form or RulingForm(request.POST or None)
    return rule(request, form, argument.debate, rule_on, context, template=template)


def rule_on_debate(
    request: MemberRequest,
    debate: Debate,
    why_not: Reason | None,
    act: Callable[..., object],
    **context: str,
) -> HttpResponse:
    """The page that rules on a debate as a whole, and leads back to it."""
    refuse(request, why_not)
    at = f"/debates/{debate.slug}/"

    def rule_on(**said: Any) -> str:
        act(debate, **said)
        return at

    form = RulingForm(request.POST or None)
    return rule(request, form, debate, rule_on, context | {"card": None, "at": at})


@require_http_methods(["GET", "HEAD", "POST"])
def rule(
    request: MemberRequest,
    form: RulingForm,
    debate: Debate | None,
    act: Callable[..., str],
    context: dict[str, Any],
    *,
    template: str = "debates/rule.html",
    done: str = "",
) -> HttpResponse:
    """Rules with what the form says, where `act` did it and leads; or shows the form."""
    form.name_rules(rules_of(debate))
    if request.method == "POST" and (
        to := submit(request, form, lambda: act(**form.said(), by=request.user))
    ):
        return go(request, to, done or _("Done, and in the record."))
    return show_form(request, template, context | {"form": form, "debate": debate})
