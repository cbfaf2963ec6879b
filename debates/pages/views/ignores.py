"""Ignoring other members, and the list of those whom one ignores."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from debates.actions.ignores import ignore_member, no_longer_ignore
from debates.pages.finding import the_member
from debates.pages.requests import MemberRequest
from debates.pages.submitting import go
from debates.queries.ignores import ignored_by


@require_POST
def change_ignoring(request: MemberRequest, name: str) -> HttpResponse:
    """Ignores a member, or no longer. Leads back to the list, where that can be changed again."""
    member = the_member(name)
    if request.POST.get("ignore") == "no":
        no_longer_ignore(member, by=request.user)
        return go(request, "/account/ignored/", _("What they write is shown again."))
    ignore_member(member, by=request.user)
    return go(request, "/account/ignored/", _("What they write is folded away. They are not told."))


@require_safe
def show_ignored(request: MemberRequest) -> HttpResponse:
    return render(request, "debates/ignored.html", {"members": ignored_by(request.user)})
