"""Locking a thread and slowing it down, and undoing either."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from debates.actions import locks, slowing
from debates.pages.finding import the_argument
from debates.pages.forms import SlowingForm
from debates.pages.requests import MemberRequest
from debates.pages.ruling import rule_on_argument
from debates.rules import why_not_lock, why_not_slow, why_not_unlock, why_not_unslow

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def lock(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    return rule_on_argument(
        request,
        argument,
        why_not_lock(request.user, argument, argument.debate),
        locks.lock_thread,
        title=_("Lock this thread"),
        about=_("Nothing new is said under it or of it. What stands can be read and withdrawn."),
    )


@require_http_methods(FORM)
def unlock(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    return rule_on_argument(
        request,
        argument,
        why_not_unlock(request.user, argument, argument.debate),
        locks.unlock_thread,
        title=_("Unlock this thread"),
    )


@require_http_methods(FORM)
def slow(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    return rule_on_argument(
        request,
        argument,
        why_not_slow(request.user, argument, argument.debate),
        slowing.slow_thread,
        title=_("Slow this thread down"),
        about=_("Each member, moderators too, answers in it once in so many minutes."),
        form=SlowingForm(request.POST or None),
    )


@require_http_methods(FORM)
def unslow(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    return rule_on_argument(
        request,
        argument,
        why_not_unslow(request.user, argument, argument.debate),
        slowing.unslow_thread,
        title=_("Let this thread go at its own pace"),
    )
