"""Locking a thread and slowing it down, and undoing either."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from debates.actions import locks, slowing
from debates.models import Argument, SiteRule
from debates.pages.finding import the_argument
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.ruling import rule_on_argument
from debates.pages.ruling_forms import RulingForm, SlowingForm
from debates.queries.card import Card
from debates.queries.marks import lock_on, mark_on
from debates.queries.slowing import waiting_in
from debates.rules import (
    why_not_hide,
    why_not_lock,
    why_not_moderate,
    why_not_move,
    why_not_reclassify,
    why_not_restore,
    why_not_slow,
    why_not_unlock,
    why_not_unslow,
)


def moderating_parts(request: PageRequest, argument: Argument, card: Card) -> dict[str, object]:
    """What a moderator may do about an argument; how slow its thread is, or why it is locked."""
    viewer, debate = request.user, argument.debate
    waiting = waiting_in(argument, viewer)
    is_slow = waiting is not None and waiting.pace.argument == card.id
    moderates = why_not_moderate(viewer, debate) is None
    rules = {
        "lock": why_not_lock(viewer, card, debate),
        "unlock": why_not_unlock(viewer, argument, debate),
        "move": why_not_move(viewer, card, debate),
        "reclassify": why_not_reclassify(viewer, card, debate),
        "hide": why_not_hide(viewer, card, debate),
        "restore": why_not_restore(viewer, card, debate),
    }
    return {
        "moderates": moderates,
        "may": {verb for verb, reason in rules.items() if reason is None},
        "waiting": waiting,
        "is_slow": is_slow,
        "locked_by": lock_on(argument),
        "mark": mark_on(argument) if moderates else None,
    }


def lock(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    return rule_on_argument(
        request,
        argument,
        why_not_lock(request.user, argument, argument.debate),
        locks.lock_thread,
        title=_("Lock this thread"),
        about=_("Nothing new is said under it or of it. What stands can be read and withdrawn."),
        form=RulingForm(request.POST or None, initial={"rule": SiteRule.HEATED}),
    )


def unlock(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    return rule_on_argument(
        request,
        argument,
        why_not_unlock(request.user, argument, argument.debate),
        locks.unlock_thread,
        title=_("Unlock this thread"),
    )


def slow(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    return rule_on_argument(
        request,
        argument,
        why_not_slow(request.user, argument, argument.debate),
        slowing.slow_thread,
        title=_("Slow this thread down"),
        about=_("Each member, moderators too, answers in it once in so many minutes."),
        form=SlowingForm(request.POST or None, initial={"rule": SiteRule.HEATED}),
    )


def unslow(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    return rule_on_argument(
        request,
        argument,
        why_not_unslow(request.user, argument, argument.debate),
        slowing.unslow_thread,
        title=_("Let this thread go at its own pace"),
    )
