"""Requests for a source as the API shows them: how many, and the reader's own."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.shapes import Shape
from debates.models import SourceRequest
from debates.queries.card import Card


class MyRequestShape(Shape):
    """The reader's own request."""

    asked_at = serializers.DateTimeField()
    answered_by = serializers.IntegerField(
        allow_null=True, help_text="The evidence that answered it; null while it is open."
    )


class SourceRequestsShape(Shape):
    """How many ask for a source for an argument, and whether the reader does."""

    argument = serializers.IntegerField()
    needs_source = serializers.IntegerField(
        help_text="How many ask for a source, and have not been answered."
    )
    my_request = MyRequestShape(allow_null=True)


def source_requests(card: Card, mine: SourceRequest | None) -> dict[str, Any]:
    return {
        "argument": card.id,
        "needs_source": card.needs_source,
        "my_request": mine
        and {"asked_at": moment(mine.asked_at), "answered_by": mine.answered_by_id},
    }
