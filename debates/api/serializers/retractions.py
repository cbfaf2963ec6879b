"""That a source was retracted or corrected."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.fields import Body, Choice, text_of
from debates.api.serializers.shapes import Shape
from debates.models import Retraction, Ruling, Source
from debates.queries.retractions import role_of


class NewRetraction(Body):
    """What happened to a source, and where it says so."""

    kind = Choice(choices=Source.Standing.values)
    url = text_of(Retraction, "url")
    because = text_of(Retraction, "because", default="")


class RetractionShape(Shape):
    """That a source was retracted or corrected."""

    kind = serializers.ChoiceField(choices=Source.Standing.values)
    url = serializers.CharField(help_text="Where it says so.")
    because = serializers.CharField(allow_blank=True)
    role = serializers.ChoiceField(
        choices=Ruling.Role.values, help_text="In which role whoever marked it acted."
    )
    at = serializers.DateTimeField()


def retraction(shown: Retraction | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    return {
        "kind": shown.kind,
        "url": shown.url,
        "because": shown.because,
        "role": role_of(shown).value,
        "at": moment(shown.at),
    }
