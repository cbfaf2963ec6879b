"""Who may mark a source as retracted or corrected, and take that back."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Source
from debates.rules.reasons import Reason
from debates.rules.sources import why_not_tend


def why_not_retract(viewer: Viewer, source: Source) -> Reason | None:
    """It warns wherever the source is cited, whether or not that debate is closed."""
    if reason := why_not_tend(viewer, source):
        return reason
    if source.standing:
        return Reason("marked", _("This source is marked already."))
    return None


def why_not_reinstate(viewer: Viewer, source: Source) -> Reason | None:
    if reason := why_not_tend(viewer, source):
        return reason
    if not source.standing:
        return Reason("not_marked", _("This source is not marked as retracted or corrected."))
    return None
