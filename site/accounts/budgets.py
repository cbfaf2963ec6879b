"""How often each thing may be done, and how many at once."""

import math
from dataclasses import dataclass
from typing import Final, Literal

What = Literal[
    "appeals",
    "arguments",
    "checks",
    "confirmations",
    "debates",
    "drafts",
    "evidence",
    "fetches",
    "files",
    "flags",
    "intakes",
    "invitations",
    "kept texts",
    "passwords",
    "remarks",
    "requests",
    "resets",
    "resets from one place",
    "roles",
    "rulings",
    "search",
    "second factors",
    "sign-ins",
    "sign-ins from one place",
    "sign-ups",
    "tokens",
    "votes",
]


@dataclass(frozen=True)
class Budget:
    """How many acts in a time (in seconds), and how many of them at once."""

    acts: int
    window: int
    burst: int

    def divided(self, by: int) -> "Budget":
        """What of it is left to whoever goes at a slower pace; one act at the least."""
        return Budget(max(1, self.acts // by), self.window, max(1, self.burst // by))

    @property
    def interval(self) -> float:
        """Seconds until one more act is earned."""
        return self.window / self.acts

    def left(self, full_in: float) -> "Left":
        """What remains when the bucket will be full in so many seconds."""
        remaining = math.floor(self.burst - full_in / self.interval + 1e-6)
        refill = math.ceil(self.burst * self.interval)
        return Left(self.burst, max(0, remaining), math.ceil(max(0.0, full_in)), refill)


@dataclass(frozen=True)
class Left:
    """What remains of a budget: `limit` acts, which an empty bucket regains in `window` seconds."""

    limit: int
    remaining: int
    reset_seconds: int
    window: int


MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
BUDGETS: Final[dict[What, Budget]] = {
    "appeals": Budget(20, HOUR, burst=10),
    "arguments": Budget(60, HOUR, burst=20),
    "checks": Budget(300, HOUR, burst=60),
    "confirmations": Budget(6, HOUR, burst=3),
    "debates": Budget(20, HOUR, burst=10),
    "drafts": Budget(1200, HOUR, burst=120),
    "evidence": Budget(60, HOUR, burst=20),
    "fetches": Budget(30, HOUR, burst=10),
    "files": Budget(60, HOUR, burst=20),
    "flags": Budget(60, HOUR, burst=20),
    "intakes": Budget(12, HOUR, burst=6),
    "invitations": Budget(60, HOUR, burst=30),
    "kept texts": Budget(60, HOUR, burst=20),
    "passwords": Budget(20, HOUR, burst=10),
    "remarks": Budget(60, HOUR, burst=20),
    "requests": Budget(60, HOUR, burst=20),
    "resets": Budget(6, HOUR, burst=3),
    "resets from one place": Budget(30, HOUR, burst=15),
    "roles": Budget(60, HOUR, burst=20),
    "rulings": Budget(600, HOUR, burst=120),
    "search": Budget(120, MINUTE, burst=60),
    "second factors": Budget(20, HOUR, burst=5),
    "sign-ins": Budget(20, HOUR, burst=10),
    "sign-ins from one place": Budget(300, HOUR, burst=100),
    "sign-ups": Budget(20, HOUR, burst=10),
    "tokens": Budget(30, HOUR, burst=10),
    "votes": Budget(600, HOUR, burst=120),
}


PACED: Final[frozenset[What]] = frozenset(
    {"arguments", "debates", "evidence", "flags", "remarks", "requests"}
)
"""What others have to read, and so what new accounts and whoever was ruled against do less of."""
