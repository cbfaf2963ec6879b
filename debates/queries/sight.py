"""Whether a viewer sees how others voted: SQL for every statement that reads counts or scores."""

from typing import NamedTuple

from accounts.models import Viewer
from debates.models import Debate
from debates.rules import is_blind_to

# Of a tally, what counts votes.
COUNTS = ("agree", "unsure", "disagree", "well_argued", "beside_the_point", "agree_as_worded")

HAS_POSITION = """EXISTS (SELECT FROM debates_vote AS vote
        WHERE vote.member_id = %(viewer)s AND vote.argument_id = argument.id
            AND vote.position IS NOT NULL)"""

# Asked once for each argument. Without OFFSET the planner would ask again for every column.
ASK = "CROSS JOIN LATERAL (SELECT {condition} AS seen OFFSET 0) AS sight"
OF_THE_DEBATE = "JOIN debates_debate AS debate ON debate.id = argument.debate_id "


class Sight(NamedTuple):
    """A join to `argument`, and with it the condition under which counts are seen."""

    join: str
    seen: str

    def once_seen(self, *columns: str) -> str:
        """These columns, each NULL for whoever may not see it yet."""
        return ", ".join(f"CASE WHEN {self.seen} THEN {column} END" for column in columns)


def sight_in(debate: Debate | None, viewer: Viewer) -> Sight:
    """What this viewer sees of the arguments of a debate; of None, of any debate that they are in.

    A debate that hides nothing costs nothing.
    """
    has_position = HAS_POSITION if viewer.is_authenticated else "FALSE"
    if debate is None:
        condition = f"NOT debate.is_blind OR debate.closed_at IS NOT NULL OR {has_position}"
        return Sight(OF_THE_DEBATE + ASK.format(condition=condition), "sight.seen")
    if is_blind_to(debate):
        return Sight(ASK.format(condition=has_position), "sight.seen")
    return Sight("", "TRUE")
