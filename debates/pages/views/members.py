"""A member leaving the site."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import limits
from debates.actions import members


@sensitive_post_parameters("proof")
@require_http_methods(["GET", "POST"])
def delete_account(request: Any) -> HttpResponse:
    member = request.user
    has_password = member.has_usable_password()
    if request.method == "GET":
        return render(request, "accounts/delete.html", {"has_password": has_password, "why": ""})
    why = _why_not(member, request.POST.get("proof", ""), has_password)
    if why:
        context = {"has_password": has_password, "why": why}
        return render(request, "accounts/delete.html", context)
    members.delete_account(by=member)
    logout(request)
    messages.success(
        request, _("Your account is deleted. What you wrote stays, without your name.")
    )
    return redirect("/")


def _why_not(member: Any, proof: str, has_password: bool) -> str:
    """Why this proof does not do: the password, or the name of a member without one."""
    try:
        limits.spend("passwords", member)
    except limits.TooMany as refused:
        return str(refused)
    if has_password and not member.check_password(proof):
        return _("This is not your password.")
    if not has_password and proof != member.username:
        return _("This is not your name.")
    return ""
