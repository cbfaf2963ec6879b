"""Posting, answering, editing and withdrawing arguments."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate
from debates.rules.reasons import Reason
from debates.rules.standing import Arguable, why_not_bear_on, why_not_take_part


def why_not_post(viewer: Viewer, debate: Debate) -> Reason | None:
    return why_not_take_part(viewer, debate)


def why_not_answer(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    """Supporting and countering alike."""
    return why_not_take_part(viewer, debate) or why_not_bear_on(argument)


def why_not_edit(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    if not viewer.is_authenticated:
        return Reason("signed_out", _("Sign in to take part."))
    if argument.author_id != viewer.pk:
        return Reason("not_the_author", _("Only its author can change an argument."))
    reason = why_not_take_part(viewer, debate) or why_not_bear_on(argument)
    # While it is held, its author may mend it.
    return None if reason and reason.code == "hidden" and argument.is_held else reason


def why_not_withdraw(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    if viewer.is_authenticated and argument.author_id != viewer.pk:
        return Reason("not_the_author", _("Only its author can withdraw an argument."))
    if argument.is_withdrawn:
        return Reason("withdrawn", _("This argument is already withdrawn."))
    return why_not_take_part(viewer, debate)


def why_not_reconcile(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    """Writing a synthesis that keeps something of this argument."""
    return why_not_take_part(viewer, debate) or why_not_bear_on(argument)


def why_not_cite(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    """Attaching evidence: anyone may, to anyone's argument."""
    return why_not_take_part(viewer, debate) or why_not_bear_on(argument)


def why_not_remark(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    return why_not_take_part(viewer, debate) or why_not_bear_on(argument)
