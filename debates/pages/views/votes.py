"""The vote box of a card."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.limits import TooMany
from debates.actions import votes
from debates.models import Argument, Position
from debates.pages.drawing import Asks
from debates.pages.finding import the_argument
from debates.pages.forms import VoteForm
from debates.pages.redrawing import back_to_card, card_again
from debates.pages.requests import MemberRequest
from debates.pages.views.minds import open_mind_change
from debates.queries.card import Card
from debates.queries.obstacles import my_obstacle
from debates.rules import Refused


@require_POST
def cast_vote(request: MemberRequest, argument_id: int) -> HttpResponse:
    """Casts what was pressed. A pressed button takes its part of the vote back."""
    argument = the_argument(request, argument_id)
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _answer(request, argument, _("Choose a position or a mark."), 400)
    try:
        votes.cast_vote(argument, **form.cleaned_data, by=request.user)
    except Refused as refused:
        return _answer(request, argument, refused.reason.text, 403)
    except TooMany as too_many:
        return _answer(request, argument, str(too_many), 429)
    return _answer(request, argument)


def _answer(
    request: MemberRequest, argument: Argument, refusal: str = "", status: int = 200
) -> HttpResponse:
    """For htmx the card, counted anew; for a browser without it, the page it came from."""
    if not (request.htmx or refusal):
        return back_to_card(request, argument)
    drawn = card_again(
        request, argument, refusal=refusal, asks=lambda card: _asks(request, argument, card)
    )
    if request.htmx:
        return HttpResponse(drawn, status=status)
    context = {"drawn": drawn, "debate": argument.debate}
    return render(request, "debates/refused_vote.html", context, status=status)


def _asks(request: MemberRequest, argument: Argument, card: Card) -> Asks:
    """What this vote leaves to be said, once: what changed the mind, or what stands in the way."""
    if not request.POST.get("position"):
        return ""
    against = card.is_synthesis and card.my_position == Position.DISAGREE
    if against and not my_obstacle(argument, request.user):
        return "obstacle"
    return "mind" if open_mind_change(request, argument) else ""
