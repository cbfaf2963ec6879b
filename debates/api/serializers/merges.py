"""Merging two arguments as the API takes it and foresees it."""

from typing import Any

from rest_framework import serializers

from debates.api.serializers.fields import Body, Id
from debates.api.serializers.moderation import NewRuling
from debates.api.serializers.shapes import Shape
from debates.queries.merges import Foreseen


class IntoArgument(Body):
    """Which argument stays."""

    into = Id(help_text="The argument that says the same, and stays.")


class NewArgumentMerging(NewRuling):
    """Which argument stays, by which rule, and why."""

    into = Id(help_text="The argument that says the same, and stays.")


class ForeseenShape(Shape):
    """What merging would change. Nothing is changed yet."""

    into = serializers.IntegerField(help_text="The argument that would stay.")
    joined = serializers.IntegerField(
        allow_null=True,
        help_text="Votes of members who voted only on the one that goes; null while the debate "
        "votes blind.",
    )
    both = serializers.IntegerField(
        allow_null=True, help_text="Members with a vote on either: the later counts."
    )
    replaced = serializers.IntegerField(
        allow_null=True, help_text="Of these, those whose vote on the one that goes is the later."
    )
    replies = serializers.IntegerField()
    evidence = serializers.IntegerField()
    remarks = serializers.IntegerField()
    merged = serializers.IntegerField(help_text="What was merged into the one that goes before.")
    syntheses = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="Those that would go on as if they reconciled the one that stays.",
    )


def foreseen(found: Foreseen, into: int) -> dict[str, Any]:
    return {"into": into, **found._asdict()}
