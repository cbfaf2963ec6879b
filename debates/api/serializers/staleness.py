"""What a synthesis is out of date with."""

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.arguments import reason_of
from debates.api.serializers.fields import Body, Id
from debates.api.serializers.shapes import ReasonShape, Shape
from debates.models import Staleness
from debates.queries.staleness import Stale
from debates.rules import Reason


class VersionRead(Body):
    """An argument, at the version that was read."""

    argument = Id()
    version = Id(max_value=2**31 - 1)


class NewAffirmation(Body):
    """That a synthesis holds still; with `read`, only if these are the present versions."""

    read = VersionRead(  # type: ignore[call-arg]  # `many` makes a list of it
        many=True,
        required=False,
        max_length=4,
        help_text="Each argument that it is out of date with, at the version that you read.",
    )


class StaleArgumentShape(Shape):
    """One argument that a synthesis is out of date with: itself, where its own evidence fell."""

    argument = serializers.IntegerField()
    why = serializers.ChoiceField(choices=Staleness.Why.values)
    since = serializers.DateTimeField()
    read = serializers.IntegerField(
        help_text="The version that the synthesis was written or last re-affirmed with."
    )
    version = serializers.IntegerField(help_text="The present version.")
    was = serializers.CharField(
        allow_null=True, help_text="Its statement then, where new words are the matter."
    )
    statement = serializers.CharField(
        allow_null=True, help_text="Its statement now; null where the reader may not read it."
    )


class StalenessShape(Shape):
    """What a synthesis is out of date with."""

    is_out_of_date = serializers.BooleanField()
    since = serializers.DateTimeField(allow_null=True)
    arguments = StaleArgumentShape(many=True)
    why_not_affirm = ReasonShape(
        allow_null=True, help_text="Why the reader may not re-affirm it, or null."
    )


def staleness(stale: Sequence[Stale], why_not_affirm: Reason | None) -> dict[str, Any]:
    return {
        "is_out_of_date": bool(stale),
        "since": moment(min((one.since for one in stale), default=None)),
        "arguments": [
            {
                "argument": one.of.id,
                "why": one.why.value,
                "since": moment(one.since),
                "read": one.read,
                "version": one.of.version,
                "was": one.was,
                "statement": one.of.statement,
            }
            for one in stale
        ],
        "why_not_affirm": reason_of(why_not_affirm),
    }
