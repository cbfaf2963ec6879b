"""Votes on a synthesis, for the tests of what they add up to."""

from fractions import Fraction
from math import comb

from hypothesis import strategies as st

from debates.scoring.endorsement import Ballots, SideEndorsement, endorsement

NONE = Ballots(0, 0, 0)
FOR = Ballots(3, 0, 0)
AGAINST = Ballots(0, 0, 3)

few = st.integers(0, 30)
ballots = st.builds(Ballots, few, few, few)


def of(agree: int, seen: int) -> Ballots:
    return Ballots(agree, 0, seen - agree)


def one(side: Ballots) -> SideEndorsement:
    return endorsement([side, NONE]).sides[0]


def counted(k: int, n: int) -> Fraction:
    """T, term by term."""
    return Fraction(sum(comb(n + 1, j) for j in range(k + 1)), 2 ** (n + 1))
