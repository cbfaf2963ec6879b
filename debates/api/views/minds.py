"""Minds changed by arguments."""

from debates.actions.minds import name_mind_change
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.fairness import (
    MindsShape,
    NamedChangeShape,
    NewMindChange,
    changed,
    my_change,
    named_change,
)
from debates.queries.arguments import card_of, find_argument
from debates.queries.minds import minds_changed_by
from debates.rules.minds import open_change


class Minds(Resource):
    """The minds that one argument changed, and what changed minds about it."""

    @operation(
        "list_minds",
        "The minds that an argument changed",
        gives=MindsShape,
        about="From which position to which, and about which argument: never whose.",
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        return Given(
            {
                "count": card_of(found, asked.viewer).minds_changed,
                "results": [changed(one) for one in minds_changed_by(found)],
                "my_change": my_change(open_change(asked.viewer, found)),
            }
        )

    @operation(
        "name_mind_change",
        "Name what changed your mind about an argument",
        takes=NewMindChange,
        gives=NamedChangeShape,
        status=201,
        about="Once, after your vote on this argument went from agree to disagree or back.",
        example={"changed_by": 12},
    )
    def post(self, asked: Asked, argument_id: int) -> Given:
        about = find_argument(asked.viewer, argument_id)
        made = name_mind_change(about, asked.body["changed_by"], by=asked.by)
        location = f"{asked.base}/api/v1/arguments/{made.argument_id}/minds"
        return Given(named_change(made), status=201, location=location)
