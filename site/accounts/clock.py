"""The one clock that everything dated is dated by; a load or an import can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The moment that acts are dated by: the present, unless `at` set another."""
    return _set_to.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within this block every act happens at `moment` (an aware datetime)."""
    before = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(before)
