"""Flagging, and what became of one's own flags."""

from debates.actions import flags as acts
from debates.actions.flags import Complaint
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.flags import FlagShape, NewFlag, asked_for_source, flag
from debates.api.views.lists import PAGING, paged_by_id
from debates.models import Flag
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from debates.queries.flags import find_flag, flags_of, my_flag
from debates.queries.members import find_member


class FlagsOnArgument(Resource):
    """That members flag an argument."""

    @operation(
        "flag_argument",
        "Flag an argument",
        takes=NewFlag,
        gives=FlagShape,
        status=201,
        about="One open flag per member and thing: take it back to flag otherwise. "
        "`needs_source` asks its author for a source, as PUT on `source-request` does: it "
        "is `asked`, and stands there.",
        example={"rule": "insult", "note": "The second sentence is about its author."},
    )
    def post(self, asked: Asked, argument_id: int) -> Given:
        argument = find_argument(asked.viewer, argument_id)
        made = acts.flag_argument(argument, _said(asked), by=asked.by)
        if made is None:
            location = f"{asked.base}/api/v1/arguments/{argument_id}/source-request"
            return Given(asked_for_source(argument), status=201, location=location)
        return _raised(asked, made)


class FlagsOnEvidence(Resource):
    """That members flag a piece of evidence."""

    @operation(
        "flag_evidence",
        "Flag a piece of evidence",
        takes=NewFlag,
        gives=FlagShape,
        status=201,
        example={"rule": "false_source", "note": "The page says nothing of the kind."},
    )
    def post(self, asked: Asked, evidence_id: int) -> Given:
        evidence = find_evidence(asked.viewer, evidence_id)
        return _raised(asked, acts.flag_evidence(evidence, _said(asked), by=asked.by))


class FlagsOnMember(Resource):
    """That members flag a profile."""

    @operation(
        "flag_member",
        "Flag a member's profile",
        takes=NewFlag,
        gives=FlagShape,
        status=201,
        about="The site's staff look at it.",
        example={"rule": "spam", "note": "The name advertises a shop."},
    )
    def post(self, asked: Asked, name: str) -> Given:
        return _raised(asked, acts.flag_member(find_member(name), _said(asked), by=asked.by))


class MyFlags(Resource):
    """What the reader flagged."""

    @operation(
        "list_flags",
        "Your flags and what became of each, newest first",
        gives=FlagShape,
        paged=True,
        members_only=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked) -> Given:
        return paged_by_id(asked, flags_of(asked.by), lambda one: flag(my_flag(one)), of="flags")


class OneFlag(Resource):
    """One of the reader's own flags."""

    @operation("read_flag", "A flag of yours", gives=FlagShape, members_only=True)
    def get(self, asked: Asked, flag_id: int) -> Given:
        return Given(flag(my_flag(find_flag(asked.by, flag_id))))

    @operation(
        "take_back_flag",
        "Take your flag back",
        gives=FlagShape,
        about="While no moderator has closed it.",
    )
    def delete(self, asked: Asked, flag_id: int) -> Given:
        acts.take_back_flag(find_flag(asked.by, flag_id), by=asked.by)
        return Given(flag(my_flag(find_flag(asked.by, flag_id))))


def _said(asked: Asked) -> Complaint:
    return Complaint(**asked.body)


def _raised(asked: Asked, made: Flag) -> Given:
    shown = flag(my_flag(find_flag(asked.by, made.pk)))
    return Given(shown, status=201, location=f"{asked.base}/api/v1/flags/{made.pk}")
