"""Following a debate: hearing of what happens in it."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate, Visibility
from debates.rules.reasons import Reason


def why_not_follow(viewer: Viewer, debate: Debate) -> Reason | None:
    """Whoever is signed in and sees it, also when it is closed. Needs `debate.standing`."""
    if not viewer.is_authenticated:
        return Reason("signed_out", _("Sign in to follow a debate."))
    if debate.visibility == Visibility.PRIVATE and debate.standing is None:
        return Reason("not_invited", _("Only its members follow a private debate."))
    return None
