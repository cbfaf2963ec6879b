"""What every act has in common: all of it or nothing, and a reason when the database refuses."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from debates.rules.constraints import reason_for
from debates.rules.reasons import Reason, Refused, Unfit, refuse_if
from debates.rules.restrictions import why_not_act

P = ParamSpec("P")
R = TypeVar("R")

OPEN_TO_THE_SUSPENDED = {
    *("appeal", "reply_to_appeal", "delete_account", "mark_read", "keep_draft", "drop_draft"),
    *("ignore_member", "no_longer_ignore"),
}
"""What a suspended member still does; all else is refused here, at the one door of every act.

Nothing of it is seen by others but an appeal.
"""

LOST = {"40P01", "40001"}
"""The codes of an act that the database ended, since it and another waited for each other."""

_together: ContextVar[bool] = ContextVar("acts_together", default=False)


@contextmanager
def together() -> Iterator[None]:
    """All acts within are one: the first that fails undoes all. For imports.

    So none needs a savepoint of its own, which costs as much as casting a vote.
    """
    with transaction.atomic():
        before = _together.set(True)
        try:
            yield
        finally:
            _together.reset(before)


def act(verb: Callable[P, R]) -> Callable[P, R]:
    """Runs `verb` in one transaction; a constraint that a race ran into past the rules refuses.

    One that lost to another, with nothing around it that would be lost too, is tried once more.
    """

    @wraps(verb)
    def acted(*args: P.args, **kwargs: P.kwargs) -> R:
        if verb.__name__ not in OPEN_TO_THE_SUSPENDED:
            refuse_if(why_not_act(cast("User | None", kwargs.get("by"))))
        try:
            try:
                with transaction.atomic(savepoint=not _together.get()):
                    return verb(*args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or _state_of(error) not in LOST:
                    raise
            with transaction.atomic():  # Whoever it waited for went first.
                return verb(*args, **kwargs)
        except IntegrityError as error:
            diagnosis = getattr(error.__cause__, "diag", None)
            reason = reason_for(getattr(diagnosis, "constraint_name", None) or "")
            if reason is None:
                raise
            raise Refused(reason) from error
        except DataError as error:
            reason = Reason("unreadable", _("This holds something that cannot be kept."))
            raise Unfit({"": reason}) from error

    return acted


def _state_of(error: OperationalError) -> str:
    return getattr(error.__cause__, "sqlstate", None) or ""
