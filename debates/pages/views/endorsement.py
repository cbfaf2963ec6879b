"""What stands under a synthesis on its page: what its sides say of it."""

from typing import Any

from debates.models import Argument
from debates.pages.requests import PageRequest
from debates.pages.sides import my_side_parts
from debates.pages.timelines import timeline
from debates.pages.views.cruxes import synthesis_turns_on
from debates.pages.views.fairness import fairness_parts
from debates.pages.views.obstacles import obstacle_parts
from debates.pages.views.rivals import rivals_parts
from debates.pages.views.staleness import staleness_parts
from debates.queries.endorsements import over_time
from debates.queries.syntheses import Synthesis


def endorsement_parts(
    request: PageRequest, synthesis: Argument, shown: Synthesis
) -> dict[str, Any]:
    """The context of `_endorsement.html`, part by part."""
    card = shown.card
    parts = my_side_parts(request.user, shown)
    if not card.is_blind:
        sides = [kept.of.id for kept in shown.keeps]
        parts["timeline"] = timeline(over_time(synthesis), sides)
    parts |= fairness_parts(request, synthesis, parts["held"]) | obstacle_parts(
        request, synthesis, card
    )
    parts |= synthesis_turns_on(request, synthesis)
    parts |= staleness_parts(request, synthesis)
    parts |= rivals_parts(request, synthesis, card)
    return parts
