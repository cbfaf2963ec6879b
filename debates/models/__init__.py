from debates.models.argument import Argument, Kind
from debates.models.bookmark import Bookmark
from debates.models.change import Change
from debates.models.concession import Concession
from debates.models.debate import Debate, Visibility
from debates.models.draft import Draft
from debates.models.event import Event
from debates.models.evidence import Evidence, Stance
from debates.models.link import Link
from debates.models.membership import Invitation, Membership
from debates.models.notice import Notice
from debates.models.once import OnceKey
from debates.models.remark import Remark
from debates.models.ruling import Ruling
from debates.models.source import Source
from debates.models.tally import DebateTally, Participation, Tally
from debates.models.version import Version
from debates.models.vote import Position, PositionChange, Vote

__all__ = [
    "Argument",
    "Bookmark",
    "Change",
    "Concession",
    "Debate",
    "DebateTally",
    "Draft",
    "Event",
    "Evidence",
    "Invitation",
    "Kind",
    "Link",
    "Membership",
    "Notice",
    "OnceKey",
    "Participation",
    "Position",
    "PositionChange",
    "Remark",
    "Ruling",
    "Source",
    "Stance",
    "Tally",
    "Version",
    "Visibility",
    "Vote",
]
