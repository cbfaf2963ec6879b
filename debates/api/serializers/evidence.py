"""Evidence as the API shows and takes them."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.checks import ChecksCountShape, counts
from debates.api.serializers.debates import name_of
from debates.api.serializers.fields import Body, Choice, Day, Id, text_of
from debates.api.serializers.shapes import MemberNameShape, Shape, by
from debates.api.serializers.sources import CitedSourceShape, NewSource, SourceShape, source
from debates.models import Evidence, Stance


class NewEvidence(Body):
    """A source, the exact words in it, and what they show."""

    source = NewSource()  # type: ignore[assignment]  # a serializer has this name too
    quote = text_of(Evidence, "quote", default="")
    locator = text_of(Evidence, "locator", default="")
    shows = text_of(Evidence, "shows")
    stance = Choice(choices=Stance.values, default=Stance.SUPPORTS.value)
    accessed_on = Day(required=False, allow_null=True, help_text="When you read it.")
    archive_url = text_of(Evidence, "archive_url", default="", help_text="Of a kept copy.")
    file = Id(default=None, allow_null=True, help_text="Of a file that you keep here.")


class EvidenceShape(Shape):
    """A source attached to an argument."""

    id = serializers.IntegerField()
    argument = serializers.IntegerField()
    source = SourceShape()  # type: ignore[assignment]  # a serializer has this name too
    quote = serializers.CharField(allow_blank=True)
    locator = serializers.CharField(allow_blank=True)
    shows = serializers.CharField()
    stance = serializers.ChoiceField(choices=Stance.values)
    accessed_on = serializers.DateField(allow_null=True)
    archive_url = serializers.CharField(allow_blank=True)
    file = serializers.IntegerField(allow_null=True)
    status = serializers.ChoiceField(choices=Evidence.Status.values)
    checks = ChecksCountShape()
    added_by = MemberNameShape(allow_null=True, help_text="null for a former member.")
    added_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class WholeSourceShape(CitedSourceShape):
    """A source, and where it is cited."""

    citations = EvidenceShape(many=True, help_text="The newest hundred.")


def evidence(shown: Evidence) -> dict[str, Any]:
    return {
        "id": shown.pk,
        "argument": shown.argument_id,
        "source": source(shown.source),
        "quote": shown.quote,
        "locator": shown.locator,
        "shows": shown.shows,
        "stance": shown.stance,
        "accessed_on": shown.accessed_on and shown.accessed_on.isoformat(),
        "archive_url": shown.archive_url,
        "file": shown.file_id,
        "status": shown.status,
        "checks": counts(shown),
        "added_by": by(name_of(shown.added_by)),
        "added_at": moment(shown.added_at),
        "withdrawn_at": moment(shown.withdrawn_at),
    }
