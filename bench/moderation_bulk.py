"""Hiding a thread of 10,000 arguments by one ruling, and showing it again."""

import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from django.db import connection, transaction

from accounts import clock, limits
from accounts.models import User
from bench.row import Row
from debates.actions.hiding import hide_thread
from debates.actions.undoing import undo_ruling
from debates.models import Argument, Debate, Kind, Ruling
from debates.queries.arguments import find_argument
from debates.queries.hiding import hiding_thread

T = TypeVar("T")
SIZE, FAN = 10_000, 5


def figures(debate: Debate) -> list[Row]:
    """Within a transaction that is undone: what is measured is the ruling's own."""
    by = debate.opened_by
    with transaction.atomic(), limits.lifted():
        top = find_argument(by, _a_thread(debate))
        seen, hides, shows = [], [], []
        for _ in range(3):
            seen.append(_timed(lambda: hiding_thread(top))[0])
            seconds, ruling = _timed(
                lambda: hide_thread(top, rule="spam", because="An advertisement.", by=by)
            )
            hides.append(seconds)
            shows.append(_timed(partial(_undo, ruling, by))[0])
        transaction.set_rollback(True)
    return [
        _row(f"what hiding a thread of {SIZE:,} would change", min(seen), 0.5),
        _row(f"hiding a thread of {SIZE:,}", min(hides), 2),
        _row(f"showing a thread of {SIZE:,} again", min(shows), 2),
    ]


def _undo(ruling: Ruling, by: User) -> Ruling:
    return undo_ruling(ruling, rule="mistake", because="It is none.", by=by)


def _a_thread(debate: Debate) -> int:
    """Each argument has five answers, by a hundred members, down to the last."""
    authors = User.objects.bulk_create(
        User(username=f"answers-{n:03}", password="!", verified_at=clock.now()) for n in range(100)
    )
    rows: list[Argument] = []
    while len(rows) < SIZE:
        start = len(rows)
        size = min(SIZE - start, (FAN - 1) * start + 1)
        rows += Argument.objects.bulk_create(
            Argument(
                debate=debate,
                parent=rows[(number - 1) // FAN] if number else None,
                kind=Kind.CLAIM,
                statement=f"It is so for the {number}th reason",
                author=authors[number % 100],
                edited_by=authors[number % 100],
            )
            for number in range(start, start + size)
        )
    return rows[0].pk


def _timed(act: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    found = act()
    with connection.cursor() as cursor:  # What the database judges at the commit.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return time.perf_counter() - began, found


def _row(what: str, seconds: float, most: float) -> Row:
    return Row(what, f"{seconds:.2f} s", f"≤ {most:g} s", seconds <= most)
