"""Who is asking: a program by its token, or a browser by its session."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.request import Request

from accounts import tokens
from accounts.models import Token, User
from debates.api.problems import Problem


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer dl_…`. A bad token is refused; it never becomes a visitor."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        header = request.META.get("HTTP_AUTHORIZATION")
        if header is None:
            return None
        scheme, _blank, secret = header.partition(" ")
        token = tokens.member_of(secret.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            raise Problem(
                "bad_token",
                _("This token is unknown, revoked or expired. Make a new one under your account."),
            )
        tokens.note_use(token)
        return token.member, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class CookieAuthentication(SessionAuthentication):
    """The session of a signed-in browser, whose writes carry a CSRF token."""

    def enforce_csrf(self, request: Any) -> None:
        try:
            super().enforce_csrf(request)
        except exceptions.PermissionDenied as refused:
            raise Problem(
                "csrf_failed",
                _("Send the CSRF token of your session as X-CSRFToken, or use a personal token."),
            ) from refused

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"
