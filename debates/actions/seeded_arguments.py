"""The arguments of a seeded debate: how many there are, how they stand, what they say."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection

from accounts import clock
from debates import text
from debates.models import Concession, Debate, Kind

WORDINGS = 400
"""So many different reasonings are rendered; rendering each anew would take most of the time."""
SPAN = timedelta(days=30)
AT_THE_TOP = 0.25
A_SYNTHESIS_IN = 500
MOST_SYNTHESES = 200


@dataclass(frozen=True)
class Size:
    """How much to seed. `chain` arguments stand in one line, each answering the one before."""

    arguments: int
    votes: int
    members: int
    chain: int = 0
    at_the_top: float = AT_THE_TOP

    def __post_init__(self) -> None:
        if self.arguments < 1 or self.votes < 0 or not 0 <= self.chain <= self.arguments:
            raise ValueError("Seed at least one argument, and no longer a chain than there are.")
        if self.members < 2 or self.votes > self.arguments * (self.members - 1) // 2:
            raise ValueError(f"{self.members} members are too few to cast {self.votes} votes.")


@dataclass
class Grown:
    """What stands so far: ids, authors, parents and kinds, side by side."""

    ids: Sequence[int]
    authors: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)


def reserve_numbers(count: int) -> Sequence[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('debates_argument', 'id'))"
            " FROM generate_series(1, %s)",
            [count],
        )
        return [number for (number,) in cursor.fetchall()]


ARGUMENT_COLUMNS = (
    *("id", "debate_id", "parent_id", "kind", "statement", "reasoning", "reasoning_html"),
    *("excerpt_html", "left_open", "author_id", "edited_by_id", "version", "made_at", "edited_at"),
    *("rank", "contest", "replies"),
)


def rows_of_arguments(
    debate: Debate,
    statements: Sequence[str],
    members: Sequence[int],
    size: Size,
    grown: Grown,
    chance: random.Random,
) -> Iterator[tuple[Any, ...]]:
    """The rows of the arguments, the oldest first; `grown` grows with them."""
    wordings = _wordings(statements, chance)
    present = clock.now()
    syntheses = _places_of_syntheses(size)
    for place, number in enumerate(grown.ids):
        kind, parent = _standing(place, size, syntheses, grown.kinds, chance)
        author = chance.choice(members)
        grown.authors.append(author)
        grown.parents.append(parent)
        grown.kinds.append(kind)
        at = present - SPAN * (1 - place / size.arguments)
        yield (
            *(number, debate.pk, grown.ids[parent] if parent >= 0 else None, kind.value),
            *(chance.choice(statements), *chance.choice(wordings), ""),
            *(author, author, 1, at, at, 0, 0, 0),
        )


def _wordings(statements: Sequence[str], chance: random.Random) -> Sequence[tuple[str, str, str]]:
    """Reasonings as Markdown, HTML and excerpt: a few sentences each, some long, one none."""
    made = [("", "", "")]
    for number in range(WORDINGS):
        sentences = 40 if number % 50 == 0 else chance.randint(2, 8)
        words = "\n\n".join(
            " ".join(chance.choice(statements) for _ in range(min(4, sentences - done)))
            for done in range(0, sentences, 4)
        )[:10_000]
        html = text.render(words)
        made.append((words, html, text.excerpt(html)))
    return made


def _places_of_syntheses(size: Size) -> range:
    """Every so-manieth place behind the chain; the last of a small debate."""
    room = size.arguments - size.chain
    if room < A_SYNTHESIS_IN:
        return range(size.arguments - 1, size.arguments)
    many = min(MOST_SYNTHESES, room // A_SYNTHESIS_IN)
    return range(size.arguments - many * A_SYNTHESIS_IN, size.arguments, A_SYNTHESIS_IN)


def _standing(
    place: int, size: Size, syntheses: range, kinds: Sequence[Kind], chance: random.Random
) -> tuple[Kind, int]:
    """A kind, and the place of the parent, or -1. The older an argument, the more answer it."""
    if place == 0:
        return Kind.CLAIM, -1
    if place < size.chain:
        return Kind.COUNTERCLAIM if place % 2 else Kind.CLAIM, place - 1
    if place in syntheses and Kind.COUNTERCLAIM in kinds:
        return Kind.SYNTHESIS, -1
    if chance.random() < size.at_the_top:
        return Kind.CLAIM, -1
    near = chance.random() < 0.5
    parent = (
        place - 1 - min(place - 1, int(chance.expovariate(1 / 40)))
        if near
        else int(place * chance.random() ** 2)
    )
    return (Kind.COUNTERCLAIM if chance.random() < 0.6 else Kind.CLAIM), parent


def keep_concessions(
    debate: Debate, grown: Grown, statements: Sequence[str], chance: random.Random
) -> None:
    """Each synthesis reconciles a counterclaim and what that opposes."""
    opposed = [
        (grown.ids[place], grown.ids[grown.parents[place]])
        for place, kind in enumerate(grown.kinds)
        if kind == Kind.COUNTERCLAIM and grown.kinds[grown.parents[place]] != Kind.SYNTHESIS
    ]
    Concession.objects.bulk_create(
        Concession(
            debate=debate,
            synthesis_id=number,
            synthesis_version=1,
            argument_id=argument,
            argument_version=1,
            text=chance.choice(statements),
        )
        for number, kind in zip(grown.ids, grown.kinds, strict=True)
        if kind == Kind.SYNTHESIS
        for argument in chance.choice(opposed)
    )
