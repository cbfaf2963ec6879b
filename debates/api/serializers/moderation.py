"""Rulings as the API takes them, and versions as it shows them."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.debates import name_of
from debates.api.serializers.fields import Body, text_of
from debates.api.serializers.shapes import MemberNameShape, Shape, by
from debates.models import Ruling, Version


class NewRuling(Body):
    """By which rule a moderator acts, and why."""

    rule = text_of(Ruling, "rule")
    reason = text_of(Ruling, "reason")


class VersionShape(Shape):
    """One wording of an argument."""

    number = serializers.IntegerField()
    statement = serializers.CharField()
    reasoning = serializers.CharField(allow_blank=True)
    left_open = serializers.CharField(allow_blank=True)
    author = MemberNameShape(allow_null=True, help_text="null for a former member.")
    made_at = serializers.DateTimeField()
    redacted_at = serializers.DateTimeField(allow_null=True)


def version(shown: Version) -> dict[str, Any]:
    return {
        "number": shown.number,
        "statement": shown.statement,
        "reasoning": shown.reasoning,
        "left_open": shown.left_open,
        "author": by(name_of(shown.author)),
        "made_at": moment(shown.made_at),
        "redacted_at": moment(shown.redacted_at),
    }
