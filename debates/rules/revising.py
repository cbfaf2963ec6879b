"""Revising somebody else's synthesis: a new one, which credits it."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate, Kind
from debates.rules.reasons import Reason
from debates.rules.standing import Arguable, why_not_bear_on, why_not_take_part


def why_not_revise(viewer: Viewer, synthesis: Arguable, debate: Debate) -> Reason | None:
    if synthesis.kind != Kind.SYNTHESIS:
        return Reason("no_synthesis", _("Only a synthesis can be revised."))
    if viewer.is_authenticated and synthesis.author_id == viewer.pk:
        return Reason("your_own", _("This synthesis is yours: edit it."))
    return why_not_take_part(viewer, debate) or why_not_bear_on(synthesis)
