"""Doing once what is asked twice: a form sent again, a request tried again."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable

from accounts import clock
from accounts.models import User
from debates.models import OnceKey

Answer = dict[str, Any]
KEPT_FOR = timedelta(days=2)
PATIENCE = "5s"


class AnotherRequest(Exception):
    """The key was used before, for a request that differs from this one."""


class InFlight(Exception):
    """The same request is under way and was not done within five seconds."""


def once(key: str, fingerprint: str, make: Callable[[], Mapping[str, Any]], *, by: User) -> Answer:
    """What `make` answers; the second time under one key, what it answered the first time.

    The key is kept in the transaction of what `make` does: when that fails, so
    does the key, and it can be tried again. A twin waits for up to 5 s.
    Raises AnotherRequest and InFlight.
    """
    with transaction.atomic():
        if not _claim(key, fingerprint, by):
            kept = OnceKey.objects.get(member=by, key=key)
            if kept.fingerprint != fingerprint:
                raise AnotherRequest
            return dict(kept.answer or {})
        answer = dict(make())
        OnceKey.objects.filter(member=by, key=key).update(answer=answer)
        return answer


def _claim(key: str, fingerprint: str, member: User) -> bool:
    """Whether this request is the first under its key. Waits for one in flight."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            cursor.execute(
                "INSERT INTO debates_oncekey (member_id, key, fingerprint, made_at) "
                "VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
                [member.pk, key, fingerprint, clock.now()],
            )
            first = bool(cursor.rowcount)
            cursor.execute("SET LOCAL lock_timeout = DEFAULT")
            return first
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise InFlight from error
        raise


def forget_old_keys() -> int:
    """Drops keys that nobody tries again. Returns how many."""
    return OnceKey.objects.filter(made_at__lt=clock.now() - KEPT_FOR).delete()[0]
