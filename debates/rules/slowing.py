"""Slow threads: how long each member waits between two answers, and how it is counted."""

from typing import NamedTuple

from django.db import connection
from django.utils.translation import ngettext

from accounts.budgets import MINUTE, Budget
from debates.models import Argument

ABOVE = """
WITH RECURSIVE up (id) AS (
    SELECT %s::bigint
    UNION
    SELECT parent_id FROM debates_argument JOIN up USING (id) WHERE parent_id IS NOT NULL
)
SELECT argument_id, minutes, ruling_id FROM up JOIN debates_slowing ON argument_id = id
ORDER BY argument_id
"""


class Pace(NamedTuple):
    """How slow a thread is: one answer by each member in so many minutes, anywhere under it."""

    argument: int
    minutes: int
    ruling: int

    @property
    def budget(self) -> Budget:
        return Budget(1, self.minutes * MINUTE, burst=1)

    @property
    def key(self) -> str:
        """What answers are counted by. A thread that is slowed anew counts anew."""
        return f"answers by ruling {self.ruling}"

    def __str__(self) -> str:
        words = ngettext(
            "This thread is slow: one answer in %(minutes)d minute.",
            "This thread is slow: one answer in %(minutes)d minutes.",
            self.minutes,
        )
        return words % {"minutes": self.minutes}


def paces_of(argument: Argument) -> list[Pace]:
    """The slow threads that an answer to this argument stands in. Needs `debate.has_slow`."""
    if not argument.debate.has_slow:
        return []
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, [argument.pk])
        return [Pace(*row) for row in cursor.fetchall()]
