"""How a synthesis differs from the one that it revises."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Viewer
from debates.models import Argument, Concession, Version
from debates.queries.arguments import cards_of
from debates.queries.card import Card
from debates.queries.history import Piece, compare


@dataclass(frozen=True)
class Revision:
    """The synthesis that was revised, and what became of its words as they were then.

    Without the differences, where the viewer may not read both.
    """

    of: Card
    statement: Sequence[Piece] = ()
    reasoning: Sequence[Piece] = ()
    left_open: Sequence[Piece] = ()
    concessions: Sequence[tuple[int, Sequence[Piece]]] = ()


def revision_of(synthesis: Argument, card: Card, viewer: Viewer) -> Revision | None:
    """What the synthesis revises, if it does. `card` is how the viewer sees it."""
    if synthesis.revises_id is None:
        return None
    old = cards_of([synthesis.revises_id], viewer, synthesis.debate)[0]
    if old.statement is None or card.statement is None:
        return Revision(old)
    before = Version.objects.filter(argument=old.id, made_at__lte=synthesis.made_at)
    was = before.order_by("-number").first() or Version.objects.get(argument=old.id, number=1)
    kept, kept_then = _kept(synthesis.pk, synthesis.version), _kept(old.id, was.number)
    return Revision(
        old,
        compare(was.statement, synthesis.statement),
        compare(was.reasoning, synthesis.reasoning),
        compare(was.left_open, synthesis.left_open),
        [(number, compare(kept_then.get(number, ""), text)) for number, text in kept.items()],
    )


def _kept(synthesis: int, version: int) -> dict[int, str]:
    """What a version of a synthesis keeps of each argument, in the order of writing."""
    kept = Concession.objects.filter(synthesis=synthesis, synthesis_version=version)
    return dict(kept.order_by("pk").values_list("argument", "text"))
