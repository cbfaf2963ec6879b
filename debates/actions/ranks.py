"""The place of an argument in the orders "strongest", "most contested" and "most discussed"."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

MILLION = 1_000_000
LAST = -1
"""Before the second key: what is hidden or withdrawn comes last."""


class Rank(NamedTuple):
    """What the orders stand on; the worker writes it when scores follow from something new."""

    argument: int
    rank: int
    contest: int
    replies: int


WRITE = """
UPDATE debates_argument AS argument
SET rank = placed.rank, contest = placed.contest, replies = placed.replies
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::int[])
    AS placed (id, rank, contest, replies)
WHERE argument.id = placed.id AND (argument.rank, argument.contest, argument.replies)
    IS DISTINCT FROM (placed.rank, placed.contest, placed.replies)
"""


def ranked(argument: int, *, worth: float, tie: int, pull: float, votes: int, replies: int) -> Rank:
    """`worth` in [0, 2], below 0 for what does not stand, then `tie`; `pull` of the weaker camp."""
    stands = worth >= 0
    return Rank(
        argument,
        (round(worth * MILLION) if stands else LAST) * MILLION + min(tie, MILLION - 1),
        (round(pull * 1_000) if stands else LAST) * MILLION + min(votes, MILLION - 1),
        replies,
    )


def write_ranks(ranks: Iterable[Rank]) -> None:
    """In the order of the ids. Acts that lock an argument are waited for; votes lock none."""
    columns = list(zip(*sorted(ranks), strict=True))
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [list(column) for column in columns])
