"""Asking for a source for somebody's argument."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate
from debates.rules.reasons import Reason
from debates.rules.standing import Arguable, why_not_bear_on, why_not_take_part


def why_not_ask_for_source(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    """Of claims, counterclaims and syntheses alike; one's own argument one can cite for."""
    if viewer.is_authenticated and argument.author_id == viewer.pk:
        return Reason("own_argument", _("This is your argument: cite a source for it yourself."))
    return why_not_take_part(viewer, debate) or why_not_bear_on(argument)


def why_not_take_back_request(viewer: Viewer, debate: Debate) -> Reason | None:
    """Also of an argument that was hidden or withdrawn meanwhile."""
    return why_not_take_part(viewer, debate)
