"""How often anyone may do something: buckets of tries in the database, refilling all the time."""

import math
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from typing import Any

from django.core.signals import request_started
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.budgets import BUDGETS, MINUTE, PACED, Budget, Left, What
from accounts.models import Limit, User

__all__ = [
    "BUDGETS",
    "MINUTE",
    "Budget",
    "Left",
    "TooMany",
    "What",
    "are_lifted",
    "budget_of",
    "forget_full",
    "in_words",
    "last_spent",
    "lifted",
    "spend",
    "spend_of",
    "wait_for",
]


class TooMany(Exception):
    """This was done too often. Says when it may be done again."""

    def __init__(self, what: str, retry_after: int, budget: Budget, why: str = "") -> None:
        super().__init__(what, retry_after)
        self.what = what
        self.retry_after = retry_after
        self.left = Left(budget.burst, 0, retry_after, budget.left(0).window)
        self.why = why or _("That was a lot in a short time.")

    def __str__(self) -> str:
        return _("%(why)s Please try again in %(wait)s.") % {
            "why": self.why,
            "wait": in_words(self.retry_after),
        }


_last: ContextVar[Left | None] = ContextVar("last_spent", default=None)
_lifted: ContextVar[bool] = ContextVar("limits_lifted", default=False)

# One statement, so that no burst slips through between looking and taking; the database's clock,
# so that all processes agree. A full bucket's moment lies in the past; each act moves it forward
# by one interval, and an act that would move it further ahead than the burst allows is refused.
_SPEND = """
    WITH spent AS (
        INSERT INTO accounts_limit AS bucket (key, full_at)
        VALUES (%(key)s, statement_timestamp() + %(interval)s * interval '1 second')
        ON CONFLICT (key) DO UPDATE
            SET full_at = greatest(bucket.full_at, statement_timestamp())
                          + %(interval)s * interval '1 second'
            WHERE greatest(bucket.full_at, statement_timestamp())
                  <= statement_timestamp() + %(slack)s * interval '1 second'
        RETURNING full_at
    )
    SELECT true, extract(epoch FROM full_at - statement_timestamp())::float FROM spent
    UNION ALL
    SELECT false, extract(epoch FROM full_at - statement_timestamp())::float
    FROM accounts_limit WHERE key = %(key)s AND NOT EXISTS (SELECT FROM spent)
"""


def spend(what: What, who: User | str) -> Left:
    """Count one act. Raises TooMany when the budget is used up.

    Inside a transaction the act is counted if the transaction commits.
    """
    return spend_of(budget_of(what, who), what, who)


def spend_of(budget: Budget, what: str, who: User | str, *, why: str = "") -> Left:
    """Count one act against a budget of its own, which `what` names and `why` explains."""
    if _lifted.get():
        return budget.left(0)
    slack = budget.interval * (budget.burst - 1)
    with connection.cursor() as cursor:
        cursor.execute(
            _SPEND, {"key": _key(what, who), "interval": budget.interval, "slack": slack}
        )
        passed, full_in = cursor.fetchone() or (False, slack + budget.interval)
    if not passed:
        refused = TooMany(what, max(1, math.ceil(full_in - slack)), budget, why)
        _last.set(refused.left)
        raise refused
    left = budget.left(full_in)
    _last.set(left)
    return left


def budget_of(what: What, who: User | str) -> Budget:
    """How much of it they may do: all, or the part that their pace leaves them."""
    if what in PACED and isinstance(who, User) and who.pace > 1:
        return BUDGETS[what].divided(who.pace)
    return BUDGETS[what]


def wait_for(budget: Budget, what: str, who: User) -> int:
    """Seconds until this budget lets one more act pass: 0 when it does now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM full_at - statement_timestamp())::float"
            " FROM accounts_limit WHERE key = %s",
            [_key(what, who)],
        )
        row = cursor.fetchone()
    full_in = row[0] if row else 0.0
    return max(0, math.ceil(full_in - budget.interval * (budget.burst - 1)))


def last_spent() -> Left | None:
    """What the present request's last limited act left, for the RateLimit headers."""
    return _last.get()


@contextmanager
def lifted() -> Iterator[None]:
    """Within this block nothing is counted: for imports and loads."""
    before = _lifted.set(True)
    try:
        yield
    finally:
        _lifted.reset(before)


def are_lifted() -> bool:
    """Whether this is an import or a load."""
    return _lifted.get()


def forget_full() -> int:
    """Drop the buckets that have filled up again: they say no more than no row does."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_limit WHERE full_at < statement_timestamp()")
        return int(cursor.rowcount)


def in_words(seconds: int) -> str:
    """A wait as people say it."""
    if seconds < 90:
        return ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}
    minutes = math.ceil(seconds / MINUTE)
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


def _key(what: str, who: User | str) -> uuid.UUID:
    party = f"member {who.pk}" if isinstance(who, User) else who.casefold()
    digest = sha256(f"{what}\n{party}".encode("utf-8", "replace")).digest()
    return uuid.UUID(bytes=digest[:16])


def _forget_last(**_signal: Any) -> None:
    _last.set(None)


request_started.connect(_forget_last, dispatch_uid="forget the last limit")
assert Limit._meta.db_table == "accounts_limit"
