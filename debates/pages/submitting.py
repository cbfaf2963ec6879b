"""How every form is sent: once, with nothing lost, and each reason where it was tried."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from accounts import keeping
from accounts.limits import TooMany
from debates.actions.drafts import drop_draft
from debates.actions.once import AnotherRequest, InFlight, once
from debates.pages.forms import SILENCED, Typed
from debates.pages.requests import MemberRequest, PageRequest
from debates.queries.members import draft_of
from debates.rules import Reason, Refused, Unfit

UNTOLD = {"csrfmiddlewaretoken", "once", "next", "draft_of"}


def typed_before(request: PageRequest, page: str = "") -> Mapping[str, Any]:
    """What stood in the form of this page before: kept over a sign-in, or kept as a draft."""
    page = page or request.get_full_path()
    return keeping.kept_for(request, page) or draft_of(request.user, page)


def submit(request: MemberRequest, form: Typed, act: Callable[[], str]) -> str | None:
    """Does `act` once with what the form holds, and returns the address that it leads to.

    None when the form now says why not. Stale passes through to the view.
    """
    if not form.is_valid():
        return None
    key = form.cleaned_data["once"]
    try:
        if key:
            answer = once(
                f"form {key}", _fingerprint(request), lambda: {"to": act()}, by=request.user
            )
            address = str(answer["to"])
        else:
            address = act()
    except Unfit as unfit:
        form.say(unfit)
    except Refused as refused:
        form.refused(refused.reason)
    except TooMany as too_many:
        form.add_error(None, str(too_many))
    except AnotherRequest:
        form.as_new()
        why = _("You sent this form before, with other words. Send it again to post this too.")
        form.add_error(None, why)
    except InFlight:
        form.add_error(None, _("This is being posted right now. Look for it in a moment."))
    else:
        if form.keeps_drafts:
            drop_draft(request.POST.get("draft_of", request.get_full_path()), by=request.user)
        return address
    return None


def show_form(
    request: PageRequest,
    template: str,
    context: dict[str, Any],
    *,
    fragment: str | None = None,
) -> HttpResponse:
    """A form as a page, or for htmx as a fragment in its place; 400 when it says why not.

    403 where nothing in it helps: whoever sent it is muted or suspended.
    """
    form = context["form"]
    name = fragment if fragment and request.htmx else template
    form.point(fresh=name == fragment)
    status = (403 if form.is_silenced else 400) if form.is_bound and form.errors else 200
    return render(request, name, context, status=status)


def go(request: PageRequest, address: str, said: str = "") -> HttpResponse:
    """Leads on to a page, with a word on what happened; htmx takes the whole browser there."""
    if said:
        messages.success(request, said)
    if not request.htmx:
        return redirect(address)
    here, there = ((at or "").partition("#") for at in (request.htmx.current_url_abs_path, address))
    if here[0] == there[0] and there[1]:
        return HttpResponseClientRefresh()  # Another place of the same page would load nothing.
    return HttpResponseClientRedirect(address)


def refuse(request: PageRequest, reason: Reason | None) -> None:
    """Raises Refused before a form is shown that could not be sent.

    Whoever was silenced after theirs was shown gets it back with the reason: nothing is lost.
    """
    is_sent = request.method == "POST" and reason and reason.code in SILENCED
    if reason and reason.code != "signed_out" and not is_sent:
        raise Refused(reason)


def _fingerprint(request: MemberRequest) -> str:
    told = sorted(
        (name, value)
        for name, values in request.POST.lists()
        if name not in UNTOLD
        for value in values
    )
    return hashlib.sha256(repr((request.path, told)).encode(errors="replace")).hexdigest()
