"""The vote box of a card."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.limits import TooMany
from debates.actions import votes
from debates.models import Argument, Position
from debates.pages.drawing import Asks, draw, draw_synthesis, frame_of
from debates.pages.finding import the_argument
from debates.pages.forms import VoteForm
from debates.pages.requests import MemberRequest
from debates.pages.views.minds import open_mind_change
from debates.queries.arguments import card_of, cards_of
from debates.queries.card import Card
from debates.queries.obstacles import my_obstacle
from debates.queries.syntheses import with_keeps
from debates.rules import Refused, is_blind_to


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
    if request.htmx:
        return HttpResponse(_card(request, argument, refusal), status=status)
    if refusal:
        context = {"drawn": _card(request, argument, refusal), "debate": argument.debate}
        return render(request, "debates/refused_vote.html", context, status=status)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, None):
        back = f"/arguments/{argument.pk}/"
    return redirect(f"{back.split('#')[0]}#argument-{argument.pk}")


def _card(request: MemberRequest, argument: Argument, refusal: str) -> str:
    """The card as it stood on the page: whole on the argument's own, else as in a list."""
    viewer, debate = request.user, argument.debate
    page = (request.htmx.current_url_abs_path or "").split("?")[0]
    whole = page == f"/arguments/{argument.pk}/"
    card = card_of(argument, viewer) if whole else cards_of([argument.pk], viewer, debate)[0]
    asks = "" if refusal else _asks(request, argument, card)
    frame = frame_of(viewer, debate)._replace(whole=whole, refusal=refusal, asks=asks)
    if not card.is_synthesis:
        return draw(card, frame)
    synthesis = with_keeps([card], viewer, debate)[0]
    lead = page == f"/debates/{debate.slug}/" and not is_blind_to(debate)
    return draw_synthesis(synthesis, frame, lead=lead, whole=whole)


def _asks(request: MemberRequest, argument: Argument, card: Card) -> Asks:
    """What this vote leaves to be said, once: what changed the mind, or what stands in the way."""
    if not request.POST.get("position"):
        return ""
    against = card.is_synthesis and card.my_position == Position.DISAGREE
    if against and not my_obstacle(argument, request.user):
        return "obstacle"
    return "mind" if open_mind_change(request, argument) else ""
