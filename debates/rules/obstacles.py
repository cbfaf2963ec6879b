"""What stands in a member's way to a synthesis: who says it, and who reads it."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate, Position
from debates.rules.reasons import Reason
from debates.rules.standing import Arguable, why_not_bear_on, why_not_take_part


def why_not_name_obstacle(
    viewer: Viewer, synthesis: Arguable, debate: Debate, *, position: str | None
) -> Reason | None:
    """Only whoever votes "not yet" has something in the way; `position` is the viewer's."""
    if reason := why_not_take_part(viewer, debate) or why_not_bear_on(synthesis):
        return reason
    if position != Position.DISAGREE:
        why = _("Only those who vote “Not yet” say what stands in their way.")
        return Reason("not_against", why)
    return None


def why_not_take_back_obstacle(viewer: Viewer) -> Reason | None:
    """One's own words may be taken back at any time."""
    if not viewer.is_authenticated:
        return Reason("signed_out", _("Sign in to take part."))
    return None


def why_not_read_obstacles(viewer: Viewer, synthesis: Arguable) -> Reason | None:
    if not viewer.is_authenticated or synthesis.author_id != viewer.pk:
        why = _("Only the author of a synthesis reads what stands in the way of others.")
        return Reason("not_the_author", why)
    return None
