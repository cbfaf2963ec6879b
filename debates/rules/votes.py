"""Who may vote on what."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate
from debates.rules.reasons import Reason
from debates.rules.standing import Arguable, why_not_bear_on, why_not_take_part


def why_not_vote(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    if viewer.is_authenticated and argument.author_id == viewer.pk:
        return Reason("own_argument", _("You cannot vote on your own argument."))
    return why_not_take_part(viewer, debate) or why_not_bear_on(argument)


def why_not_mark_beside_the_point(argument: Arguable) -> Reason | None:
    if argument.parent_id is None:
        return Reason("not_a_reply", _("Only a reply can be beside the point."))
    return None
