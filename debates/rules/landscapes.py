"""Who may see where people stand."""

from django.utils.translation import gettext as _

from debates.models import Debate
from debates.rules.blindness import is_blind_to
from debates.rules.reasons import Reason


def why_not_see_landscape(debate: Debate) -> Reason | None:
    if is_blind_to(debate):
        return Reason("blind", _("Votes are blind here: where people stand is shown at the close."))
    return None
