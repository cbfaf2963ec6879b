"""What a synthesis is out of date with, and how that was worded when it was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from accounts.models import Viewer
from debates.models import Argument, Staleness, Version
from debates.queries.arguments import cards_of
from debates.queries.card import Card
from debates.queries.history import Piece, compare
from debates.rules import Reason, why_not_affirm
from debates.rules.sides import held_by
from debates.rules.staleness import judge_staleness


@dataclass(frozen=True)
class Stale:
    """One argument that a synthesis is out of date with, as the viewer sees it."""

    of: Card
    why: Staleness.Why
    since: datetime
    read: int
    """The version that the synthesis was written, or re-affirmed, with."""
    was: str | None
    """How it was worded then; None where no other words are the matter, or none may be read."""

    @property
    def pieces(self) -> Sequence[Piece]:
        """What became of its statement, word by word."""
        return compare(self.was, self.of.statement) if self.was and self.of.statement else ()


def staleness_of(synthesis: Argument, viewer: Viewer) -> list[Stale]:
    """What the synthesis is out of date with now, whether or not the worker has noted it yet."""
    found = judge_staleness([synthesis.pk])
    if not found:
        return []
    cards = {
        card.id: card
        for card in cards_of([one.argument for one in found], viewer, synthesis.debate)
    }
    read = reduce(or_, (Q(argument=one.argument, number=one.read) for one in found))
    wordings = dict(Version.objects.filter(read).values_list("argument", "statement"))
    return [
        Stale(
            of=(card := cards[one.argument]),
            why=Staleness.Why(one.why),
            since=one.since,
            read=one.read,
            was=wordings[one.argument]
            if one.why == Staleness.Why.REWORDED and card.statement is not None
            else None,
        )
        for one in found
    ]


def why_viewer_not_affirm(
    synthesis: Argument, viewer: Viewer, stale: Sequence[Stale]
) -> Reason | None:
    """Why the viewer may not re-affirm this synthesis. Reads their side only where it matters."""
    since = [one.since for one in stale]
    needs_side = stale and synthesis.author_id != viewer.pk
    held = held_by(viewer, [synthesis.pk]).get(synthesis.pk) if needs_side else None
    return why_not_affirm(viewer, synthesis, synthesis.debate, since=since, held=held)
