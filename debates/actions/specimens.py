"""One synthesis in every status that a reader can meet, for looking at on a local start.

Made by the demo's members through the actions, in a private debate of theirs.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction

from accounts import clock, limits
from accounts.models import User
from debates.actions.arguments import edit_argument, post_claim, post_counterclaim
from debates.actions.debates import open_debate
from debates.actions.scores import refresh_all_scores
from debates.actions.syntheses import Kept, post_synthesis
from debates.actions.votes import cast_vote
from debates.models import Argument, Debate, Membership, Position, Visibility

SLUG = "specimens"
QUESTION = "Should the town build a tram?"


class Specimen(NamedTuple):
    """A synthesis, and how so many of either side vote on it: agree, unsure, not yet."""

    statement: str
    claim: tuple[int, int, int]
    counterclaim: tuple[int, int, int]
    goes_stale: bool = False


SPECIMENS = (
    Specimen("Build one line, and judge it by its riders.", (8, 1, 1), (8, 0, 1)),
    Specimen("Build all three lines at once.", (9, 0, 0), (0, 0, 9)),
    Specimen("Build nothing, and sell the depot.", (0, 0, 7), (0, 1, 6)),
    Specimen("Wait for what other towns find.", (0, 6, 0), (0, 5, 1)),
    Specimen("Build it where the buses are full.", (3, 1, 2), (0, 0, 6)),
    Specimen("Ask the riders of line 4 first.", (2, 0, 0), (1, 0, 0)),
    Specimen("Lay the track with the next road works.", (3, 0, 1), (4, 0, 1)),
    Specimen("Build it, and close the inner ring to cars.", (2, 0, 2), (3, 0, 1)),
    Specimen("Build one line by borrowing half of it.", (8, 0, 0), (8, 0, 0), goes_stale=True),
)


def find_specimens() -> Debate | None:
    """The debate of the specimens, when it is there."""
    return Debate.objects.filter(slug=SLUG, opened_by__is_demo=True).first()


@transaction.atomic
def load_specimens() -> Debate:
    """The specimens; made now, by the demo's members, when they are not there yet."""
    if found := find_specimens():
        return found
    opener, other, *voters = User.objects.filter(is_demo=True).order_by("date_joined")[:24]
    began = clock.now() - timedelta(days=9)
    with limits.lifted():
        with clock.at(began):
            debate = open_debate(QUESTION, visibility=Visibility.PRIVATE, by=opener)
            debate.slug = SLUG
            debate.save(update_fields=["slug"])
            debate.standing = Membership.Role.PARTICIPANT
            pairs = [_pair(debate, opener, other, stale) for stale in (False, True)]
        sides = voters[:10], voters[10:20]
        with clock.at(began + timedelta(days=1)):
            for pair in pairs:
                _take_sides(pair, sides)
        for number, specimen in enumerate(SPECIMENS):
            with clock.at(began + timedelta(days=2, hours=number)):
                _post(debate, specimen, pairs[specimen.goes_stale], sides, by=voters[20])
        refresh_all_scores()
        stale = pairs[True][0]
        stale.debate.standing = Membership.Role.OPENER
        words = "Trams carry more people than cars do."
        edit_argument(stale, statement=words, reasoning="", by=opener)
    refresh_all_scores()
    return debate


def _pair(debate: Debate, opener: User, other: User, stale: bool) -> tuple[Argument, Argument]:
    words = "Trams carry more people than lanes." if stale else "A tram takes cars off the streets."
    claim = post_claim(debate, words, by=opener)
    return claim, post_counterclaim(claim, "A tram binds the town's money for decades.", by=other)


def _take_sides(pair: tuple[Argument, Argument], sides: Sequence[Sequence[User]]) -> None:
    for own, held in enumerate(pair):
        for voter in sides[own]:
            cast_vote(held, position=Position.AGREE, by=voter)
            cast_vote(pair[1 - own], position=Position.DISAGREE, by=voter)


def _post(
    debate: Debate,
    specimen: Specimen,
    pair: tuple[Argument, Argument],
    sides: Sequence[Sequence[User]],
    *,
    by: User,
) -> None:
    kept = [Kept(pair[0].pk, "It moves many."), Kept(pair[1].pk, "It costs for long.")]
    synthesis = post_synthesis(debate, specimen.statement, concessions=kept, by=by)
    for side, counts in zip(sides, (specimen.claim, specimen.counterclaim), strict=True):
        positions = [
            position for position, many in zip(Position, counts, strict=True) for _ in range(many)
        ]
        for voter, position in zip(side, positions, strict=False):
            cast_vote(synthesis, position=position, by=voter)
