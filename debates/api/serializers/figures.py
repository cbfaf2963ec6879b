"""Figures of moderation as the API shows them."""

from typing import Any

from rest_framework import serializers

from debates.api.serializers.shapes import Shape
from debates.queries.figures import Month


class RuledShape(Shape):
    """How often something was ruled by one rule."""

    rule = serializers.CharField()
    rulings = serializers.IntegerField()


class FirstLookShape(Shape):
    """How long it took until a moderator first looked at what came up in this month."""

    median_seconds = serializers.IntegerField(allow_null=True)
    ninetieth_seconds = serializers.IntegerField(
        allow_null=True, help_text="So long nine of ten waited at most."
    )


class MonthShape(Shape):
    """What moderation did in one month, in UTC."""

    month = serializers.CharField(help_text="Such as 2026-11.")
    flags = serializers.IntegerField()
    rulings = RuledShape(many=True)
    first_look = FirstLookShape()
    appeals = serializers.IntegerField()
    granted = serializers.IntegerField()


class FiguresShape(Shape):
    """The last twelve months, the newest first."""

    months = MonthShape(many=True)


def figures(months: list[Month]) -> dict[str, Any]:
    return {
        "months": [
            {
                "month": f"{one.starts:%Y-%m}",
                "flags": one.flags,
                "rulings": [{"rule": ruled.rule, "rulings": ruled.many} for ruled in one.rulings],
                "first_look": {
                    "median_seconds": one.median,
                    "ninetieth_seconds": one.ninetieth,
                },
                "appeals": one.appeals,
                "granted": one.granted,
            }
            for one in months
        ]
    }
