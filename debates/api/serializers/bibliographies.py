"""Bibliographies as the API shows and takes them."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.debates import name_of
from debates.api.serializers.fields import Body, Choice, Text
from debates.api.serializers.shapes import MemberNameShape, Shape, by
from debates.api.serializers.sources import SourceShape, source
from debates.exchange.references import reference_html
from debates.models import Intake


class NewIntake(Body):
    """A bibliography as a text."""

    format = Choice(choices=Intake.Format.values)
    text = Text()


class WorkShape(Shape):
    """A source in the bibliography of a debate."""

    source = SourceShape()  # type: ignore[assignment]  # a serializer has this name too
    reference = serializers.CharField(help_text="How the bibliography names it, as safe HTML.")
    cited = serializers.IntegerField(help_text="How often, in this debate.")
    is_listed = serializers.BooleanField(help_text="Whether a member listed it.")


class IntakeProblemShape(Shape):
    """What is wrong with an entry of a bibliography."""

    line = serializers.IntegerField(
        allow_null=True, help_text="Where it begins; null for what is wrong with the whole."
    )
    key = serializers.CharField(allow_blank=True)
    detail = serializers.CharField()
    is_listed = serializers.BooleanField(help_text="false where it was left out.")


class IntakeShape(Shape):
    """A bibliography that a member handed in, and how far it is read."""

    id = serializers.IntegerField()
    format = serializers.ChoiceField(choices=Intake.Format.values)
    handed_in_by = MemberNameShape(allow_null=True, help_text="null for a former member.")
    made_at = serializers.DateTimeField()
    total = serializers.IntegerField(allow_null=True, help_text="null until they are counted.")
    done = serializers.IntegerField()
    listed = serializers.IntegerField()
    problems = IntakeProblemShape(many=True, help_text="The first thousand.")
    ended_at = serializers.DateTimeField(allow_null=True)


def work(shown: Any) -> dict[str, Any]:
    """A source with what the query of the bibliography counted."""
    return {
        "source": source(shown),
        "reference": reference_html(shown.reference, shown.csl),
        "cited": shown.cited,
        "is_listed": shown.listed_by is not None,
    }


def intake(shown: Intake) -> dict[str, Any]:
    return {
        "id": shown.pk,
        "format": shown.format,
        "handed_in_by": by(name_of(shown.by)),
        "made_at": moment(shown.made_at),
        "total": shown.total,
        "done": shown.done,
        "listed": shown.listed,
        "problems": [
            {
                "line": one["line"],
                "key": one["key"],
                "detail": one["why"],
                "is_listed": one["listed"],
            }
            for one in shown.problems
        ],
        "ended_at": moment(shown.ended_at),
    }
