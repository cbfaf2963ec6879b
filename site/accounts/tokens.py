"""Personal tokens: making them, reading them back from a request, revoking them."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from hashlib import sha256

from django.db import connection
from django.db.models import F, Model, Q

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


# As text: every request of a program asks this, and the ORM would take as long as the database.
FIND = """
SELECT {columns}
FROM accounts_token AS token JOIN accounts_user AS member ON member.id = token.member_id
WHERE token.secret_hash = %s AND token.revoked_at IS NULL AND member.is_active
    AND (token.expires_at IS NULL OR token.expires_at > statement_timestamp())
"""


def member_of(secret: str) -> Token | None:
    """The live token with this secret, its active member joined, or None. One query."""
    if not secret.startswith(PREFIX) or len(secret) > 100:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_find(), [_hash(secret)])
        row = cursor.fetchone()
    if row is None:
        return None
    own = len(_columns(Token))
    token = Token.from_db("default", _columns(Token), row[:own])
    token.member = User.from_db("default", _columns(User), row[own:])
    return token


@cache
def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _find() -> str:
    names = [
        *(f"token.{name}" for name in _columns(Token)),
        *(f"member.{name}" for name in _columns(User)),
    ]
    return FIND.format(columns=", ".join(names))


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
