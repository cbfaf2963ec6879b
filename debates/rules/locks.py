"""Locking a thread and slowing it down: when moderators may."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Argument, Debate, Slowing
from debates.rules.moderation import why_not_moderate
from debates.rules.reasons import Reason
from debates.rules.standing import Arguable, why_not_bear_on

A_DAY = 1_440
"""The longest that a slow thread makes anyone wait, in minutes."""


def why_not_lock(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    """A thread inside a locked one is locked with it; one around a locked thread can be."""
    if reason := why_not_moderate(viewer, debate):
        return reason
    if argument.is_merged:
        return Reason("merged", _("This was merged into another argument."))
    if argument.is_locked:
        return Reason("thread_locked", _("This thread is locked."))
    return None


def why_not_unlock(viewer: Viewer, argument: Argument, debate: Debate) -> Reason | None:
    if reason := why_not_moderate(viewer, debate):
        return reason
    if not argument.is_locked:
        return Reason("not_locked", _("This thread is not locked."))
    if argument.locked_in != argument.pk:
        why = _("It is locked with the thread of #%(above)d: unlock that.")
        return Reason("locked_above", why % {"above": argument.locked_in})
    return None


def why_not_slow(viewer: Viewer, argument: Argument, debate: Debate) -> Reason | None:
    """A slow thread may have a slower one in it: both are kept."""
    if reason := why_not_moderate(viewer, debate):
        return reason
    if debate.is_closed:
        return Reason("debate_closed", _("This debate is closed."))
    if reason := why_not_bear_on(argument):
        return reason
    if Slowing.objects.filter(argument=argument).exists():
        return Reason("slow", _("This thread is slow already."))
    return None


def why_not_unslow(viewer: Viewer, argument: Argument, debate: Debate) -> Reason | None:
    if reason := why_not_moderate(viewer, debate):
        return reason
    if not Slowing.objects.filter(argument=argument).exists():
        return Reason("not_slow", _("This thread is not slow."))
    return None
