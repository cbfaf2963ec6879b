"""Where the people of a debate stand."""

from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.landscapes import LandscapeShape, landscape
from debates.queries.debates import find_debate
from debates.queries.landscapes import landscape_for


class LandscapeOfDebate(Resource):
    """Where the people of one debate stand."""

    @operation(
        "read_landscape",
        "Where people stand: those who vote alike, close together",
        gives=LandscapeShape,
        about="Points carry no names; only the reader's own is marked. Drawn anew once a minute.",
    )
    def get(self, asked: Asked, slug: str) -> Given:
        return Given(landscape(landscape_for(find_debate(asked.viewer, slug), asked.viewer)))
