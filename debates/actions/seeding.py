"""A debate of any size, by bulk insert: for seeing and measuring how the site bears it.

Not a member's act: rows go in by COPY, past the rules. The database's constraints and triggers
judge them all the same, and keep versions, tallies and notes for the ranks.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from accounts import clock
from accounts.models import User
from debates.actions.debates import open_debate
from debates.actions.scores import refresh_scores
from debates.actions.seeded_arguments import (
    ARGUMENT_COLUMNS,
    SPAN,
    Grown,
    Size,
    keep_concessions,
    reserve_numbers,
    rows_of_arguments,
)
from debates.models import Debate, Position

AT_ONCE = 50_000

Progress = Callable[[int], object]


def seed_debate(
    question: str,
    statements: Sequence[str],
    size: Size,
    *,
    by: User,
    chance: random.Random,
    slug: str = "",
    progress: Progress = lambda done: None,
) -> Debate:
    """A debate of this size, all or nothing, of these statements. `progress` hears of every row."""
    with transaction.atomic():
        debate = open_debate(question, by=by)
        if slug:
            debate.slug = slug
            debate.save(update_fields=["slug"])
        members = _make_members(size.members, debate)
        grown = Grown(reserve_numbers(size.arguments))
        rows = rows_of_arguments(debate, statements, members, size, grown, chance)
        _copy("debates_argument", ARGUMENT_COLUMNS, rows, progress)
        keep_concessions(debate, grown, statements, chance)
        votes = _votes(debate, members, grown, size.votes, chance)
        _copy("debates_vote", VOTE_COLUMNS, votes, progress)
    while refresh_scores(AT_ONCE):
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return debate


def _make_members(count: int, debate: Debate) -> Sequence[int]:
    """Members `seed-<debate>-<number>` who joined before the debate opened."""
    joined = clock.now() - SPAN - timedelta(days=30)
    unusable = make_password(None)
    return [
        member.pk
        for member in User.objects.bulk_create(
            (
                User(
                    username=f"seed-{debate.pk}-{number:06}",
                    password=unusable,
                    date_joined=joined,
                    verified_at=joined,
                )
                for number in range(count)
            ),
            batch_size=5_000,
        )
    ]


VOTE_COLUMNS = (
    *("member_id", "argument_id", "debate_id", "position", "well_argued", "beside_the_point"),
    *("version", "held_since", "cast_at"),
)


def _votes(
    debate: Debate, members: Sequence[int], grown: Grown, count: int, chance: random.Random
) -> Iterator[tuple[Any, ...]]:
    """The rows of the votes, argument by argument, so that each is tallied once or twice.

    Half fall on the tenth of the arguments that is most read.
    """
    many = len(grown.ids)
    voters: dict[int, set[int]] = {}
    while count:
        place = int(many * chance.random() ** (4 if chance.random() < 0.4 else 1))
        of_one = voters.setdefault(place, set())
        member = chance.choice(members)
        if member == grown.authors[place] or member in of_one:
            continue
        of_one.add(member)
        count -= 1
    present = clock.now()
    for place in sorted(voters):
        agreed = chance.betavariate(2, 1.5)
        reply = grown.parents[place] >= 0
        for member in voters[place]:
            at = present - SPAN * chance.random() * (1 - place / many)
            yield (
                *(member, grown.ids[place], debate.pk, _position(agreed, chance)),
                *(chance.random() < 0.2, reply and chance.random() < 0.05, 1, at, at),
            )


def _position(agreed: float, chance: random.Random) -> str:
    if chance.random() < 0.15:
        return Position.UNSURE.value
    return (Position.AGREE if chance.random() < agreed else Position.DISAGREE).value


def _copy(
    table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]], progress: Progress
) -> None:
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    rows = iter(rows)
    while some := list(islice(rows, AT_ONCE)):
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in some:
                copy.write_row(row)
        progress(len(some))


__all__ = ["Size", "seed_debate"]
