"""How each side of a synthesis votes on it, and the score and status that follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import fsum, prod

BRIDGING_FROM = Fraction(90, 100)
BRIDGING_UNTIL = Fraction(80, 100)
PROMISING_FROM = Fraction(80, 100)
LIKELY = Fraction(90, 100)
UNLIKELY = Fraction(10, 100)
EVEN = Fraction(1, 2)
FEWEST_VOTES = 3

SETTLED_FROM = Fraction(95, 100)
FEWEST_VOTES_TO_SETTLE = 5

MOST_VOTES_COUNTED_EXACTLY = 1_000
# Of the mode's chance; what lies further out adds up to less than a double can show.
NEGLIGIBLE = 1e-20
KEPT = 20_000


class Status(StrEnum):
    """What the sides' votes say of a synthesis, in one word."""

    BRIDGING = "bridging"
    ONE_SIDED = "one-sided"
    REJECTED = "rejected"
    UNSETTLED = "unsettled"
    CONTESTED = "contested"
    PROPOSED = "proposed"
    PROMISING = "promising"
    OPEN = "open"


@dataclass(frozen=True)
class Ballots:
    """The votes of one side, or of the undecided, on a synthesis. ValueError below 0."""

    agree: int
    unsure: int
    disagree: int

    def __post_init__(self) -> None:
        if min(self.agree, self.unsure, self.disagree) < 0:
            raise ValueError(f"fewer than no votes: {self}")

    @property
    def seen(self) -> int:
        """n: those who voted at all."""
        return self.agree + self.unsure + self.disagree


@dataclass(frozen=True)
class SideEndorsement:
    """One side's votes and what they tell of the whole side.

    `t`, `d`: the chance in (0, 1) that most of the side endorses it, or is against it.
    `mean`, `low`, `high`: the rate of endorsement in [0, 1] and its 90 % interval.
    """

    ballots: Ballots
    t: Fraction
    d: Fraction
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Endorsement:
    """A synthesis as its sides vote on it: the smallest `t`, a word for it, each side."""

    score: Fraction
    status: Status
    sides: tuple[SideEndorsement, ...]


def endorsement(sides: Sequence[Ballots], *, was_bridging: bool = False) -> Endorsement:
    """The endorsement of a synthesis by its two or three sides; ValueError for any other number.

    `t` and `d` are exact up to 1,000 votes of a side and right to 1e-9 above; all else is
    compared exactly. `was_bridging` is the status before: it is kept until the score is below
    0.80. Source: “Endorsement of a synthesis” in the design; a uniform prior on each side's
    rate, so that t = P(Beta(1+k, 1+n−k) > ½) = P(Bin(n+1, ½) ≤ k).
    """
    if len(sides) not in {2, 3}:
        raise ValueError(f"a synthesis has two or three sides, not {len(sides)}")
    endorsed = tuple(map(_side, sides))
    score = min(side.t for side in endorsed)
    return Endorsement(score, _status(score, endorsed, was_bridging=was_bridging), endorsed)


def is_settled(endorsed: Endorsement) -> bool:
    """Whether it may bring about what cannot be undone: 0.95, and five votes on every side."""
    return endorsed.score >= SETTLED_FROM and all(
        side.ballots.seen >= FEWEST_VOTES_TO_SETTLE for side in endorsed.sides
    )


def tie_break(groups: Sequence[Ballots]) -> Fraction:
    """What orders syntheses of one score, in (0, 1]: more is better.

    `groups` are the sides and the undecided; the product of their (agree+1)/(seen+2).
    """
    return prod((_mean(group.agree, group.seen) for group in groups), start=Fraction(1))


def _side(ballots: Ballots) -> SideEndorsement:
    k, n = ballots.agree, ballots.seen
    return SideEndorsement(
        ballots=ballots,
        t=_chance_of_most(k, n),
        d=_chance_of_most(ballots.disagree, n),
        mean=float(_mean(k, n)),
        low=_quantile(0.05, k, n),
        high=_quantile(0.95, k, n),
    )


def _status(score: Fraction, sides: Sequence[SideEndorsement], *, was_bridging: bool) -> Status:
    """The first that fits."""
    most = max(side.t for side in sides)
    against = [side.d for side in sides]
    in_order = {
        Status.BRIDGING: score >= (BRIDGING_UNTIL if was_bridging else BRIDGING_FROM),
        Status.ONE_SIDED: most >= LIKELY and score <= UNLIKELY,
        Status.REJECTED: most <= UNLIKELY and min(against) >= EVEN,
        Status.UNSETTLED: most <= UNLIKELY,
        Status.CONTESTED: max(against) >= LIKELY,
        Status.PROPOSED: any(side.ballots.seen < FEWEST_VOTES for side in sides),
        Status.PROMISING: score >= PROMISING_FROM,
        Status.OPEN: True,
    }
    return next(status for status, fits in in_order.items() if fits)


def _mean(k: int, n: int) -> Fraction:
    return Fraction(k + 1, n + 2)


@lru_cache(KEPT)
def _chance_of_most(k: int, n: int) -> Fraction:
    """T: that most of a side would vote as k of the n did."""
    if n > MOST_VOTES_COUNTED_EXACTLY:
        return Fraction(_binomial(k, n + 1, 0.5)[0])
    # Both tails are alike: the shorter one is summed.
    tail = _outcomes(min(k, n - k), n + 1)
    return Fraction(tail if 2 * k <= n else 2 ** (n + 1) - tail, 2 ** (n + 1))


def _outcomes(k: int, n: int) -> int:
    """In how many ways n coins show at most k heads."""
    total = ways = 1
    for j in range(k):
        ways = ways * (n - j) // (j + 1)
        total += ways
    return total


@lru_cache(KEPT)
def _quantile(share: float, k: int, n: int) -> float:
    """The rate that has `share` of Beta(1+k, 1+n−k) below it, to about 1e-12.

    Newton's method on P(Bin(n+1, x) ≤ k) = 1 − I_x(1+k, 1+n−k); where a step would leave what
    is left of [0, 1], it is halved instead.
    """
    low, high, x = 0.0, 1.0, (k + 1) / (n + 2)
    while True:
        above, exactly = _binomial(k, n + 1, x)
        excess = above - (1 - share)
        low, high = (x, high) if excess > 0 else (low, x)
        slope = (n + 1 - k) / (1 - x) * exactly
        step = excess / slope if slope else 1.0
        if min(abs(step), high - low) <= 1e-14:
            return x + step
        x = x + step if low < x + step < high else (low + high) / 2


def _binomial(k: int, n: int, x: float) -> tuple[float, float]:
    """P(Bin(n, x) ≤ k) and P(Bin(n, x) = k) for 0 < x < 1, to about 1e-12.

    Each chance follows from its neighbour's, outwards from the mode; their sum is 1.
    """
    odds = x / (1 - x)
    mode = min(int((n + 1) * x), n)
    rising, falling = [1.0], [1.0]
    for j in range(mode, n):
        rising.append(rising[-1] * (n - j) / (j + 1) * odds)
        if rising[-1] < NEGLIGIBLE:
            break
    for j in range(mode, 0, -1):
        falling.append(falling[-1] * j / (n - j + 1) / odds)
        if falling[-1] < NEGLIGIBLE:
            break
    chances = falling[:0:-1] + rising
    at = k - (mode - len(falling) + 1)
    total = fsum(chances)
    exactly = chances[at] if 0 <= at < len(chances) else 0.0
    return fsum(chances[: max(at + 1, 0)]) / total, exactly / total
