from debates.models.argument import Argument, Kind
from debates.models.bookmark import Bookmark
from debates.models.change import Change
from debates.models.concession import Concession
from debates.models.crux import Crux, LeftOpen, Second
from debates.models.debate import Debate, Visibility
from debates.models.draft import Draft
from debates.models.endorsement import Affirmation, Ballot, Endorsement, Staleness, Status
from debates.models.event import Event
from debates.models.evidence import Evidence, Stance
from debates.models.fairness import Fairness, Obstacle
from debates.models.landscape import Landscape
from debates.models.link import Link
from debates.models.membership import Invitation, Membership
from debates.models.mind import MindChange
from debates.models.notice import Notice
from debates.models.once import OnceKey
from debates.models.outcome import Dispute, Outcome
from debates.models.remark import Remark
from debates.models.ruling import Ruling
from debates.models.score import Score, Share
from debates.models.source import Source
from debates.models.tally import DebateTally, Participation, Tally
from debates.models.version import Version
from debates.models.vote import Position, PositionChange, Vote

__all__ = [
    "Affirmation",
    "Argument",
    "Ballot",
    "Bookmark",
    "Change",
    "Concession",
    "Crux",
    "Debate",
    "DebateTally",
    "Dispute",
    "Draft",
    "Endorsement",
    "Event",
    "Evidence",
    "Fairness",
    "Invitation",
    "Kind",
    "Landscape",
    "LeftOpen",
    "Link",
    "Membership",
    "MindChange",
    "Notice",
    "Obstacle",
    "OnceKey",
    "Outcome",
    "Participation",
    "Position",
    "PositionChange",
    "Remark",
    "Ruling",
    "Score",
    "Second",
    "Share",
    "Source",
    "Staleness",
    "Stance",
    "Status",
    "Tally",
    "Version",
    "Visibility",
    "Vote",
]
