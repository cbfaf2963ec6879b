"""A pair of arguments with those who hold each, and how a synthesis of them stands."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.models import User
from debates.actions.scores import refresh_all_scores
from debates.models import Argument, Debate
from tests.api import Program
from tests.factories import a_claim, a_counterclaim, a_member, a_synthesis, a_vote, days_ago


def members(count: int, *, days: float = 40) -> list[User]:
    """So many verified members, whose accounts are so old."""
    joined = clock.now() - timedelta(days=days)
    return [a_member(date_joined=joined, verified_at=joined) for _ in range(count)]


def vote(argument: Argument, voters: Sequence[User], position: str = "agree") -> None:
    """By HTTP, each with a token of their own."""
    for voter in voters:
        answer = Program(voter).put(f"arguments/{argument.pk}/vote", {"position": position})
        assert answer.status_code == 200


def endorsement_of(synthesis: Argument, reader: User | None = None) -> dict[str, Any]:
    refresh_all_scores()
    told: dict[str, Any] = Program(reader).get(f"syntheses/{synthesis.pk}/endorsement").json()
    return told


class Pair:
    """A claim and its counterclaim, three who hold each, and a synthesis posted an hour ago."""

    def __init__(self, debate: Debate) -> None:
        self.holders = [members(3), members(3)]
        with days_ago(20):
            claim = a_claim(debate)
            self.sides = [claim, a_counterclaim(claim)]
            for side, voters in zip(self.sides, self.holders, strict=True):
                for voter in voters:
                    a_vote(side, by=voter)
        with clock.at(clock.now() - timedelta(hours=1)):
            self.synthesis = a_synthesis(self.sides)


@pytest.fixture
def pair(debate: Debate) -> Pair:
    return Pair(debate)
