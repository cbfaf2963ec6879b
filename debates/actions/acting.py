"""What every act has in common: all of it or nothing, and a reason when the database refuses."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from debates.rules.constraints import reason_for
from debates.rules.reasons import Reason, Refused, Unfit

P = ParamSpec("P")
R = TypeVar("R")


def act(verb: Callable[P, R]) -> Callable[P, R]:
    """Runs `verb` in one transaction; a constraint that a race ran into past the rules refuses."""

    @wraps(verb)
    def acted(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic():
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
