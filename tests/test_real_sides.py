"""Real people on real statements: where both sides of them meet, and where only one agrees."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from config.environment import ROOT
from debates.actions.scores import refresh_all_scores
from debates.models import Argument, Debate, Endorsement, Position, Vote
from debates.queries.drift import drift_of
from debates.scoring.endorsement import Ballots, Status, endorsement
from tests.factories import a_synthesis, a_vote

DATA = Path(os.environ.get("DIALECTIC_DATA", ROOT.parent / "shared" / "data"))
FOLDER = DATA / "polis" / "brexit-consensus"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("no_limits"),
    pytest.mark.skipif(not FOLDER.exists(), reason=f"the conversation is not at hand: {FOLDER}"),
]

Votes = Mapping[int, Mapping[int, str]]
WORTH = {Position.AGREE: 1, Position.DISAGREE: -1, Position.UNSURE: 0}


def test_a_bridging_and_a_one_sided_synthesis_of_real_people() -> None:
    call_command("import_polis", str(FOLDER), verbosity=0)
    debate = Debate.objects.get()
    votes = votes_in(debate)
    pair, meets, parts = next(opposed(votes))
    for third in (meets, parts):
        synthesis = a_synthesis(
            [Argument.objects.select_related("debate").get(pk=one) for one in pair],
            Argument.objects.get(pk=third).statement,
        )
        for member, position in votes[third].items():
            a_vote(synthesis, position, by=User.objects.get(pk=member))
    refresh_all_scores()
    statuses = list(Endorsement.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == ["bridging", "one-sided"]
    assert list(drift_of(debate)) == []
    page = Client().get(f"/debates/{debate.slug}/syntheses/").content.decode()
    assert page.index("Most on both sides endorse it") < page.index("One side only")


def votes_in(debate: Debate) -> Votes:
    """By statement, who took which position."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    standing = Vote.objects.filter(debate=debate, argument__hidden_at=None)
    for argument, member, position in standing.values_list("argument", "member", "position"):
        if position:
            found[argument][member] = position
    return found


def opposed(votes: Votes) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Two statements that pull apart, one on which their sides meet, and one on which they part."""
    most_voted = sorted(votes, key=lambda argument: -len(votes[argument]))[:40]
    for pair in combinations(most_voted, 2):
        found: dict[Status, int] = {}
        for third in most_voted:
            if third not in pair:
                ended = endorsement([ballots(votes, pair, side, third) for side in (1, -1)])
                found.setdefault(ended.status, third)
        if {Status.BRIDGING, Status.ONE_SIDED} <= set(found):
            yield pair, found[Status.BRIDGING], found[Status.ONE_SIDED]


def ballots(votes: Votes, pair: tuple[int, int], side: int, third: int) -> Ballots:
    def of(argument: int, member: int) -> int:
        return WORTH[Position(votes[argument].get(member, Position.UNSURE))]

    counts = dict.fromkeys(Position.values, 0)
    for member, position in votes[third].items():
        leans = of(pair[0], member) - of(pair[1], member)
        if leans * side > 0:
            counts[position] += 1
    return Ballots(*counts.values())
