"""What an argument is worth after its replies, from votes alone."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Any, Generic, Literal, TypeVar

# However the caller names arguments.
Key = TypeVar("Key", bound=Hashable)

# How many members, all of one mind, give a polarity half of the influence it can have.
PRIOR = 10.0
CONSERVATIVENESS = 0.6


class CyclicThread(ValueError):
    """Arguments that answer one another in a loop."""


@dataclass(frozen=True)
class Edge(Generic[Key]):
    """A child that supports (sign 1) or opposes (−1) its parent; `weight` is m, never below 0.

    ValueError for another sign or weight.
    """

    child: Key
    parent: Key
    sign: Literal[1, -1]
    weight: float = 1.0

    def __post_init__(self) -> None:
        if self.sign not in {1, -1} or not 0 <= self.weight < inf:
            raise ValueError(f"neither supports nor opposes: {self}")


def base(agree: int, disagree: int) -> float:
    """τ, in (0, 1): what an argument is worth before its replies. ValueError below 0 votes.

    The unsure are left out.
    """
    if min(agree, disagree) < 0:
        raise ValueError(f"fewer than no votes: {agree} and {disagree}")
    return (agree + 1) / (agree + disagree + 2)


def shares(agreeing: Mapping[Any, Collection[Key]]) -> dict[Key, float]:
    """What each of the children of one parent and polarity gets of the members' units.

    `agreeing` names, by member, the different visible children that she agrees with: they
    share her one unit equally. A child of no one is absent; m is its share times `to_the_point`.
    """
    got: defaultdict[Key, float] = defaultdict(float)
    for children in agreeing.values():
        for child in children:
            got[child] += 1 / len(children)
    return dict(got)


def to_the_point(p: int, b: int) -> float:
    """p/(p+b), in [0, 1], and 0 of no one: how far a child bears on its parent.

    p members agree with it and find it to the point; b marked it beside the point. ValueError
    below 0.
    """
    if min(p, b) < 0:
        raise ValueError(f"fewer than no marks: {p} and {b}")
    return p / (p + b) if p else 0.0


def influence(pull: float, prior: float | None) -> float:
    """X/(prior+X), in [0, 1), of one polarity's X = Σ m·s; X itself, unpooled, if prior is None.

    ValueError for a pull below 0 or without end, and for a prior that is not above 0.
    """
    if not 0 <= pull < inf or not (prior is None or prior > 0):
        raise ValueError(f"no influence of {pull} with prior {prior}")
    return pull if prior is None else pull / (prior + pull)


def strength(
    base: float,
    support: float,
    opposition: float,
    *,
    prior: float | None = PRIOR,
    conservativeness: float = CONSERVATIVENESS,
) -> float:
    """What one argument is worth after its replies, in [0, 1].

    `base` is τ in [0, 1]; `support` and `opposition` are X = Σ m·s of each polarity, before
    their influence. ValueError for what is out of range. Source: τ − τ·h(−E/c) + (1−τ)·h(E/c),
    the quadratic energy model (Potyka 2018), with E the difference of the pooled influences.
    """
    if not (0 <= base <= 1 and conservativeness > 0):
        raise ValueError(f"no strength from base {base} by {conservativeness}")
    energy = (influence(support, prior) - influence(opposition, prior)) / conservativeness
    return base - base * _pressed(-energy) + (1 - base) * _pressed(energy)


def strengths(
    base: Mapping[Key, float],
    edges: Iterable[Edge[Key]],
    *,
    prior: float | None = PRIOR,
    conservativeness: float = CONSERVATIVENESS,
) -> dict[Key, float]:
    """What every argument of `base` is worth, in [0, 1], from the leaves up.

    A child may have several parents; threads need not hang together. The published model is
    prior=None, conservativeness=1.0. KeyError for an edge whose child or parent has no base,
    CyclicThread for a loop, ValueError for what is out of range.
    """
    worth = partial(strength, prior=prior, conservativeness=conservativeness)
    above, waiting = _upwards(base, edges)
    pulls = {1: dict.fromkeys(base, 0.0), -1: dict.fromkeys(base, 0.0)}
    ready = [argument for argument in base if not waiting[argument]]
    found: dict[Key, float] = {}
    while ready:
        one = ready.pop()
        found[one] = worth(base[one], pulls[1][one], pulls[-1][one])
        for edge in above.get(one, ()):
            pulls[edge.sign][edge.parent] += edge.weight * found[one]
            waiting[edge.parent] -= 1
            if not waiting[edge.parent]:
                ready.append(edge.parent)
    if held_up := [argument for argument in base if argument not in found]:
        raise CyclicThread(f"a loop, at or under {held_up[0]!r}")
    return found


def _upwards(
    base: Mapping[Key, float], edges: Iterable[Edge[Key]]
) -> tuple[dict[Key, list[Edge[Key]]], dict[Key, int]]:
    """The edges by child, and on how many of them each argument waits."""
    above: defaultdict[Key, list[Edge[Key]]] = defaultdict(list)
    waiting = dict.fromkeys(base, 0)
    for edge in edges:
        for argument in (edge.child, edge.parent):
            if argument not in waiting:
                raise KeyError(f"no base for {argument!r}, which an edge names")
        above[edge.child].append(edge)
        waiting[edge.parent] += 1
    return above, waiting


def _pressed(x: float) -> float:
    """h(x) = max(x,0)²/(1+max(x,0)²), in [0, 1]."""
    # Written so, it holds where the square is infinite, too.
    return 1 - 1 / (1 + x * x) if x > 0 else 0.0
