from debates.models.appeal import Appeal, AppealReply
from debates.models.argument import Argument, Kind
from debates.models.bookmark import Bookmark
from debates.models.case import Case
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
from debates.models.flag import Flag
from debates.models.follow import Follow
from debates.models.houserule import NOT_FLAGGED, REVIEW_MARKS, URGENCY, HouseRule, SiteRule
from debates.models.ignore import Ignore
from debates.models.joined import JoinedVote
from debates.models.landscape import Landscape
from debates.models.link import Link
from debates.models.listing import Intake, Listing
from debates.models.lock import Lock, Slowing
from debates.models.membership import Invitation, Membership
from debates.models.mind import MindChange
from debates.models.notice import Notice
from debates.models.once import OnceKey
from debates.models.outcome import Dispute, Outcome
from debates.models.remark import Remark
from debates.models.restriction import UNTIL_LIFTED, Restriction
from debates.models.retraction import Retraction
from debates.models.ruling import HIDING, INVERSES, Ruling
from debates.models.score import Score, Share
from debates.models.sealed import Sealed
from debates.models.source import Identifier, Source, SourceKind
from debates.models.sourcerequest import SourceRequest
from debates.models.suggestion import Suggestion
from debates.models.tally import DebateTally, Participation, Tally
from debates.models.version import Version
from debates.models.vote import Position, PositionChange, Vote

__all__ = [
    "HIDING",
    "INVERSES",
    "NOT_FLAGGED",
    "REVIEW_MARKS",
    "UNTIL_LIFTED",
    "URGENCY",
    "Affirmation",
    "Appeal",
    "AppealReply",
    "Argument",
    "Ballot",
    "Bookmark",
    "Case",
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
    "Flag",
    "Follow",
    "Holding",
    "HouseRule",
    "Identifier",
    "Ignore",
    "Intake",
    "Invitation",
    "JoinedVote",
    "Kind",
    "Landscape",
    "LeftOpen",
    "Link",
    "Listing",
    "Lock",
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
    "Restriction",
    "Retraction",
    "Ruling",
    "Score",
    "Sealed",
    "Second",
    "Share",
    "SiteRule",
    "Slowing",
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
