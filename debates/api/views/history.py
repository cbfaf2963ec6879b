"""The record of a debate."""

from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.parameters import Parameter
from debates.api.resource import Resource
from debates.api.serializers.history import EventShape, event
from debates.api.views.lists import PAGING, paged_by_id
from debates.queries.debates import find_debate
from debates.queries.history import events_of

ONLY = Parameter("only", "Only the lines of rulings.", choices=("rulings",))


class History(Resource):
    """The append-only record of a debate."""

    @operation(
        "list_events",
        "What happened in a debate, newest first",
        gives=EventShape,
        paged=True,
        parameters=(ONLY, *PAGING),
        about="What was hidden or redacted stands nowhere in it.",
    )
    def get(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        only = asked.params["only"] == "rulings"
        return paged_by_id(
            asked,
            events_of(found, rulings_only=only),
            lambda one: event(one, asked.viewer, asked.base),
            of=f"events {found.pk} {only}",
        )
