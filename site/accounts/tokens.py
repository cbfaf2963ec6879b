"""Personal tokens: making them, reading them back from a request, revoking them."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from django.db.models import F, Q
from django.db.models.functions import Now

from accounts import clock
from accounts.models import Scope, Token, User

PREFIX = "dl_"


def make_token(
    name: str, scopes: Iterable[Scope | str], *, days: int | None, by: User
) -> tuple[Token, str]:
    """A new token and its secret, which is known only now: only its hash is kept."""
    secret = PREFIX + secrets.token_urlsafe(32)
    now = clock.now()
    token = Token.objects.create(
        member=by,
        name=name,
        scopes=sorted({Scope(scope).value for scope in scopes}),
        secret_hash=_hash(secret),
        made_at=now,
        expires_at=now + timedelta(days=days) if days else None,
    )
    return token, secret


def member_of(secret: str) -> Token | None:
    """The live token with this secret, its active member joined, or None. One query."""
    if not secret.startswith(PREFIX) or len(secret) > 100:
        return None
    live = Q(expires_at=None) | Q(expires_at__gt=Now())
    return (
        Token.objects.select_related("member")
        .filter(live, secret_hash=_hash(secret), revoked_at=None, member__is_active=True)
        .first()
    )


def note_use(token: Token) -> None:
    """Remember that a token was used. Moves at most once an hour, so that reading stays reading."""
    now = clock.now()
    if token.last_used_at and token.last_used_at > now - timedelta(hours=1):
        return
    unnoted = Q(last_used_at=None) | Q(last_used_at__lte=now - timedelta(hours=1))
    Token.objects.filter(unnoted, pk=token.pk).update(last_used_at=now)


def revoke(token: Token) -> None:
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now())


def tokens_of(member: User) -> list[Token]:
    """A member's tokens that were not revoked, newest first."""
    return list(
        Token.objects.filter(member=member, revoked_at=None).order_by(F("made_at").desc(), "-id")
    )


def _hash(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "replace")).digest()
