"""Whose side of a synthesis a member counts for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Argument, Concession, Position, Vote
from debates.rules.reasons import Reason

WORTH: dict[str | None, int] = {Position.AGREE: 1, Position.DISAGREE: -1}


@dataclass(frozen=True)
class Held:
    """The reconciled argument whose side the viewer counts for, or why there is none."""

    side: int | None
    reason: Reason | None = None


def held_by(viewer: Viewer, synthesis_ids: Sequence[int]) -> dict[int, Held]:
    """For each synthesis, the side that the viewer holds."""
    found = Argument.objects.in_bulk(list(synthesis_ids))
    return {number: _held(viewer, synthesis) for number, synthesis in found.items()}


def _held(viewer: Viewer, synthesis: Argument) -> Held:
    if not viewer.is_authenticated:
        return Held(None, Reason("signed_out", _("Sign in to take part.")))
    if synthesis.author_id == viewer.pk:
        return Held(None, Reason("own_synthesis", _("Who wrote a synthesis is of no side.")))
    if viewer.verified_at is None:
        return Held(None, Reason("not_verified", _("Verify your e-mail address to be counted.")))
    of = dict(
        Concession.objects.filter(
            synthesis=synthesis, synthesis_version=synthesis.version
        ).values_list("argument", "argument__author")
    )
    votes = dict(
        Vote.objects.filter(member=viewer.pk, argument__in=of).values_list("argument", "position")
    )
    worth = {
        number: 1 if author == viewer.pk else WORTH.get(votes.get(number), 0)
        for number, author in of.items()
    }
    most = max(worth.values(), default=0)
    sides = [number for number, own in worth.items() if own == most]
    if len(sides) == 1:
        return Held(sides[0])
    why = _("You hold neither side more than the others.")
    return Held(None, Reason("no_side", why))
