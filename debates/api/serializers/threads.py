"""Rulings on threads and on debates as a whole, as the API shows and takes them."""

from typing import Any

from rest_framework import serializers

from debates.api.serializers.fields import Choice, Id
from debates.api.serializers.moderation import NewRuling
from debates.api.serializers.shapes import Shape
from debates.models import Kind
from debates.queries.places import Moving
from debates.queries.slowing import Waiting
from debates.rules.locks import A_DAY

KINDS = [Kind.CLAIM.value, Kind.COUNTERCLAIM.value]


class NewSlowing(NewRuling):
    """How slow a thread shall be, and why."""

    minutes = Id(max_value=A_DAY, help_text="Between two answers of one member.")


class NewPlace(NewRuling):
    """Where an argument shall stand, and why."""

    parent = Id(allow_null=True, help_text="null: at the top, where only claims stand.")  # type: ignore[assignment]  # a field of this name
    kind = Choice(choices=KINDS, required=False, help_text="What it becomes; else it stays so.")


class NewKind(NewRuling):
    """What an argument shall be, and why."""

    kind = Choice(choices=KINDS)


class SlowingShape(Shape):
    """How slow a thread is for the reader."""

    minutes = serializers.IntegerField(
        allow_null=True, help_text="Between two answers of one member; null where it is not slow."
    )
    under = serializers.IntegerField(
        allow_null=True, help_text="The argument whose thread is slow: this one, or one above."
    )
    retry_after = serializers.IntegerField(help_text="Seconds until the reader may answer again.")


class MovingShape(Shape):
    """What an argument standing there would change."""

    parent = serializers.IntegerField(allow_null=True)  # type: ignore[assignment]  # a field of this name
    kind = serializers.ChoiceField(choices=KINDS)
    arguments = serializers.IntegerField(help_text="How many go with it, itself among them.")
    syntheses = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="Those that reconcile what would no longer pull apart. They stay.",
    )
    cruxes = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="Those between what would no longer pull apart. They stay.",
    )


def slowing(waiting: Waiting | None) -> dict[str, Any]:
    if waiting is None:
        return {"minutes": None, "under": None, "retry_after": 0}
    pace = waiting.pace
    return {
        "minutes": pace.minutes,
        "under": pace.argument,
        "retry_after": waiting.seconds,
    }


def moving(shown: Moving) -> dict[str, Any]:
    return {
        "parent": shown.parent.id if shown.parent else None,
        "kind": shown.kind,
        "arguments": shown.arguments,
        "syntheses": [card.id for card in shown.syntheses],
        "cruxes": [crux.pk for crux in shown.cruxes],
    }
