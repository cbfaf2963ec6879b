"""Warning, muting and suspending members, and what is restricted for oneself."""

from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext as _

from accounts.models import User
from debates.actions import restrictions as acts
from debates.actions.casework import decide_case
from debates.api.answers import Given
from debates.api.operations import Asked, operation, ruling_operation
from debates.api.problems import unfit
from debates.api.resource import Resource
from debates.api.serializers.restrictions import (
    NewRestriction,
    NewWarning,
    RestrictionShape,
    listed_restriction,
    restriction,
)
from debates.api.views.lists import PAGING, paged_by_id
from debates.models import Case, Debate, Restriction, Ruling
from debates.queries.cases import find_case
from debates.queries.debates import find_debate
from debates.queries.members import find_member
from debates.queries.restrictions import restrictions_of

AGAIN = {"rule": "mistake", "reason": "They quoted the insult to answer it."}
RESTRICTS = {"rule": "insult", "reason": "Three insults after a warning.", "lasts": "week"}


class Warnings(Resource):
    """That a member was warned."""

    @ruling_operation(
        "warn_member",
        "Warn a member",
        takes=NewWarning,
        gives=RestrictionShape,
        status=201,
        example={"rule": "insult", "reason": "Please answer what they say.", "debate": None},
    )
    def post(self, asked: Asked, name: str) -> Given:
        slug = asked.body["debate"]
        debate = find_debate(asked.viewer, slug) if slug is not None else None
        member = find_member(name)
        rule = partial(acts.warn_member, member, debate, **asked.grounds)
        ruling = _decided(asked, member, rule)
        return Given(restriction(ruling), status=201, location=_at(asked, ruling))


class Mute(Resource):
    """That a member takes no part: in one debate, or anywhere."""

    @ruling_operation(
        "mute_member",
        "Mute a member in a debate",
        takes=NewRestriction,
        gives=RestrictionShape,
        example=RESTRICTS,
    )
    def put(self, asked: Asked, slug: str, name: str) -> Given:
        return _muted(asked, name, find_debate(asked.viewer, slug))

    @ruling_operation(
        "unmute_member",
        "Let a member speak again in a debate",
        gives=RestrictionShape,
        example=AGAIN,
    )
    def delete(self, asked: Asked, slug: str, name: str) -> Given:
        return _unmuted(asked, name, find_debate(asked.viewer, slug))


class MuteEverywhere(Resource):
    """That a member takes part in no debate."""

    @ruling_operation(
        "mute_member_everywhere",
        "Mute a member on the whole site",
        takes=NewRestriction,
        gives=RestrictionShape,
        example=RESTRICTS,
    )
    def put(self, asked: Asked, name: str) -> Given:
        return _muted(asked, name, None)

    @ruling_operation(
        "unmute_member_everywhere",
        "Let a member speak again on the whole site",
        gives=RestrictionShape,
        example=AGAIN,
    )
    def delete(self, asked: Asked, name: str) -> Given:
        return _unmuted(asked, name, None)


class Suspension(Resource):
    """That a member does nothing here."""

    @ruling_operation(
        "suspend_member",
        "Suspend a member",
        takes=NewRestriction,
        gives=RestrictionShape,
        about="They sign in, read the pages, appeal, and leave: no more. Their tokens open only "
        "`me`, their restrictions, notices and appeals.",
        example=RESTRICTS,
    )
    def put(self, asked: Asked, name: str) -> Given:
        member, lasts = find_member(name), asked.body["lasts"]
        rule = partial(acts.suspend_member, member, lasts=lasts, **asked.grounds)
        return Given(restriction(_decided(asked, member, rule)))

    @ruling_operation(
        "reinstate_member",
        "Let a suspended member in again",
        gives=RestrictionShape,
        example=AGAIN,
    )
    def delete(self, asked: Asked, name: str) -> Given:
        return _undone(acts.reinstate_member(find_member(name), **asked.grounds))


class MyRestrictions(Resource):
    """What was ruled on whoever asks."""

    @operation(
        "list_my_restrictions",
        "Your warnings, mutes and suspensions, newest first",
        gives=RestrictionShape,
        paged=True,
        members_only=True,
        open_to_the_suspended=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked) -> Given:
        mine = restrictions_of(asked.by)
        return paged_by_id(asked, mine, listed_restriction, of="restrictions")


def _muted(asked: Asked, name: str, debate: Debate | None) -> Given:
    lasts, member = asked.body["lasts"], find_member(name)
    rule = partial(acts.mute_member, member, debate, lasts=lasts, **asked.grounds)
    return Given(restriction(_decided(asked, member, rule)))


def _decided(asked: Asked, member: User, rule: Callable[[], Ruling | Restriction]) -> Ruling:
    """The ruling; it decides the case that the body names."""
    if (number := asked.body["case"]) is not None:
        return decide_case(_case(asked, number), rule, of=member, by=asked.by)
    made = rule()
    return made if isinstance(made, Ruling) else made.ruling


def _case(asked: Asked, number: int) -> Case:
    try:
        return find_case(asked.viewer, number)
    except Case.DoesNotExist:
        why = _("There is no such case.")
        raise unfit([{"pointer": "/case", "detail": why, "code": "unknown"}]) from None


def _unmuted(asked: Asked, name: str, debate: Debate | None) -> Given:
    return _undone(acts.unmute_member(find_member(name), debate, **asked.grounds))


def _undone(ruling: Ruling) -> Given:
    assert ruling.undoes is not None
    return Given(restriction(ruling.undoes))


def _at(asked: Asked, ruling: Ruling) -> str:
    return f"{asked.base}/api/v1/rulings/{ruling.pk}"
