"""Cruxes: what opposed arguments turn on."""

import re

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from debates.actions import cruxes as acts
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.parameters import LARGEST_ID, Parameter
from debates.api.problems import unfit_parameter
from debates.api.resource import Resource
from debates.api.serializers.cruxes import (
    CruxShape,
    LeftOpenEdit,
    LeftOpenShape,
    NewCrux,
    crux,
)
from debates.api.views.lists import PAGING, paged_by_id
from debates.models import Argument, Crux
from debates.queries.arguments import find_argument
from debates.queries.cruxes import cruxes_in, cruxes_left_open_by, find_crux
from debates.queries.debates import find_debate

PAIR = Parameter("pair", "Only those between these two arguments: `12,15`.")
TWO_IDS = re.compile(r"([0-9]{1,19}),([0-9]{1,19})")


class Cruxes(Resource):
    """The cruxes of one debate."""

    @operation(
        "list_cruxes",
        "The cruxes of a debate, newest first",
        gives=CruxShape,
        paged=True,
        parameters=(PAIR, *PAGING),
        about="Not those that were withdrawn, nor those of hidden or withdrawn arguments.",
    )
    def get(self, asked: Asked, slug: str) -> Given:
        debate = find_debate(asked.viewer, slug)
        return paged_by_id(
            asked,
            _of_pair(cruxes_in(debate, asked.viewer), asked.params["pair"]),
            crux,
            of=f"cruxes {debate.pk} {asked.params['pair'] or ''}",
        )

    @operation(
        "name_crux",
        "Name the question on which two opposed arguments turn",
        takes=NewCrux,
        gives=CruxShape,
        status=201,
        example={
            "first": 1,
            "second": 2,
            "question": "Do riders come when a line opens?",
            "kind": "fact",
        },
    )
    def post(self, asked: Asked, slug: str) -> Given:
        debate, said = find_debate(asked.viewer, slug), asked.body
        named = acts.name_crux(
            debate,
            said["question"],
            said["kind"],
            between=(said["first"], said["second"]),
            by=asked.by,
        )
        shown = crux(find_crux(asked.viewer, named.pk))
        return Given(shown, status=201, location=f"{asked.base}/api/v1/cruxes/{named.pk}")


class OneCrux(Resource):
    """One crux."""

    @operation("read_crux", "A crux", gives=CruxShape)
    def get(self, asked: Asked, crux_id: int) -> Given:
        return Given(crux(find_crux(asked.viewer, crux_id)))

    @operation(
        "withdraw_crux",
        "Withdraw a crux",
        status=204,
        about="For whoever named it, and for moderators.",
    )
    def delete(self, asked: Asked, crux_id: int) -> Given:
        acts.withdraw_crux(find_crux(asked.viewer, crux_id), by=asked.by)
        return Given(status=204)


class OneSecond(Resource):
    """The reader's second of one crux."""

    @operation("second_crux", "Second a crux", gives=CruxShape)
    def put(self, asked: Asked, crux_id: int) -> Given:
        acts.second_crux(find_crux(asked.viewer, crux_id), by=asked.by)
        return Given(crux(find_crux(asked.viewer, crux_id)))

    @operation("take_second_back", "Take your second back", gives=CruxShape)
    def delete(self, asked: Asked, crux_id: int) -> Given:
        acts.take_second_back(find_crux(asked.viewer, crux_id), by=asked.by)
        return Given(crux(find_crux(asked.viewer, crux_id)))


class LeftOpenCruxes(Resource):
    """The cruxes that one synthesis leaves open."""

    @operation("read_left_open", "The cruxes that a synthesis leaves open", gives=LeftOpenShape)
    def get(self, asked: Asked, argument_id: int) -> Given:
        return _left_open(_synthesis(asked, argument_id))

    @operation(
        "leave_open",
        "Say which cruxes your synthesis leaves open",
        takes=LeftOpenEdit,
        gives=LeftOpenShape,
        about="All or nothing, in place of those said before; each between two that it reconciles.",
        example={"cruxes": [1, 4]},
    )
    def put(self, asked: Asked, argument_id: int) -> Given:
        found = _synthesis(asked, argument_id)
        acts.leave_open(found, asked.body["cruxes"], by=asked.by)
        return _left_open(found)


def _synthesis(asked: Asked, argument_id: int) -> Argument:
    found = find_argument(asked.viewer, argument_id)
    if not found.is_synthesis:
        raise Argument.DoesNotExist
    return found


def _left_open(synthesis: Argument) -> Given:
    return Given({"cruxes": cruxes_left_open_by(synthesis)})


def _of_pair(cruxes: QuerySet[Crux], pair: str | None) -> QuerySet[Crux]:
    if pair is None:
        return cruxes
    two = TWO_IDS.fullmatch(pair)
    ids = sorted(map(int, two.groups())) if two else [0, 0]
    if not 0 < ids[0] < ids[1] <= LARGEST_ID:
        raise unfit_parameter("pair", _("Send the ids of two arguments, such as 12,15."))
    return cruxes.filter(first=ids[0], second=ids[1])
