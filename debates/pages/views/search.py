"""Finding debates and arguments by words."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import limits
from accounts.address import address_of
from debates.pages.drawing import draw, frame_of
from debates.pages.requests import PageRequest
from debates.queries.debates import debates_for
from debates.queries.search import find_arguments, find_debates


@login_not_required
@require_safe
def search(request: PageRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:200].strip()
    found, debates = [], []
    if words:
        limits.spend(
            "search", request.user if request.user.is_authenticated else address_of(request)
        )
        debates = find_debates(words, request.user)
        cards = find_arguments(words, request.user)
        of = {
            debate.pk: debate
            for debate in debates_for(request.user).filter(
                pk__in={card.debate_id for card in cards}
            )
        }
        found = [
            (of[card.debate_id], draw(card, frame_of(request.user, of[card.debate_id]), request.user))
            for card in cards
        ]  # fmt: skip
    context = {"words": words, "found": found, "debates": debates}
    return render(request, "debates/search.html", context)
