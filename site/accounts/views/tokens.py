"""Personal tokens for programs: see, make, revoke."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits, tokens
from accounts.forms import TokenForm
from accounts.models import Token


@require_safe
def list_tokens(request: Any) -> HttpResponse:
    return render(request, "accounts/tokens.html", {"tokens": tokens.tokens_of(request.user)})


@never_cache
@require_http_methods(["GET", "POST"])
@reauthentication_required(app="accounts")  # type: ignore[untyped-decorator]
def make_token(request: Any) -> HttpResponse:
    """The form, and then once, and never again, the secret."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "accounts/make_token.html", {"form": form})
    limits.spend("tokens", request.user)
    asked = form.cleaned_data
    token, secret = tokens.make_token(
        asked["name"], asked["scopes"], days=asked["days"] or None, by=request.user
    )
    return render(request, "accounts/token_made.html", {"token": token, "secret": secret})


@require_POST
def revoke_token(request: Any, token_id: int) -> HttpResponse:
    token = get_object_or_404(Token, pk=token_id, member=request.user)
    tokens.revoke(token)
    messages.success(
        request, _("The token “%(name)s” no longer opens anything.") % {"name": token.name}
    )
    return redirect("tokens")
