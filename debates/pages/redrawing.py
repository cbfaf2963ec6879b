"""What follows an act on a card: for htmx the card drawn anew, for a browser the page it was on."""

from collections.abc import Callable

from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from debates.models import Argument
from debates.pages.drawing import Asks, draw, draw_synthesis, frame_of
from debates.pages.requests import MemberRequest, PageRequest
from debates.queries.arguments import card_of, cards_of
from debates.queries.card import Card
from debates.queries.syntheses import with_keeps
from debates.rules import is_blind_to


def card_again(
    request: MemberRequest,
    argument: Argument,
    *,
    refusal: str = "",
    asks: Callable[[Card], Asks] = lambda card: "",
) -> str:
    """The card as it stood on the page: whole on the argument's own, else as in a list."""
    viewer, debate = request.user, argument.debate
    page = (request.htmx.current_url_abs_path or "").split("?")[0]
    whole = page == f"/arguments/{argument.pk}/"
    card = card_of(argument, viewer) if whole else cards_of([argument.pk], viewer, debate)[0]
    left = "" if refusal else asks(card)
    frame = frame_of(viewer, debate)._replace(
        whole=whole, refusal=refusal, asks=left, unfolded=card.is_ignored
    )
    if not card.is_synthesis:
        return draw(card, frame)
    synthesis = with_keeps([card], viewer, debate)[0]
    lead = page == f"/debates/{debate.slug}/" and not is_blind_to(debate)
    return draw_synthesis(synthesis, frame, lead=lead, whole=whole)


def back_to_card(request: MemberRequest, argument: Argument) -> HttpResponseRedirect:
    """To the page that the form of all cards names, else to the argument's own."""
    back = back_to(request, f"/arguments/{argument.pk}/")
    return HttpResponseRedirect(f"{back.split('#')[0]}#argument-{argument.pk}")


def back_to(request: PageRequest, otherwise: str) -> str:
    """The page of ours that a form says it stood on."""
    back = request.POST.get("next", "")
    ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, None)
    return back if ours else otherwise
