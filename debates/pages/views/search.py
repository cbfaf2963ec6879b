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
        searcher = request.user if request.user.is_authenticated else address_of(request)
        limits.spend("search", searcher)
        debates = find_debates(words, request.user)
        cards = find_arguments(words, request.user)
        numbers = {card.debate_id for card in cards}
        argued = {one.pk: one for one in debates_for(request.user).filter(pk__in=numbers)}
        found = [
            (debate, draw(card, frame_of(request.user, debate)))
            for card in cards
            for debate in [argued[card.debate_id]]
        ]
    context = {"words": words, "found": found, "debates": debates}
    return render(request, "debates/search.html", context)
