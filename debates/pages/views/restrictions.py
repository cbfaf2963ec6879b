"""Warning, muting and suspending members, taking that back, and what is restricted for oneself."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from debates.actions import restrictions as acts
from debates.actions.casework import decide_case
from debates.models import Debate
from debates.pages.finding import the_debate, the_member
from debates.pages.paging import newest
from debates.pages.requests import MemberRequest
from debates.pages.resolving import named_case, refuse_if_decided
from debates.pages.restriction_forms import MemberRulingForm, RestrictionForm
from debates.pages.ruling import rule
from debates.pages.submitting import refuse
from debates.queries.restrictions import restrictions_of
from debates.rules import (
    end_in_words,
    how_it_stands,
    why_not_mute,
    why_not_reinstate_member,
    why_not_suspend,
    why_not_unmute,
    why_not_warn,
)


def warn(request: MemberRequest, name: str) -> HttpResponse:
    member, debate = _named(request, name)
    refuse(request, why_not_warn(request.user, member, debate))
    form = MemberRulingForm(request.POST or None)
    return _rule(request, member, debate, form, acts.warn_member, _("Warn %(name)s"))


def mute(request: MemberRequest, name: str) -> HttpResponse:
    member, debate = _named(request, name)
    refuse(request, why_not_mute(request.user, member, debate))
    form = RestrictionForm(request.POST or None)
    return _rule(request, member, debate, form, acts.mute_member, _("Mute %(name)s"))


def unmute(request: MemberRequest, name: str) -> HttpResponse:
    member, debate = _named(request, name)
    refuse(request, why_not_unmute(request.user, member, debate))
    form = MemberRulingForm(request.POST or None)
    return _rule(request, member, debate, form, acts.unmute_member, _("Let %(name)s speak again"))


def suspend(request: MemberRequest, name: str) -> HttpResponse:
    member = the_member(name)
    refuse(request, why_not_suspend(request.user, member))
    form = RestrictionForm(request.POST or None)
    return _rule(request, member, None, form, acts.suspend_member, _("Suspend %(name)s"))


def reinstate(request: MemberRequest, name: str) -> HttpResponse:
    member = the_member(name)
    refuse(request, why_not_reinstate_member(request.user, member))
    form = MemberRulingForm(request.POST or None)
    return _rule(request, member, None, form, acts.reinstate_member, _("Let %(name)s in again"))


def _named(request: MemberRequest, name: str) -> tuple[User, Debate | None]:
    """Who it is about, and the debate that the address names; None: the whole site."""
    slug = request.GET.get("debate", "")
    return the_member(name), the_debate(request, slug) if slug else None


def _rule(
    request: MemberRequest,
    member: User,
    debate: Debate | None,
    form: MemberRulingForm,
    verb: Callable[..., Any],
    title: str,
) -> HttpResponse:
    refuse_if_decided(request)
    case = named_case(request)
    back = f"/debates/{debate.slug}/people/" if debate else f"/people/{quote(member.username)}/"

    def act(**said: Any) -> str:
        ruled = partial(verb, *((member, debate) if debate else (member,)), **said)
        if case:
            decide_case(case, ruled, of=member, by=request.user)
        else:
            ruled()
        return back

    return rule(
        request,
        form,
        debate,
        act,
        {"title": title % {"name": member.username}, "member": member, "back": back},
        template="debates/rule_on_member.html",
        done=_("Done, and in the record. They are told."),
    )


@require_safe
def show_my_restrictions(request: MemberRequest) -> HttpResponse:
    """All that was ruled on oneself: what, why, until when, and where to appeal."""
    rulings, before = newest(request, restrictions_of(request.user))
    rows = [(one, how_it_stands(one), end_in_words(one.until)) for one in rulings]
    context = {"rows": rows, "before": before}
    return render(request, "debates/my_restrictions.html", context)
