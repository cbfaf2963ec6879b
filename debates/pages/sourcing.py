"""How well each side of a debate is sourced, drawn as a bar a side."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from debates.models import Debate
from debates.queries.sourcerequests import most_asked_in
from debates.queries.sourcing import STATES, SideSourced, sourcing_of
from debates.queries.sourcing_words import words_of_sourcing

TONES = {"for": "claim", "against": "counter", "syntheses": "synthesis"}


class Stretch(NamedTuple):
    """A part of a bar: so many pieces in one state, placed in percent of the longest bar."""

    state: str
    pieces: int
    x: float
    width: float


class Bar(NamedTuple):
    side: SideSourced
    name: str
    tone: str
    stretches: tuple[Stretch, ...]


def sourcing_parts(debate: Debate) -> dict[str, Any]:
    """What stands above the evidence of a debate."""
    sides = sourcing_of(debate)
    return {
        "bars": bars_of(sides),
        "state_names": dict(zip(STATES, _state_names(), strict=True)),
        "sourcing_words": words_of_sourcing(sides),
        "asked_for": most_asked_in(debate),
    }


def bars_of(sides: Sequence[SideSourced]) -> list[Bar]:
    """All on one scale, so that the sides can be compared."""
    most = max((side.pieces for side in sides), default=0)
    names = {
        "for": _("For the claims at the top"),
        "against": _("Against them"),
        "syntheses": _("Syntheses and what answers them"),
    }
    return [
        Bar(side, names[side.side], TONES[side.side], tuple(_stretches(side, most)))
        for side in sides
    ]


def _stretches(side: SideSourced, most: int) -> list[Stretch]:
    found, x = [], 0.0
    for state in STATES:
        if pieces := getattr(side, state):
            width = 100 * pieces / most
            found.append(Stretch(state, pieces, round(x, 3), round(width, 3)))
            x += width
    return found


def _state_names() -> tuple[str, ...]:
    return (_("checked"), _("unchecked"), _("disputed"), _("retracted or corrected"))
