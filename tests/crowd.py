"""A crowd that does everything at once in one debate: members, moderators and the worker."""

import random
import time
import traceback
from collections import Counter
from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist

from accounts.limits import TooMany
from debates.actions.marks import mark_made_for_one_thread
from debates.actions.scores import refresh_scores
from debates.rules import Refused, Unfit
from tests.crowd_members import Members
from tests.crowd_moderators import Moderators
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_place,
    a_synthesis,
    some_evidence,
)

HEARD = (Refused, Unfit, TooMany, ObjectDoesNotExist)
"""What anybody may be told; all else that an act ends with is a fault."""


class Crowd:
    """Ten members, three of them moderators, and what they do, chosen by `chance`."""

    def __init__(self) -> None:
        self.debate = a_debate()
        self.members = [a_member() for _ in range(7)]
        self.moderators = [self.debate.opened_by]
        self.moderators += [a_place(self.debate, "moderator") for _ in range(2)]
        claims = [a_claim(self.debate, by=member) for member in self.members[:4]]
        replies = [a_counterclaim(claim, by=self.members[5]) for claim in claims]
        a_counterclaim(replies[0]), a_claim(supporting=replies[1])
        a_synthesis(claims[:2]), a_synthesis([claims[2], replies[3]])
        some_evidence(replies[0], by=self.members[4])
        self.done: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.faults: list[str] = []

    def go_on(self, seconds: float, seed: int) -> None:
        """One of them, until the time is over."""
        until, chance = time.monotonic() + seconds, random.Random(seed)
        doing = Doing(self.debate, self.members, self.moderators, chance)
        while time.monotonic() < until:
            act = chance.choices(ACTS, WEIGHTS)[0]
            try:
                act(doing)
                self.done[act.__name__] += 1
            except HEARD as heard:
                codes = getattr(heard, "reason", None)
                self.told[f"{act.__name__}: {getattr(codes, 'code', type(heard).__name__)}"] += 1
            except Exception:
                self.faults.append(f"{act.__name__}\n{traceback.format_exc(limit=-12)}")


class Doing(Members, Moderators):
    """All that the crowd does, and what the worker does meanwhile."""

    def score(self) -> None:
        refresh_scores(self.chance.choice([5, 50, 2_000]))

    def mark(self) -> None:
        mark_made_for_one_thread()


OFTEN: dict[Callable[[Doing], None], int] = {
    Doing.vote: 12,
    Doing.undo: 8,
    Doing.undo_latest: 8,
    Doing.restore: 6,
    Doing.unlock: 4,
    Doing.score: 4,
    Doing.edit: 4,
    Doing.merge: 3,
    Doing.move: 3,
    Doing.shut: 1,
}
ACTS: list[Callable[[Doing], None]] = [
    act
    for kind in (Members, Moderators, Doing)
    for name, act in vars(kind).items()
    if callable(act) and name[0] != "_"
]
WEIGHTS = [OFTEN.get(act, 2) for act in ACTS]
