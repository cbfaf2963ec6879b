"""How a synthesis stands: what it is out of date with, re-affirming it, and its rivals."""

from debates.actions import staleness as acts
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.staleness import (
    NewAffirmation,
    StalenessShape,
    staleness,
)
from debates.api.serializers.syntheses import SynthesisShape, synthesis
from debates.models import Argument
from debates.queries.rivals import rivals_of
from debates.queries.staleness import staleness_of, why_viewer_not_affirm
from debates.queries.syntheses import find_synthesis


class StalenessOfSynthesis(Resource):
    """What a synthesis is out of date with."""

    @operation(
        "read_staleness",
        "What a synthesis is out of date with, why and since when",
        gives=StalenessShape,
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        return _shown(asked, find_synthesis(asked.viewer, argument_id))


class Affirmations(Resource):
    """Saying that a synthesis holds still."""

    @operation(
        "affirm_synthesis",
        "Re-affirm a synthesis that is out of date",
        takes=NewAffirmation,
        gives=StalenessShape,
        status=201,
        optional_body=True,
        about="For its author, and from 7 days after the last change for whoever holds a side.",
        example={"read": [{"argument": 1, "version": 2}]},
    )
    def post(self, asked: Asked, argument_id: int) -> Given:
        found, read = find_synthesis(asked.viewer, argument_id), asked.body.get("read")
        versions = None if read is None else {one["argument"]: one["version"] for one in read}
        acts.affirm_synthesis(found, read=versions, by=asked.by)
        return _shown(asked, found, made=True)


class Rivals(Resource):
    """The other syntheses of the same arguments."""

    @operation(
        "list_rivals",
        "The best 20 other syntheses of the same arguments, best first",
        gives=SynthesisShape,
        paged=True,
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        found = find_synthesis(asked.viewer, argument_id)
        results = [
            synthesis(one, found.debate.slug, asked.base) for one in rivals_of(found, asked.viewer)
        ]
        return Given({"results": results, "next": None, "previous": None})


def _shown(asked: Asked, found: Argument, *, made: bool = False) -> Given:
    stale = staleness_of(found, asked.viewer)
    return Given(
        staleness(stale, why_viewer_not_affirm(found, asked.viewer, stale)),
        status=201 if made else 200,
        location=f"{asked.base}/api/v1/syntheses/{found.pk}/staleness" if made else "",
    )
