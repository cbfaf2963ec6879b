"""Cruxes as the API shows and takes them."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.debates import name_of
from debates.api.serializers.fields import Body, Choice, Id, text_of
from debates.api.serializers.shapes import MemberNameShape, Shape, by
from debates.models import Crux


class NewCrux(Body):
    """The question on which two opposed arguments turn."""

    first = Id()
    second = Id()
    question = text_of(Crux, "question")
    kind = Choice(choices=Crux.Kind.values)


class LeftOpenEdit(Body):
    """All cruxes that a synthesis leaves open, in place of those said before."""

    cruxes = serializers.ListField(child=Id(), max_length=200)


class CruxShape(Shape):
    """A question on which an opposed pair turns."""

    id = serializers.IntegerField()
    first = serializers.IntegerField(help_text="The older argument of the pair.")
    second = serializers.IntegerField()
    question = serializers.CharField()
    kind = serializers.ChoiceField(choices=Crux.Kind.values)
    seconds = serializers.IntegerField(help_text="How many others find so, too.")
    i_seconded = serializers.BooleanField()
    is_open = serializers.BooleanField(
        help_text="Whether no bridging synthesis of the pair answers it."
    )
    left_open_by = serializers.ListField(
        child=serializers.IntegerField(), help_text="The syntheses that say they leave it open."
    )
    named_by = MemberNameShape(allow_null=True, help_text="null for a former member.")
    named_at = serializers.DateTimeField()


class LeftOpenShape(Shape):
    """Which cruxes a synthesis leaves open."""

    cruxes = serializers.ListField(child=serializers.IntegerField())


def crux(shown: Crux) -> dict[str, Any]:
    return {
        "id": shown.pk,
        "first": shown.first_id,
        "second": shown.second_id,
        "question": shown.question,
        "kind": shown.kind,
        "seconds": shown.seconds,
        "i_seconded": shown.is_seconded,
        "is_open": shown.is_open,
        "left_open_by": sorted(said.synthesis_id for said in shown.left_open_by.all()),
        "named_by": by(name_of(shown.named_by)),
        "named_at": moment(shown.named_at),
    }
