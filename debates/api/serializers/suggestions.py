"""What was found of a source, as the API shows it and takes what is confirmed."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.fields import Body, Text
from debates.api.serializers.shapes import Shape
from debates.exchange.metadata import VARIABLES
from debates.models import Suggestion
from debates.rules.suggestions import is_looked_up, why_nothing_was_found


class TakenFields(Body):
    """Which variables of what was found are right."""

    # The field's name is also an attribute of the serializer: the API's word goes before.
    fields = serializers.ListField(  # type: ignore[assignment]  # a serializer has this name too
        child=Text(max_length=40), max_length=len(VARIABLES)
    )


class SuggestionShape(Shape):
    """What a source's own page says of it."""

    # As above.
    source = serializers.IntegerField()  # type: ignore[assignment]  # a serializer has this name too
    status = serializers.ChoiceField(choices=["looked_up", "found", "failed"])
    asked_at = serializers.DateTimeField()
    found_at = serializers.DateTimeField(allow_null=True)
    csl = serializers.DictField(
        allow_null=True, help_text="What was found, as CSL-JSON; null unless it was found."
    )
    problem = serializers.CharField(allow_blank=True, help_text="Why nothing was found.")


def suggestion(shown: Suggestion) -> dict[str, Any]:
    problem = why_nothing_was_found(shown)
    status = "looked_up" if is_looked_up(shown) else "failed" if problem else "found"
    return {
        "source": shown.source_id,
        "status": status,
        "asked_at": moment(shown.asked_at),
        "found_at": moment(shown.found_at),
        "csl": shown.csl,
        "problem": problem,
    }
