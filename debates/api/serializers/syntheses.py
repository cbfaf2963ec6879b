"""Syntheses as the API shows and takes them."""

from typing import Any

from rest_framework import serializers

from debates.api.serializers.arguments import ArgumentShape, argument
from debates.api.serializers.fields import Body, Id, text_of
from debates.api.serializers.shapes import Shape
from debates.models import Argument, Concession, Status
from debates.queries.syntheses import Keeps, Synthesis


class NewConcession(Body):
    """One sentence that is kept of an argument, at the version that was read."""

    argument = Id()
    text = text_of(Concession, "text")
    version = Id(
        required=False,
        allow_null=True,
        max_value=2**31 - 1,
        help_text="The present one if not given.",
    )


class NewSynthesis(Body):
    """A statement that both sides could accept, and what it keeps of each."""

    statement = text_of(Argument, "statement")
    reasoning = text_of(Argument, "reasoning", default="", help_text="Markdown.")
    left_open = text_of(Argument, "left_open", default="")
    concessions = NewConcession(many=True, max_length=10)  # type: ignore[call-arg]
    revises = Id(
        required=False,
        allow_null=True,
        help_text="The synthesis of somebody else, of the same arguments, that it improves on.",
    )


class SynthesisEdit(Body):
    """New words for a synthesis of the same arguments; what is not sent stays."""

    statement = text_of(Argument, "statement", required=False)
    reasoning = text_of(Argument, "reasoning", required=False, help_text="Markdown.")
    left_open = text_of(Argument, "left_open", required=False)
    concessions = NewConcession(many=True, max_length=10, required=False)  # type: ignore[call-arg]


class ConcessionShape(Shape):
    """What a synthesis keeps of one argument."""

    argument = serializers.IntegerField()
    version = serializers.IntegerField(help_text="The version of the argument that was read.")
    text = serializers.CharField(allow_null=True)
    statement = serializers.CharField(allow_null=True, help_text="What the argument states now.")
    is_reworded = serializers.BooleanField(help_text="Whether it was edited since.")


class SynthesisShape(ArgumentShape):
    """An argument that reconciles two or three others."""

    concessions = ConcessionShape(many=True)
    status = serializers.ChoiceField(
        choices=Status.values, allow_null=True, help_text="null until it is scored."
    )
    score = serializers.FloatField(
        allow_null=True, help_text="How sure it is that most of every side endorse it."
    )
    revises = serializers.IntegerField(
        allow_null=True, help_text="The synthesis of somebody else that it revises."
    )
    is_out_of_date = serializers.BooleanField(
        help_text="Whether what it reconciles was reworded, hidden or withdrawn since."
    )


def synthesis(shown: Synthesis, slug: str | None, base: str) -> dict[str, Any]:
    endorsed = shown.card.endorsed
    return {
        **argument(shown.card, slug, base),
        "concessions": [concession(keeps) for keeps in shown.keeps],
        "status": endorsed.status if endorsed else None,
        "score": endorsed.score if endorsed else None,
        "revises": shown.revises,
        "is_out_of_date": bool(endorsed and endorsed.out_of_date),
    }


def concession(keeps: Keeps) -> dict[str, Any]:
    return {
        "argument": keeps.of.id,
        "version": keeps.version,
        "text": keeps.text,
        "statement": keeps.of.statement,
        "is_reworded": keeps.is_reworded,
    }
