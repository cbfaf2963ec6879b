"""Where people stand, as the API shows it: points, never whose."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.shapes import ReasonShape, Shape
from debates.models import Kind
from debates.queries.landscapes import Seen


class StandShape(Shape):
    """One point; nobody but the reader learns whose it is."""

    x = serializers.FloatField(help_text="From -1 to 1, as `y`, on one scale.")
    y = serializers.FloatField()
    group = serializers.CharField(help_text="The letter of its group.")
    holds = serializers.IntegerField(
        allow_null=True, help_text="Which pole this member holds more than the others."
    )
    is_me = serializers.BooleanField()


class PoleShape(Shape):
    """An argument that the leading synthesis reconciles."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Kind.values)
    statement = serializers.CharField(
        allow_null=True, help_text="null where it is hidden or withdrawn."
    )


class ApartShape(Shape):
    """An argument that sets a group apart: the percentages who agree with it."""

    argument = serializers.IntegerField()
    statement = serializers.CharField()
    agrees = serializers.BooleanField(help_text="Whether the group agrees more than the others.")
    share = serializers.IntegerField(help_text="In the group, in percent.")
    others = serializers.IntegerField(help_text="Outside it, in percent.")


class StandGroupShape(Shape):
    """People who vote alike."""

    name = serializers.CharField()
    size = serializers.IntegerField()
    apart = ApartShape(many=True)


class LandscapeShape(Shape):
    """Where the people of a debate stand: those who vote alike, close together."""

    why_not = ReasonShape(allow_null=True, help_text="Why nothing is shown, if it is not.")
    drawn_at = serializers.DateTimeField(allow_null=True)
    voters = serializers.IntegerField(allow_null=True)
    arguments = serializers.IntegerField(allow_null=True, help_text="That it is drawn from.")
    poles = PoleShape(many=True)
    points = StandShape(many=True, help_text="Empty below 5 voters or 3 arguments.")
    groups = StandGroupShape(many=True)
    words = serializers.CharField(help_text="The same in words.")


def landscape(seen: Seen) -> dict[str, Any]:
    why_not = seen.why_not
    return {
        "why_not": {"code": why_not.code, "detail": why_not.text} if why_not else None,
        "drawn_at": moment(seen.drawn_at),
        "voters": None if why_not else seen.people,
        "arguments": None if why_not else seen.arguments,
        "poles": [pole._asdict() for pole in seen.poles],
        "points": [
            point._asdict() | {"group": seen.groups[point.group].name} for point in seen.points
        ],
        "groups": [
            {
                "name": group.name,
                "size": group.size,
                "apart": [one._asdict() for one in group.apart],
            }
            for group in seen.groups
        ],
        "words": " ".join(seen.words),
    }
