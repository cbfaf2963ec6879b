"""What stands in the way of a synthesis: one's own, and for its author all, unnamed."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Viewer
from debates.models import Argument, Obstacle, Position, Vote

SHOWN = 100


@dataclass(frozen=True)
class Obstacles:
    """The newest hundred, and how many there are. No names, no times: positions are secret."""

    count: int
    shown: list[Obstacle]


def obstacles_to(synthesis: Argument) -> Obstacles:
    """For its author: of those whose vote still is "not yet", newest first."""
    standing = _standing().filter(synthesis=synthesis)
    shown = list(standing.order_by("-said_at", "-member")[: SHOWN + 1])
    count = len(shown) if len(shown) <= SHOWN else standing.count()
    return Obstacles(count, shown[:SHOWN])


def my_obstacle(synthesis: Argument, viewer: Viewer) -> Obstacle | None:
    """What the viewer said stands in the way, also when they vote otherwise by now."""
    if not viewer.is_authenticated:
        return None
    return Obstacle.objects.filter(synthesis=synthesis, member=viewer.pk).first()


def _standing() -> QuerySet[Obstacle]:
    against = Vote.objects.filter(
        member=OuterRef("member"), argument=OuterRef("synthesis"), position=Position.DISAGREE
    )
    return Obstacle.objects.filter(Exists(against))
