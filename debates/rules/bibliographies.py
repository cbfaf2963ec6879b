"""Who adds to the bibliography of a debate, and who takes out of it."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate, Listing
from debates.rules.reasons import Reason
from debates.rules.standing import moderates, why_not_take_part


def why_not_take_in(viewer: Viewer, debate: Debate, *, is_busy: bool = False) -> Reason | None:
    """`is_busy`: whether a bibliography that the viewer handed in is still being read."""
    if reason := why_not_take_part(viewer, debate):
        return reason
    if is_busy:
        why = _("The last bibliography that you handed in is still being read.")
        return Reason("still_reading", why)
    return None


def why_not_unlist(viewer: Viewer, listing: Listing, debate: Debate) -> Reason | None:
    if reason := why_not_take_part(viewer, debate):
        return reason
    if listing.added_by_id != viewer.pk and not moderates(viewer, debate):
        why = _("Only whoever listed a source, or a moderator, takes it out again.")
        return Reason("not_yours", why)
    return None
