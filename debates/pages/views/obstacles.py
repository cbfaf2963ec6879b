"""What stands in the way of whoever votes "not yet" on a synthesis."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from debates.actions import obstacles as acts
from debates.models import Argument, Obstacle
from debates.pages.finding import the_argument
from debates.pages.forms import Typed, words
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, show_form, submit, typed_before
from debates.queries.arguments import card_of
from debates.queries.card import Card
from debates.queries.obstacles import my_obstacle, obstacles_to
from debates.rules import why_not_name_obstacle, why_not_read_obstacles


class ObstacleForm(Typed):
    text = words(
        Obstacle,
        "text",
        rows=2,
        required=True,
        hint=_("One sentence. The author of the synthesis reads it, without your name."),
    )


def obstacle_parts(request: PageRequest, synthesis: Argument, card: Card) -> dict[str, Any]:
    """What `_obstacles.html` shows: to the author all, to others only their own."""
    viewer = request.user
    reads = why_not_read_obstacles(viewer, synthesis) is None
    mine = None if reads else my_obstacle(synthesis, viewer)
    why_not = why_not_name_obstacle(viewer, card, synthesis.debate, position=card.my_position)
    form = None
    if why_not is None:
        page = f"/arguments/{synthesis.pk}/obstacle/"
        said = {"text": mine.text} if mine else {}
        form = ObstacleForm(initial=said | dict(typed_before(request, page)), auto_id="obstacle_%s")
    return {
        "obstacles": obstacles_to(synthesis) if reads else None,
        "my_obstacle": mine,
        "obstacle_form": form,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def name_obstacle(request: MemberRequest, argument_id: int) -> HttpResponse:
    synthesis = _the_synthesis(request, argument_id)
    card = card_of(synthesis, request.user)
    why_not = why_not_name_obstacle(request.user, card, synthesis.debate, position=card.my_position)
    refuse(request, why_not)
    mine = my_obstacle(synthesis, request.user)
    initial = ({"text": mine.text} if mine else {}) | dict(typed_before(request))
    form = ObstacleForm(
        request.POST or None, initial=initial, auto_id=f"obstacle-{synthesis.pk}-%s"
    )
    if request.method == "POST":

        def act() -> str:
            acts.name_obstacle(synthesis, form.cleaned_data["text"], by=request.user)
            return f"/arguments/{synthesis.pk}/#obstacle"

        if to := submit(request, form, act):
            return go(request, to, _("Its author can read it now, without your name."))
    context = {"form": form, "card": card, "debate": synthesis.debate}
    name, fragment = "debates/name_obstacle.html", "debates/_obstacle_form.html"
    return show_form(request, name, context, fragment=fragment)


@require_POST
def take_back_obstacle(request: MemberRequest, argument_id: int) -> HttpResponse:
    synthesis = _the_synthesis(request, argument_id)
    acts.take_back_obstacle(synthesis, by=request.user)
    said = _("What stood in your way is taken back.")
    return go(request, f"/arguments/{synthesis.pk}/", said)


def _the_synthesis(request: MemberRequest, argument_id: int) -> Argument:
    found = the_argument(request, argument_id)
    if not found.is_synthesis:
        raise Http404
    return found
