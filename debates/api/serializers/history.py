"""The lines of a debate's record, as the API shows them."""

from typing import Any

from rest_framework import serializers

from accounts.models import Viewer
from debates.api.answers import moment
from debates.api.serializers.debates import name_of
from debates.api.serializers.rulings import RulingShape, ruling
from debates.api.serializers.shapes import MemberNameShape, Shape, by
from debates.models import Event, Ruling, Visibility


class EventShape(Shape):
    """One line of a debate's record."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Event.Kind.values)
    argument = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    ruling = serializers.IntegerField(allow_null=True, help_text="What was ruled, or appealed.")
    ruled = RulingShape(allow_null=True, help_text="That ruling.")
    by = MemberNameShape(
        allow_null=True,
        help_text="null for a former member, and for whoever ruled or appealed.",
    )
    at = serializers.DateTimeField()


def event(shown: Event, viewer: Viewer, base: str) -> dict[str, Any]:
    return {
        "id": shown.pk,
        "kind": shown.kind,
        "argument": shown.argument_id,
        "reason": shown.reason,
        "ruling": shown.ruling_id,
        "ruled": _ruled(shown, shown.ruling, viewer, base) if shown.ruling else None,
        "by": None if shown.is_ruling else by(name_of(shown.by)),
        "at": moment(shown.at),
    }


def _ruled(shown: Event, made: Ruling, viewer: Viewer, base: str) -> dict[str, Any]:
    """The ruling; where a thread came from a debate that is private now, not that one's name."""
    given = ruling(made, viewer, base)
    is_elsewhere = made.debate is not None and made.debate_id != shown.debate_id
    if is_elsewhere and made.debate and made.debate.visibility == Visibility.PRIVATE:
        given["debate"] = None
    return given
