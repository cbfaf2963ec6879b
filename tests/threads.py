"""Threads with votes, for the tests of what they add up to."""

from dataclasses import dataclass, field
from typing import Literal

from hypothesis import strategies as st

from debates.scoring.strength import Edge, base, shares, strengths, to_the_point

Sign = Literal[1, -1]
SUPPORTS: Sign = 1
OPPOSES: Sign = -1
# Sums may be taken in any order.
CLOSE = 1e-9

rates = st.floats(0, 1)
signs: st.SearchStrategy[Sign] = st.sampled_from((SUPPORTS, OPPOSES))


@dataclass
class Thread:
    """Replies and who votes how: +1 agree, −1 disagree, and marks that it is beside the point."""

    replies: dict[int, tuple[int, Sign]] = field(default_factory=dict)
    votes: dict[tuple[int, int], int] = field(default_factory=dict)
    beside: set[tuple[int, int]] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)

    def vote(self, members: range, argument: int, position: int = 1) -> None:
        self.votes.update({(member, argument): position for member in members})

    def those(self, argument: int, position: int) -> list[int]:
        return [
            member
            for (member, voted), held in self.votes.items()
            if (voted, held) == (argument, position)
        ]

    def bases(self) -> dict[int, float]:
        arguments = {0, *self.replies}
        return {one: base(len(self.those(one, 1)), len(self.those(one, -1))) for one in arguments}

    def siblings(self, child: int) -> list[int]:
        """The visible ones of its parent and polarity, with itself; the claim has none."""
        place = self.replies.get(child)
        return [one for one, its in self.replies.items() if its == place and one not in self.hidden]

    def weight(self, child: int) -> float:
        agreeing: dict[int, list[int]] = {}
        for sibling in self.siblings(child):
            for member in self.those(sibling, 1):
                agreeing.setdefault(member, []).append(sibling)
        marked = sum(argument == child for _, argument in self.beside)
        p = sum((member, child) not in self.beside for member in self.those(child, 1))
        return shares(agreeing).get(child, 0.0) * to_the_point(p, marked)

    def edges(self) -> list[Edge[int]]:
        return [
            Edge(child, parent, sign, self.weight(child))
            for child, (parent, sign) in self.replies.items()
        ]

    def strengths(self) -> dict[int, float]:
        return strengths(self.bases(), self.edges())

    def above(self, argument: int) -> list[int]:
        """Its ancestors, nearest first."""
        found = []
        while argument in self.replies:
            argument = self.replies[argument][0]
            found.append(argument)
        return found


def flooded(objections: int) -> Thread:
    """A claim with 10 agree and 2 disagree, and so many objections that nobody voted on."""
    thread = Thread(dict.fromkeys(range(1, objections + 1), (0, OPPOSES)))
    thread.vote(range(100, 110), 0)
    thread.vote(range(110, 112), 0, -1)
    return thread


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    size = draw(st.integers(1, 7))
    thread = Thread()
    for number in range(1, size + 1):
        thread.replies[number] = (draw(st.integers(0, number - 1)), draw(signs))
    voter = st.tuples(st.integers(100, 104), st.integers(0, size))
    thread.votes.update(draw(st.dictionaries(voter, st.sampled_from((1, -1)), max_size=25)))
    thread.beside = draw(st.sets(voter, max_size=4))
    thread.hidden = draw(st.sets(st.integers(1, size), max_size=2))
    return thread
