"""Ignoring: folding away what another member writes."""

from django.utils.translation import gettext as _

from accounts.models import User, Viewer
from debates.rules.reasons import Reason


def why_not_ignore(viewer: Viewer, member: User) -> Reason | None:
    """Anybody ignores anybody, but nobody themselves."""
    if not viewer.is_authenticated:
        return Reason("signed_out", _("Sign in to ignore somebody."))
    if member.pk == viewer.pk:
        return Reason("yourself", _("You cannot ignore yourself."))
    return None
