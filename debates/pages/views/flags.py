"""Flagging arguments, evidence and profiles, and what became of one's own flags."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from debates.actions import flags as acts
from debates.actions.flags import Complaint
from debates.models import Argument, Debate, Evidence, Flag, SiteRule
from debates.pages.finding import the_argument, the_evidence, the_flag, the_member
from debates.pages.flag_forms import FlagForm
from debates.pages.paging import newest
from debates.pages.requests import MemberRequest
from debates.pages.submitting import go, refuse, show_form, submit
from debates.queries.arguments import card_of
from debates.queries.flags import flags_of, my_flag, open_flag_on
from debates.rules import published_rules, why_not_flag
from debates.rules.flags import Flaggable

COMPLAINT = ("rule", "note", "duplicate_of")


@require_http_methods(["GET", "HEAD", "POST"])
def flag_argument(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    context = {"card": card_of(argument, request.user)}
    return _flag(request, argument, argument.debate, acts.flag_argument, context)


@require_http_methods(["GET", "HEAD", "POST"])
def flag_evidence(request: MemberRequest, evidence_id: int) -> HttpResponse:
    evidence = the_evidence(request, evidence_id)
    debate = evidence.argument.debate
    return _flag(request, evidence, debate, acts.flag_evidence, {"evidence": evidence})


@require_http_methods(["GET", "HEAD", "POST"])
def flag_member(request: MemberRequest, name: str) -> HttpResponse:
    member = the_member(name)
    return _flag(request, member, None, acts.flag_member, {"member": member})


@require_safe
def my_flags(request: MemberRequest) -> HttpResponse:
    """What became of each, newest first."""
    found, before = newest(request, flags_of(request.user))
    context = {"flags": [my_flag(one) for one in found], "before": before}
    return render(request, "debates/my_flags.html", context)


@require_POST
def take_back_flag(request: MemberRequest, flag_id: int) -> HttpResponse:
    acts.take_back_flag(the_flag(request, flag_id), by=request.user)
    return go(request, "/flags/", _("You took it back."))


def _flag(
    request: MemberRequest,
    thing: Flaggable,
    debate: Debate | None,
    verb: Callable[..., Flag | None],
    shown: dict[str, Any],
) -> HttpResponse:
    """The form in its place, or on a page; where the viewer's open flag stands in its stead."""
    refuse(request, why_not_flag(request.user, thing, debate))
    rules, in_place = published_rules(debate), isinstance(thing, Argument)
    form = FlagForm(request.POST or None, rules=rules, reviewed=in_place, auto_id="flag_%s")
    back = _back_to(thing)
    if request.method == "POST":

        def act() -> str:
            words = {name: form.cleaned_data.get(name) for name in COMPLAINT}
            verb(thing, Complaint(**words), by=request.user)  # type: ignore[arg-type]  # a valid form's
            return back

        if submit(request, form, act):
            said = _said(form.cleaned_data["rule"])
            if request.htmx and in_place:
                return render(request, "debates/_flagged.html", {"said": said})
            return go(request, back, said)
    standing = None if form.is_bound else open_flag_on(request.user, thing)
    context = {"card": None, "evidence": None, "member": None, "debate": debate} | shown
    context |= {"form": form, "back": back, "standing": my_flag(standing) if standing else None}
    fragment = "debates/_flag_form.html" if in_place else None
    return show_form(request, "debates/flag.html", context, fragment=fragment)


def _said(rule: str) -> str:
    if rule == SiteRule.NEEDS_SOURCE:
        return _("You asked for a source. Its author is told.")
    return _("Thank you. A moderator will look at it.")


def _back_to(thing: Flaggable) -> str:
    if isinstance(thing, User):
        return f"/people/{quote(thing.username)}/"
    if isinstance(thing, Evidence):
        return f"/arguments/{thing.argument_id}/#evidence-{thing.pk}"
    return f"/arguments/{thing.pk}/"
