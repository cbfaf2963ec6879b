"""Hiding a thread, or all that one member wrote: first what it would change, then doing it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from debates.actions import hiding as acts
from debates.models import Debate, Ruling
from debates.pages.finding import the_argument, the_debate, the_member
from debates.pages.requests import MemberRequest
from debates.pages.ruling_forms import HideAllForm, RulingForm
from debates.pages.submitting import go, refuse, show_form, submit
from debates.queries.arguments import card_of
from debates.queries.hiding import hiding_all, hiding_thread
from debates.rules import rules_of, why_not_moderate


@require_http_methods(["GET", "HEAD", "POST"])
def hide_thread(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    refuse(request, why_not_moderate(request.user, argument.debate))
    context = {
        "title": _("Hide this whole thread"),
        "card": card_of(argument, request.user),
        "form": RulingForm(request.POST or None),
        "preview": hiding_thread(argument),
        "debate": argument.debate,
    }
    return _hide(request, context, lambda **said: acts.hide_thread(argument, **said))


@require_http_methods(["GET", "HEAD", "POST"])
def hide_all(request: MemberRequest, name: str) -> HttpResponse:
    """`?debate=` names the debate and `?since=` the day; a form asks again with another day."""
    member = the_member(name)
    debate = the_debate(request, request.GET.get("debate", ""))
    refuse(request, why_not_moderate(request.user, debate))
    form = HideAllForm(request.POST or None, initial=request.GET)
    since = form.read_since(request.POST or request.GET)
    context = {
        "title": _("Hide all that %(name)s wrote here") % {"name": member.username},
        "card": None,
        "form": form,
        "preview": hiding_all(debate, member, since),
        "since": since,
        "debate": debate,
    }
    return _hide(request, context, lambda **said: acts.hide_all(debate, member, **said))


def _hide(
    request: MemberRequest, context: dict[str, Any], verb: Callable[..., Ruling]
) -> HttpResponse:
    form, debate = context["form"], context["debate"]
    assert isinstance(debate, Debate)
    form.name_rules(rules_of(debate))
    if request.method == "POST":

        def act() -> str:
            said = {name: it for name, it in form.cleaned_data.items() if name != "once"}
            said["because"] = said.pop("reason")
            return f"/rulings/{verb(**said, by=request.user).pk}/"

        if to := submit(request, form, act):
            return go(request, to, _("Done, and in the record. This is what was hidden."))
    return show_form(request, "debates/hide_many.html", context)
