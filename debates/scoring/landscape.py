"""Where people stand: those who vote alike, close together; pure mathematics, after Polis.

Missing votes are filled with the argument's mean, the two directions in which people differ most
are kept, and groups are found among the points (https://compdemocracy.org/Polis/).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

LEAST_VOTERS, LEAST_ARGUMENTS, LEAST_VOTES = 5, 3, 2
MOST_VOTERS, MOST_ARGUMENTS = 5_000, 2_000
MOST_GROUPS, SMALLEST_GROUP = 5, 3
"""Of a smaller group, what sets it apart would tell how its members voted."""
SAID = 3


@dataclass(frozen=True)
class Point:
    """Where one member stands, from -1 to 1 in both directions, and in which group."""

    member: int
    x: float
    y: float
    group: int


@dataclass(frozen=True)
class Apart:
    """An argument that sets a group apart: the share who agree within it, and outside."""

    argument: int
    share: float
    others: float

    @property
    def agrees(self) -> bool:
        return self.share > self.others


@dataclass(frozen=True)
class Group:
    size: int
    apart: tuple[Apart, ...]


@dataclass(frozen=True)
class Drawn:
    points: tuple[Point, ...]
    groups: tuple[Group, ...]
    """From left to right; points name them by place."""
    arguments: int
    is_capped: bool
    """Whether voters or arguments were left out because there were too many."""


def landscape(
    votes: Mapping[tuple[int, int], int],
    before: Mapping[int, tuple[float, float]] | None = None,
) -> Drawn | None:
    """Draws votes (member, argument): 1 agree, 0 unsure, -1 disagree. Equal votes, equal pictures.

    `before` has where members stood, so that the picture keeps its left and right. None for fewer
    than 5 voters or 3 arguments with two votes. At most 5,000 voters and 2,000 arguments.
    """
    votes, is_capped = _kept(votes)
    members = sorted({member for member, _ in votes})
    arguments = sorted({argument for _, argument in votes})
    if len(members) < LEAST_VOTERS or len(arguments) < LEAST_ARGUMENTS:
        return None
    cast = _cast(votes, members, arguments)
    places = _turned(_places(cast), members, before or {})
    groups = _groups(places)
    points = tuple(
        Point(member, float(x), float(y), int(group))
        for member, (x, y), group in zip(members, places, groups, strict=True)
    )
    return Drawn(points, _set_apart(cast, arguments, groups), len(arguments), is_capped)


def _kept(
    votes: Mapping[tuple[int, int], int],
) -> tuple[dict[tuple[int, int], int], bool]:
    """The votes that are drawn: on arguments with two votes, and no more than can be drawn."""
    on = Counter(argument for _, argument in votes)
    enough = sorted((one for one in on if on[one] >= LEAST_VOTES), key=lambda one: (-on[one], one))
    arguments = set(enough[:MOST_ARGUMENTS])
    of = Counter(member for member, argument in votes if argument in arguments)
    active = sorted(of, key=lambda one: (-of[one], one))
    members = set(active[:MOST_VOTERS])
    kept = {key: vote for key, vote in votes.items() if key[0] in members and key[1] in arguments}
    return kept, len(enough) > MOST_ARGUMENTS or len(active) > MOST_VOTERS


def _cast(
    votes: Mapping[tuple[int, int], int], members: Sequence[int], arguments: Sequence[int]
) -> "Numbers":
    """A row per member and a column per argument; what nobody cast is not a number."""
    import numpy as np

    row = {member: place for place, member in enumerate(members)}
    column = {argument: place for place, argument in enumerate(arguments)}
    cast = np.full((len(members), len(arguments)), np.nan)
    at = np.array([(row[member], column[argument]) for member, argument in votes])
    cast[at[:, 0], at[:, 1]] = np.fromiter(votes.values(), float, len(votes))
    return cast


def _places(cast: "Numbers") -> "Numbers":
    """Two coordinates for each member, between -1 and 1 on one scale."""
    import numpy as np
    from sklearn.decomposition import PCA

    known = ~np.isnan(cast)
    filled = np.where(known, cast, np.nansum(cast, axis=0) / np.maximum(known.sum(axis=0), 1))
    if np.ptp(filled, axis=0).max() < 1e-9:
        return np.zeros((len(cast), 2))  # All vote alike.
    pca = PCA(n_components=2, random_state=0)
    places: Numbers = pca.fit_transform(filled)
    # The argument that counts most in a direction points right, or up.
    most = np.abs(pca.components_).round(6).argmax(axis=1)
    places *= np.sign(pca.components_[[0, 1], most])
    # Few votes leave a member near the middle only because the rest was filled in.
    places *= np.sqrt(cast.shape[1] / known.sum(axis=1))[:, None]
    places /= max(float(np.abs(places).max()), 1e-9)
    rounded: Numbers = places.round(4) + 0.0
    return rounded


def _turned(
    places: "Numbers", members: Sequence[int], before: Mapping[int, tuple[float, float]]
) -> "Numbers":
    """The picture with its left and right, above and below where they were before."""
    import numpy as np

    stayed = [(place, before[member]) for place, member in enumerate(members) if member in before]
    if not stayed:
        return places
    now = places[[place for place, _ in stayed]]
    then = np.array([was for _, was in stayed])
    turned: Numbers = places * np.where((now * then).sum(axis=0) < 0, -1.0, 1.0) + 0.0
    return turned


def _groups(places: "Numbers") -> "NDArray[np.int_]":
    """A group for each point, numbered from left to right: as many as keep apart best."""
    import numpy as np
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    several = len(np.unique(places, axis=0))
    best, found = -1.0, np.zeros(len(places), dtype=int)
    for number in range(2, min(MOST_GROUPS, several, len(places) - 1) + 1):
        means = KMeans(number, n_init=10, random_state=0).fit(places)
        if np.bincount(means.labels_).min() < SMALLEST_GROUP:
            continue
        score = silhouette_score(places, means.labels_)
        if score > best:
            order = np.lexsort((means.cluster_centers_[:, 1], means.cluster_centers_[:, 0]))
            best, found = float(score), order.argsort()[means.labels_]
    return found


def _set_apart(
    cast: "Numbers", arguments: Sequence[int], groups: "NDArray[np.int_]"
) -> tuple[Group, ...]:
    """Each group with what it agrees with more, or less, than the others do."""
    import numpy as np

    def shares(rows: Any) -> "tuple[Numbers, NDArray[np.int_]]":
        seen = (~np.isnan(cast[rows])).sum(axis=0)
        return ((cast[rows] == 1).sum(axis=0) + 1) / (seen + 2), seen

    told = []
    for group in range(int(groups.max()) + 1):
        within, outside = groups == group, groups != group
        (share, seen), (others, _) = shares(within), shares(outside)
        gap = np.where(seen >= SMALLEST_GROUP, np.abs(share - others), 0) * outside.any()
        chosen = [one for one in np.argsort(-gap.round(9), kind="stable")[:SAID] if gap[one] > 0]
        apart = (
            Apart(arguments[i], round(float(share[i]), 4), round(float(others[i]), 4))
            for i in chosen
        )
        told.append(Group(int(within.sum()), tuple(apart)))
    return tuple(told)
