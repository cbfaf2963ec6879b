"""Splitting a thread off, as the API takes it and says beforehand what it would do."""

from typing import Any

from rest_framework import serializers

from debates.api.serializers.fields import text_of
from debates.api.serializers.moderation import NewRuling
from debates.api.serializers.shapes import Shape
from debates.models import Debate
from debates.queries.splits import Splitting


class NewSplit(NewRuling):
    """What the new debate asks, by which rule a moderator makes it, and why."""

    question = text_of(Debate, "question")


class InTheWayShape(Shape):
    """What ties the thread to its debate."""

    code = serializers.CharField()
    text = serializers.CharField()
    argument = serializers.IntegerField(allow_null=True, help_text="The argument to look at.")


class SplittingShape(Shape):
    """What goes along with a thread, and what stands in the way."""

    claims = serializers.IntegerField(help_text="And counterclaims.")
    syntheses = serializers.IntegerField(help_text="Those that reconcile only what goes along.")
    votes = serializers.IntegerField(
        allow_null=True, help_text="null while the debate votes blind."
    )
    evidence = serializers.IntegerField()
    remarks = serializers.IntegerField()
    authors = serializers.IntegerField()
    in_the_way = serializers.ListField(
        child=InTheWayShape(), help_text="20 at most; empty where it can be done."
    )


def splitting(shown: Splitting) -> dict[str, Any]:
    return {
        "claims": shown.claims,
        "syntheses": shown.syntheses,
        "votes": shown.votes,
        "evidence": shown.evidence,
        "remarks": shown.remarks,
        "authors": shown.authors,
        "in_the_way": [
            {"code": one.reason.code, "text": one.reason.text, "argument": one.argument_id}
            for one in shown.in_the_way
        ],
    }
