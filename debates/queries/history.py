"""How an argument came to its words, and what happened in a debate."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from django.db.models import Case, OuterRef, Prefetch, Q, QuerySet, Subquery, When

from accounts.models import Viewer
from debates.models import Argument, Concession, Debate, Event, HouseRule, Link, Version
from debates.queries.arguments import cards_of
from debates.queries.card import Card
from debates.queries.rulings import all_rulings
from debates.rules import why_not_read

SHOWN = 20
WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of text that an edit left, took out or put in."""

    how: Literal["same", "gone", "come"]
    text: str


@dataclass(frozen=True)
class Edition:
    """A version, and how it differs from the one before."""

    version: Version
    statement: Sequence[Piece]
    reasoning: Sequence[Piece]
    left_open: Sequence[Piece]
    concessions: Sequence[Concession]


def versions_of(argument: Argument, viewer: Viewer) -> QuerySet[Version]:
    """Every version, oldest first, for those who may read the argument."""
    versions = argument.versions.select_related("author").order_by("number")
    if why_not_read(viewer, argument, argument.debate):
        return versions.none()
    return versions


def editions_of(
    argument: Argument, viewer: Viewer, *, before: int | None = None
) -> tuple[list[Edition], int | None]:
    """Versions, newest first, 20 at a time, each compared with the one before it, word by word.

    Beside them the number that the next 20 are before, if there are more.
    """
    found = versions_of(argument, viewer).order_by("-number")
    if before:
        found = found.filter(number__lt=before)
    versions: list[Version | None] = list(found[: SHOWN + 1])
    more = len(versions) > SHOWN
    concessions = list(argument.concessions.order_by("pk")) if argument.is_synthesis else []
    editions = [
        Edition(
            new,
            compare(old.statement if old else new.statement, new.statement),
            compare(old.reasoning if old else new.reasoning, new.reasoning),
            compare(old.left_open if old else new.left_open, new.left_open),
            [one for one in concessions if one.synthesis_version == new.number],
        )
        for new, old in pairwise(versions if more else [*versions, None])
        if new is not None
    ]
    return editions, editions[-1].version.number if more else None


def concessions_of(argument: Argument, number: int) -> QuerySet[Concession]:
    """What this version of a synthesis keeps of each argument."""
    return argument.concessions.filter(synthesis_version=number).order_by("pk")


def compare(old: str, new: str) -> list[Piece]:
    """What became of a text, word by word."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    pieces = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if len(before) * len(after) > 1_000_000:  # Quadratic at worst: texts that long, by line.
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
        matcher = difflib.SequenceMatcher(None, before, after, autojunk=True)
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            pieces.append(Piece("same", "".join(before[i:j])))
            continue
        if j > i:
            pieces.append(Piece("gone", "".join(before[i:j])))
        if m > k:
            pieces.append(Piece("come", "".join(after[k:m])))
    return pieces


def events_of(debate: Debate, *, rulings_only: bool = False) -> QuerySet[Event]:
    """The debate's record, newest first, each line with what was ruled."""
    rules = HouseRule.objects.filter(debate=debate, code=OuterRef("reason"))
    named = Q(kind__in=(Event.Kind.RULE_PUBLISHED, Event.Kind.RULE_WITHDRAWN))
    events = (
        debate.events.select_related("by")
        .prefetch_related(Prefetch("ruling", all_rulings()))
        .annotate(rule_title=Case(When(named, Subquery(rules.values("title")[:1]))))
    )
    return (events.filter(ruling__isnull=False) if rulings_only else events).order_by("-pk")


def backlinks_of(argument: Argument, viewer: Viewer) -> list[Card]:
    """The arguments that link to this one and that the viewer sees; 20 at most."""
    visible = Argument.objects.visible_to(viewer).filter(hidden_at=None, withdrawn_at=None)
    linking = Link.objects.filter(target=argument, source__in=visible).order_by("-pk")
    return cards_of(list(linking.values_list("source", flat=True)[:20]), viewer)
