"""Redactions as the API takes them, and versions as it shows them."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.debates import name_of
from debates.api.serializers.fields import Choice, Id
from debates.api.serializers.moderation import NewRuling
from debates.api.serializers.shapes import MemberNameShape, Shape, by
from debates.models import Version
from debates.rules.redactions import CONCESSION, OF_A_VERSION, OF_EVIDENCE


class NewRedaction(NewRuling):
    """What of a version is redacted, by which rule, and why."""

    field = Choice(
        choices=[*OF_A_VERSION, CONCESSION], required=False, help_text="All of it, without one."
    )
    argument = Id(
        required=False,
        help_text="With `concession`: the argument of which the synthesis keeps something.",
    )


class NewRedactionOfEvidence(NewRuling):
    """What of a piece of evidence is redacted, by which rule, and why."""

    field = Choice(choices=list(OF_EVIDENCE))


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
