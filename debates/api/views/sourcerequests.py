"""Asking for a source for an argument."""

from debates.actions.sourcerequests import ask_for_source, take_back_request
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.sourcerequests import SourceRequestsShape, source_requests
from debates.models import Argument
from debates.queries.arguments import card_of, find_argument
from debates.queries.sourcerequests import my_request


class MySourceRequest(Resource):
    """That the reader asks for a source for one argument."""

    @operation(
        "read_source_request",
        "Whether you ask for a source for an argument",
        gives=SourceRequestsShape,
        about="How many ask, and your own request; not who the others are.",
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        return _stands(asked, find_argument(asked.viewer, argument_id))

    @operation(
        "ask_for_source",
        "Ask for a source for an argument",
        gives=SourceRequestsShape,
        about="Its author is told. Evidence that supports it answers all who ask; ask again if "
        "that is not enough for you. Asking twice is asking once.",
    )
    def put(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        ask_for_source(found, by=asked.by)
        return _stands(asked, found)

    @operation(
        "take_back_request",
        "Ask no longer for a source",
        gives=SourceRequestsShape,
    )
    def delete(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        take_back_request(found, by=asked.by)
        return _stands(asked, found)


def _stands(asked: Asked, argument: Argument) -> Given:
    mine = my_request(argument, asked.viewer)
    return Given(source_requests(card_of(argument, asked.viewer), mine))
