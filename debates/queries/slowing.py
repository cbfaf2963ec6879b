"""How slow a thread is, and how long the viewer waits until they answer in it again."""

from typing import NamedTuple

from accounts.limits import wait_for
from accounts.models import User, Viewer
from debates.models import Argument
from debates.rules.slowing import Pace, paces_of


class Waiting(NamedTuple):
    """The slowest thread that an answer stands in, and the seconds until the viewer may answer."""

    pace: Pace
    seconds: int


def waiting_in(argument: Argument, viewer: Viewer) -> Waiting | None:
    """None where nothing at or above this argument is slow."""
    paces = paces_of(argument)
    if not paces:
        return None
    waits = [
        wait_for(one.budget, one.key, viewer) if isinstance(viewer, User) else 0 for one in paces
    ]
    return Waiting(max(paces, key=lambda pace: pace.minutes), max(waits))
