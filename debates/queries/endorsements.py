"""How the sides of a synthesis vote on it: now, and over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from accounts.models import Viewer
from debates.models import Argument, Endorsement, Position, Vote
from debates.scoring.endorsement import Ballots, endorsement

POINTS = 60
FEWEST_VOTES = 5


def endorsement_of(synthesis: Argument) -> Endorsement:
    """As it was scored last; without votes where it was not yet."""
    found = Endorsement.objects.filter(pk=synthesis.pk).first()
    return found or _unscored(synthesis)


def has_position(argument: Argument, viewer: Viewer) -> bool:
    """Whether the viewer takes a position on it: then even a blind debate tells how others vote."""
    votes = Vote.objects.filter(argument=argument, member=viewer.pk, position__isnull=False)
    return viewer.is_authenticated and votes.exists()


def _unscored(synthesis: Argument) -> Endorsement:
    concessions = synthesis.concessions.filter(synthesis_version=1).order_by("pk")
    sides = list(concessions.values_list("argument", flat=True))
    none = dict.fromkeys(Position.values, 0)
    ended = endorsement([Ballots(0, 0, 0) for _ in sides])
    return Endorsement(
        synthesis=synthesis,
        debate_id=synthesis.debate_id,
        score=float(ended.score),
        status=ended.status.value,
        sides=[
            {
                "argument": argument,
                **none,
                **{name: getattr(side, name) for name in ("mean", "low", "high")},
                **{"t": float(side.t), "d": float(side.d)},
            }
            for argument, side in zip(sides, ended.sides, strict=True)
        ],
        no_side=none,
    )


@dataclass(frozen=True)
class Moment:
    """How one side stood at a moment: so many of those who had voted by then accepted it."""

    at: datetime
    side: int
    agree: int
    votes: int


# From the append-only changes of position, by the side that each voter is counted for now.
OVER_TIME = """
WITH moved AS (
    SELECT change.at, ballot.side_id, change.id,
        coalesce(change.after = 'agree', FALSE)::int
            - coalesce(change.before = 'agree', FALSE)::int AS agree,
        (change.after IS NOT NULL)::int - (change.before IS NOT NULL)::int AS votes
    FROM debates_positionchange AS change
    JOIN debates_ballot AS ballot ON ballot.synthesis_id = change.argument_id
        AND ballot.member_id = change.member_id AND ballot.side_id IS NOT NULL
    WHERE change.argument_id = %(synthesis)s
), summed AS (
    SELECT at, side_id, id,
        sum(agree) OVER side AS agree, sum(votes) OVER side AS votes,
        row_number() OVER side AS number, count(*) OVER (PARTITION BY side_id) AS many
    FROM moved WINDOW side AS (PARTITION BY side_id ORDER BY id)
)
SELECT at, side_id, agree, votes FROM summed
WHERE number = many OR number %% greatest(1, many / %(points)s) = 0 ORDER BY id
"""


def over_time(synthesis: Argument) -> Sequence[Moment]:
    """Some 60 moments a side at the most; none below five voters, whom they could give away."""
    with connection.cursor() as cursor:
        cursor.execute(OVER_TIME, {"synthesis": synthesis.pk, "points": POINTS})
        moments = [Moment(*row) for row in cursor.fetchall()]
    last = {moment.side: moment.votes for moment in moments}
    return moments if sum(last.values()) >= FEWEST_VOTES else []
