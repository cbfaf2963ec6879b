"""That a source was retracted or corrected."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.fields import Body, Choice, text_of
from debates.api.serializers.shapes import Shape
from debates.models import Retraction, Ruling, Source
from debates.queries.retractions import Became, role_of


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


class TakenBackShape(RetractionShape):
    """That a source was said to be retracted or corrected, which was taken back."""

    undone_at = serializers.DateTimeField()


class SourceRetractionShape(Shape):
    """What became of a source since it was published."""

    source = serializers.IntegerField()  # type: ignore[assignment]  # a serializer has this name too
    retraction = RetractionShape(allow_null=True, help_text="The one that stands, or null.")
    taken_back = TakenBackShape(many=True, help_text="The newest first.")


def became(source: Source, shown: Became) -> dict[str, Any]:
    return {
        "source": source.pk,
        "retraction": shown.standing and retraction(shown.standing),
        "taken_back": [
            retraction(one) | {"undone_at": moment(one.undone_at)} for one in shown.taken_back
        ],
    }


def retraction(shown: Retraction) -> dict[str, Any]:
    return {
        "kind": shown.kind,
        "url": shown.url,
        "because": shown.because,
        "role": role_of(shown).value,
        "at": moment(shown.at),
    }
