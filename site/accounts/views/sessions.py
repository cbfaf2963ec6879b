"""Ending one session; allauth's page lists them and ends all others at once."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST


@require_POST
def end_session(request: Any, session_id: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=session_id, user=request.user)
    is_this = session.is_current()
    session.end()
    if is_this:
        request.session.flush()
        return redirect("account_login")
    messages.success(request, _("That session has ended."))
    return redirect("usersessions_list")
