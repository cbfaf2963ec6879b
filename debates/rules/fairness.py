"""Who says whether a synthesis states a side fairly, and who reads what is said."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate
from debates.rules.blindness import is_blind_to
from debates.rules.reasons import Reason
from debates.rules.sides import Held
from debates.rules.standing import Arguable, why_not_bear_on, why_not_take_part


def why_not_judge_fairness(
    viewer: Viewer,
    synthesis: Arguable,
    debate: Debate,
    *,
    side: int,
    author: int | None,
    held: Held | None,
) -> Reason | None:
    """Of one side: the argument with this number, by this author."""
    if viewer.is_authenticated and synthesis.author_id == viewer.pk:
        why = _("You cannot judge how fair your own synthesis is.")
        return Reason("own_synthesis", why)
    if reason := why_not_take_part(viewer, debate) or why_not_bear_on(synthesis):
        return reason
    if author == viewer.pk or (held and held.side == side):
        return None
    if held and held.side is None and held.reason:
        return held.reason
    why = _("Only those who hold this side say whether it is stated fairly.")
    return Reason("not_of_this_side", why)


def why_not_take_back_fairness(
    viewer: Viewer, synthesis: Arguable, debate: Debate
) -> Reason | None:
    """Whoever has said it may take it back, on whichever side they are by now."""
    return why_not_take_part(viewer, debate) or why_not_bear_on(synthesis)


def why_not_read_counts(debate: Debate) -> Reason | None:
    """What others say is no guide where votes are blind."""
    if is_blind_to(debate):
        return Reason("blind", _("Shown when this debate is closed: votes here are blind."))
    return None
