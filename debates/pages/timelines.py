"""Endorsement over time as a picture: one line a side, from the changes of position."""

from collections.abc import Sequence
from typing import NamedTuple

from debates.queries.endorsements import Moment

WIDTH, HEIGHT = 600, 160


class Line(NamedTuple):
    """One side's line, and how it went in numbers."""

    side: int
    points: str
    """As SVG has them: x,y x,y …"""
    first: Moment
    last: Moment


class Timeline(NamedTuple):
    """The lines of all sides between the first change and the last."""

    width: int
    height: int
    lines: tuple[Line, ...]


def timeline(moments: Sequence[Moment], sides: Sequence[int]) -> Timeline | None:
    """A picture of the share that accepts, side by side; None where there is nothing to see yet."""
    if len(moments) < 2:
        return None
    times = [moment.at for moment in moments]
    began, ended = min(times), max(times)
    span = (ended - began).total_seconds() or 1
    lines = []
    for side in sides:
        own = [moment for moment in moments if moment.side == side]
        if not own:
            continue
        points = [
            f"{WIDTH * (moment.at - began).total_seconds() / span:.1f},{_y(moment):.1f}"
            for moment in own
        ]
        # From the last change on it stays as it is.
        points.append(f"{WIDTH},{_y(own[-1]):.1f}")
        lines.append(Line(side, " ".join(points), own[0], own[-1]))
    return Timeline(WIDTH, HEIGHT, tuple(lines))


def _y(moment: Moment) -> float:
    """By (agree + 1) / (votes + 2), as the bars: few votes stay near the middle."""
    return HEIGHT * (1 - (moment.agree + 1) / (moment.votes + 2))
