"""Published rules as the API takes and shows them."""

from typing import Any

from rest_framework import serializers

from debates.api.serializers.fields import Body, text_of
from debates.api.serializers.shapes import Shape
from debates.models import HouseRule
from debates.rules.publishing import Published


class NewRule(Body):
    """A rule to publish."""

    code = text_of(HouseRule, "code", help_text="Small letters and digits, such as no_slogans.")
    title = text_of(HouseRule, "title")
    text = text_of(HouseRule, "text", default="")


class RuleShape(Shape):
    """A published rule. Every flag and every ruling names one by its code."""

    code = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True, help_text="What it asks of people.")
    of = serializers.ChoiceField(
        choices=["site", "staff", "debate"],
        help_text="The site's own, added by its staff, or of this debate.",
    )
    is_flagged = serializers.BooleanField(help_text="false: only rulings name it.")


class RulesShape(Shape):
    """All rules that hold in a place."""

    results = RuleShape(many=True)


def rule(shown: Published) -> dict[str, Any]:
    return shown._asdict()
