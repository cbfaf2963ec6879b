"""Hiding a thread, or all that one member wrote: first what it would change, then doing it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from debates.actions import hiding as acts
from debates.models import Debate, Ruling
from debates.pages.finding import the_argument, the_debate, the_member
from debates.pages.requests import MemberRequest
from debates.pages.ruling import rule
from debates.pages.ruling_forms import HideAllForm, RulingForm
from debates.pages.submitting import refuse
from debates.queries.arguments import card_of
from debates.queries.hiding import hiding_all, hiding_thread
from debates.rules import why_not_moderate


def hide_thread(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    refuse(request, why_not_moderate(request.user, argument.debate))
    context = {
        "title": _("Hide this whole thread"),
        "card": card_of(argument, request.user),
        "preview": hiding_thread(argument),
    }
    form = RulingForm(request.POST or None)
    return _hide(request, form, argument.debate, partial(acts.hide_thread, argument), context)


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
        "preview": hiding_all(debate, member, since),
        "since": since,
    }
    return _hide(request, form, debate, partial(acts.hide_all, debate, member), context)


def _hide(
    request: MemberRequest,
    form: RulingForm,
    debate: Debate,
    hide: Callable[..., Ruling],
    context: dict[str, Any],
) -> HttpResponse:
    return rule(
        request,
        form,
        debate,
        lambda **said: f"/rulings/{hide(**said).pk}/",
        context,
        template="debates/hide_many.html",
        done=_("Done, and in the record. This is what was hidden."),
    )
