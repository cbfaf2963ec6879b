"""Blind voting: how others voted is told once one has voted, or when the debate closes."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate
from debates.rules.reasons import Reason
from debates.rules.standing import why_not_take_part


def is_blind_to(debate: Debate) -> bool:
    """Whether this debate hides counts and scores now: from everyone, its moderators included."""
    return debate.is_blind and not debate.is_closed


def why_not_see_counts(viewer: Viewer, has_position: bool, debate: Debate) -> Reason | None:
    """How others voted on an argument on which the viewer has a position, or none."""
    if has_position or not is_blind_to(debate):
        return None
    why_not = why_not_take_part(viewer, debate)
    if why_not and why_not.code != "signed_out":
        return Reason("blind", _("Counts show when the debate closes."))
    return Reason("blind", _("Counts show once you vote."))


def why_not_sort_by_votes(debate: Debate) -> Reason | None:
    """An order that follows the votes would tell them."""
    if is_blind_to(debate):
        return Reason("blind", _("No order follows votes while this debate votes blind."))
    return None
