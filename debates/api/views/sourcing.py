"""How well each side of a debate is sourced."""

from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.sourcing import SourcingShape, sourcing
from debates.queries.debates import find_debate
from debates.queries.sourcerequests import most_asked_in
from debates.queries.sourcing import sourcing_of


class SourcingOfDebate(Resource):
    """How well each side of one debate is sourced."""

    @operation(
        "read_sourcing",
        "How well each side is sourced, and where a source is asked for",
        gives=SourcingShape,
        about="Evidence counts for the side that its argument takes by its place in the thread; "
        "what undermines its argument, for the other side.",
    )
    def get(self, asked: Asked, slug: str) -> Given:
        debate = find_debate(asked.viewer, slug)
        return Given(sourcing(sourcing_of(debate), most_asked_in(debate)))
