"""What members are told of a ruling, as the API shows it."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.shapes import Shape
from debates.models import Ruling
from debates.queries.told import Flagged, Told


class ToldShape(Shape):
    """A ruling, as it is told to those whom it concerns."""

    id = serializers.IntegerField()
    verb = serializers.ChoiceField(choices=Ruling.Verb.values)
    rule = serializers.CharField(help_text="Its code.")
    rule_title = serializers.CharField()
    reason = serializers.CharField()
    role = serializers.ChoiceField(choices=Ruling.Role.values, help_text="By which right.")
    at = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True, help_text="When it ends by itself.")
    is_undone = serializers.BooleanField()
    appeal_until = serializers.DateTimeField(
        allow_null=True, help_text="Until when you can appeal it; null where you cannot."
    )


class FlaggedShape(Shape):
    """What a member flagged, and by which rule."""

    rule = serializers.CharField(help_text="Its code.")
    rule_title = serializers.CharField()
    evidence = serializers.IntegerField(allow_null=True)
    member = serializers.CharField(allow_null=True, help_text="Whose profile it is.")


def ruling(told: Told) -> dict[str, Any]:
    return {
        "id": told.ruling,
        "verb": told.verb,
        "rule": told.rule,
        "rule_title": told.title,
        "reason": told.reason,
        "role": told.role,
        "at": moment(told.at),
        "until": moment(told.until),
        "is_undone": told.is_undone,
        "appeal_until": moment(told.appeal_until),
    }


def flag(flagged: Flagged) -> dict[str, Any]:
    return {
        "rule": flagged.rule,
        "rule_title": flagged.title,
        "evidence": flagged.evidence,
        "member": flagged.member,
    }
