from debates.models.argument import Argument, Kind
from debates.models.bookmark import Bookmark
from debates.models.change import Change
from debates.models.check import Check, Question
from debates.models.concession import Concession
from debates.models.crux import Crux, LeftOpen, Second
from debates.models.debate import Debate, Visibility
from debates.models.draft import Draft
from debates.models.endorsement import Affirmation, Ballot, Endorsement, Staleness, Status
from debates.models.event import Event
from debates.models.evidence import Evidence, Stance
from debates.models.fairness import Fairness, Obstacle
from debates.models.file import File, FileKind, Holding, Quota
from debates.models.follow import Follow
from debates.models.landscape import Landscape
from debates.models.link import Link
from debates.models.listing import Intake, Listing
from debates.models.membership import Invitation, Membership
from debates.models.mind import MindChange
from debates.models.notice import Notice
from debates.models.once import OnceKey
from debates.models.outcome import Dispute, Outcome
from debates.models.remark import Remark
from debates.models.retraction import Retraction
from debates.models.ruling import Ruling
from debates.models.score import Score, Share
from debates.models.source import Identifier, Source, SourceKind
from debates.models.sourcerequest import SourceRequest
from debates.models.suggestion import Suggestion
from debates.models.tally import DebateTally, Participation, Tally
from debates.models.version import Version
from debates.models.vote import Position, PositionChange, Vote

__all__ = [
    "Affirmation",
    "Argument",
    "Ballot",
    "Bookmark",
    "Change",
    "Check",
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
    "File",
    "FileKind",
    "Follow",
    "Holding",
    "Identifier",
    "Intake",
    "Invitation",
    "Kind",
    "Landscape",
    "LeftOpen",
    "Link",
    "Listing",
    "Membership",
    "MindChange",
    "Notice",
    "Obstacle",
    "OnceKey",
    "Outcome",
    "Participation",
    "Position",
    "PositionChange",
    "Question",
    "Quota",
    "Remark",
    "Retraction",
    "Ruling",
    "Score",
    "Second",
    "Share",
    "Source",
    "SourceKind",
    "SourceRequest",
    "Staleness",
    "Stance",
    "Status",
    "Suggestion",
    "Tally",
    "Version",
    "Visibility",
    "Vote",
]
