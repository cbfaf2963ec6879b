"""Asking for a source for an argument."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from debates.actions import sourcerequests as acts
from debates.models import Argument
from debates.pages.finding import the_argument
from debates.pages.forms import ConfirmForm
from debates.pages.redrawing import back_to_card, card_again
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, show_form, submit
from debates.queries.arguments import card_of
from debates.queries.card import Card
from debates.queries.sourcerequests import my_request
from debates.rules import why_not_ask_for_source, why_not_cite


def request_parts(request: PageRequest, argument: Argument, card: Card) -> dict[str, Any]:
    """What `_source_requests.html` shows: whether the viewer asks too, and may answer."""
    mine = my_request(argument, request.user) if card.needs_source else None
    why_not = why_not_cite(request.user, card, argument.debate)
    return {
        "my_request": None if mine is None or mine.answered_by_id else mine,
        "may_cite": why_not is None or why_not.code == "signed_out",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_source(request: MemberRequest, argument_id: int) -> HttpResponse:
    """From a card at one press, or from a page of its own."""
    argument = the_argument(request, argument_id)
    if not request.htmx:
        refuse(request, why_not_ask_for_source(request.user, argument, argument.debate))
    form = ConfirmForm(request.POST or None)
    if request.method == "POST":

        def act() -> str:
            acts.ask_for_source(argument, by=request.user)
            return f"/arguments/{argument.pk}/"

        asked = submit(request, form, act)
        if request.htmx:
            why_not = " ".join(map(str, form.non_field_errors()))
            drawn = card_again(request, argument, refusal=why_not, asks=lambda card: "source")
            return HttpResponse(drawn, status=200 if asked else 400)
        if asked:
            messages.success(request, _("You asked for a source. Its author is told."))
            return back_to_card(request, argument)
    context = {
        "form": form,
        "card": card_of(argument, request.user),
        "debate": argument.debate,
    }
    return show_form(request, "debates/ask_for_source.html", context)


@require_POST
def take_back_request(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    acts.take_back_request(argument, by=request.user)
    said = _("You no longer ask for a source.")
    return go(request, f"/arguments/{argument.pk}/", said)
