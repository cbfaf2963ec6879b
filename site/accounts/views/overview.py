"""The page from which a member gets to everything about their account."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import tokens


@require_safe
def account(request: Any) -> HttpResponse:
    member = request.user
    context = {
        "addresses": EmailAddress.objects.filter(user=member).order_by("-verified"),
        "has_second_factor": is_mfa_enabled(member),
        "sessions": UserSession.objects.filter(user=member).count(),
        "tokens": len(tokens.tokens_of(member)),
        "has_password": member.has_usable_password(),
    }
    return render(request, "accounts/account.html", context)
