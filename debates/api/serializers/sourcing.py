"""How well each side of a debate is sourced, as the API shows it."""

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from debates.api.serializers.shapes import Shape
from debates.queries.sourcerequests import AskedFor
from debates.queries.sourcing import NAMES, SideSourced
from debates.queries.sourcing_words import words_of_sourcing


class SideSourcedShape(Shape):
    """What one side rests on; each piece of evidence is counted as one of four."""

    side = serializers.ChoiceField(
        choices=list(NAMES.values()),
        help_text="For the claims at the top, against them, or of syntheses and their answers.",
    )
    pieces = serializers.IntegerField()
    checked = serializers.IntegerField()
    unchecked = serializers.IntegerField()
    disputed = serializers.IntegerField()
    retracted_or_corrected = serializers.IntegerField(help_text="Whatever its checks say.")
    sources = serializers.IntegerField(help_text="How many different ones.")


class AskedForShape(Shape):
    """An argument for which so many ask for a source."""

    argument = serializers.IntegerField()
    statement = serializers.CharField()
    needs_source = serializers.IntegerField()


class SourcingShape(Shape):
    """How well each side of a debate is sourced."""

    sides = SideSourcedShape(many=True, help_text="Empty without evidence.")
    words = serializers.CharField(allow_blank=True, help_text="The same in words.")
    asked_for = AskedForShape(many=True, help_text="For which most ask for a source, five at most.")


def sourcing(sides: Sequence[SideSourced], asked_for: Sequence[AskedFor]) -> dict[str, Any]:
    return {
        "sides": [
            {
                "side": one.side,
                "pieces": one.pieces,
                "checked": one.checked,
                "unchecked": one.unchecked,
                "disputed": one.disputed,
                "retracted_or_corrected": one.fallen,
                "sources": one.sources,
            }
            for one in sides
        ],
        "words": words_of_sourcing(sides),
        "asked_for": [one._asdict() for one in asked_for],
    }
