"""Cruxes: who may name, second and withdraw them, and between which arguments."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Argument, Crux, Debate
from debates.rules.pulls import are_opposed
from debates.rules.reasons import Reason
from debates.rules.standing import Arguable, moderates, why_not_bear_on, why_not_take_part


def why_not_name_crux(viewer: Viewer, debate: Debate) -> Reason | None:
    return why_not_take_part(viewer, debate)


def why_not_between(first: Argument, second: Argument) -> Reason | None:
    """What keeps two arguments from having a crux, whoever names it."""
    if first.pk == second.pk:
        return Reason("same", _("An argument is not opposed to itself."))
    if first.debate_id != second.debate_id:
        return Reason("elsewhere", _("There is no such argument in this debate."))
    if reason := why_not_bear_on(first) or why_not_bear_on(second):
        return reason
    if not are_opposed(first.pk, second.pk):
        return Reason(
            "not_opposed", _("These two do not pull apart, and no synthesis reconciles them.")
        )
    return None


def why_not_second(viewer: Viewer, crux: Crux, debate: Debate) -> Reason | None:
    if viewer.is_authenticated and crux.named_by_id == viewer.pk:
        return Reason("your_own", _("You named this crux yourself."))
    if crux.withdrawn_at:
        return Reason("withdrawn", _("This crux is withdrawn."))
    return why_not_take_part(viewer, debate)


def why_not_withdraw_crux(viewer: Viewer, crux: Crux, debate: Debate) -> Reason | None:
    if viewer.is_authenticated and crux.named_by_id != viewer.pk and not moderates(viewer, debate):
        return Reason("not_yours", _("Only whoever named a crux and moderators can withdraw it."))
    if crux.withdrawn_at:
        return Reason("withdrawn", _("This crux is withdrawn."))
    return why_not_take_part(viewer, debate)


def why_not_leave_open(viewer: Viewer, synthesis: Arguable, debate: Debate) -> Reason | None:
    """Saying which cruxes a synthesis leaves open."""
    if viewer.is_authenticated and synthesis.author_id != viewer.pk:
        return Reason("not_the_author", _("Only its author says what a synthesis leaves open."))
    return why_not_take_part(viewer, debate) or why_not_bear_on(synthesis)
