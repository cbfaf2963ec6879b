"""Who a viewer is in a debate, and whether they see how others voted: SQL for what reads it."""

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

# What Debate.with_standing_of says, of `debate` and its `membership`: role, mute, locks, slow ones.
STANDING = """membership.role,
    (SELECT json_build_object('until', mute.until, 'rule', ruling.rule, 'reason', ruling.reason,
            'ruling', ruling.id)
        FROM debates_restriction AS mute JOIN debates_ruling AS ruling ON ruling.id = mute.ruling_id
        WHERE mute.member_id = %(viewer)s AND mute.lifted_at IS NULL AND mute.until > %(now)s
            AND (mute.debate_id = debate.id OR mute.debate_id IS NULL)
        ORDER BY mute.until DESC LIMIT 1),
    EXISTS (SELECT FROM debates_lock WHERE debates_lock.debate_id = debate.id),
    EXISTS (SELECT FROM debates_slowing WHERE debates_slowing.debate_id = debate.id)"""


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
