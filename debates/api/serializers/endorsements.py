"""The endorsement of a synthesis as the API shows it."""

from typing import Any

from rest_framework import serializers

from debates.api.serializers.shapes import ReasonShape, Shape
from debates.models import Endorsement, Status
from debates.rules.sides import Held


class CountsShape(Shape):
    """Positions on a synthesis."""

    agree = serializers.IntegerField()
    unsure = serializers.IntegerField()
    disagree = serializers.IntegerField()


class SideShape(CountsShape):
    """One side of a synthesis: those who hold one of its reconciled arguments more than others."""

    argument = serializers.IntegerField(help_text="The reconciled argument that it holds.")
    mean = serializers.FloatField(help_text="(agree + 1) / (votes + 2).")
    low = serializers.FloatField(help_text="The rate's 90 % interval: from here …")
    high = serializers.FloatField(help_text="… to here.")
    t = serializers.FloatField(help_text="The chance that most of the side endorse it.")
    d = serializers.FloatField(help_text="The chance that most of the side are against it.")


class MySideShape(Shape):
    """Which side the reader counts for, or why none."""

    argument = serializers.IntegerField(allow_null=True)
    reason = ReasonShape(allow_null=True)


class EndorsementShape(Shape):
    """How each side of a synthesis votes on it, and the score and status that follow."""

    score = serializers.FloatField(help_text="The smallest t.")
    status = serializers.ChoiceField(choices=Status.values)
    in_words = serializers.CharField()
    is_settled = serializers.BooleanField(
        help_text="Whether it suffices to close a debate: 0.95, with 5 voters a side."
    )
    sides = SideShape(many=True)
    no_side = CountsShape(help_text="Shown, never scored.")
    my_side = MySideShape(allow_null=True, help_text="null for visitors.")


def endorsement(shown: Endorsement, held: Held | None) -> dict[str, Any]:
    mine = None
    if held:
        why = held.reason
        reason = {"code": why.code, "detail": why.text} if why else None
        mine = {"argument": held.side, "reason": reason}
    return {
        "score": shown.score,
        "status": shown.status,
        "in_words": str(Status(shown.status).label),
        "is_settled": shown.is_settled,
        "sides": shown.sides,
        "no_side": shown.no_side,
        "my_side": mine,
    }
