"""Outcomes and their disputes as the API shows and takes them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from debates.actions.outcomes import Ending
from debates.api.answers import moment
from debates.api.serializers.fields import Body, Id, text_of
from debates.api.serializers.shapes import MemberNameShape, ReasonShape, Shape, by
from debates.models import Dispute, Event, Outcome, Status
from debates.queries.outcomes import Stated


class Day(serializers.DateField):
    """A day, as RFC 3339 writes it."""

    default_error_messages = {"invalid": gettext_lazy("Write a day as 2027-01-31.")}

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            raise serializers.ValidationError(_("This must be a text."), code="wrong_type")
        return super().to_internal_value(data)


class NewOutcome(Body):
    """What a debate ends with: one of its syntheses, or none, and a text."""

    synthesis = Id(required=False, allow_null=True, help_text="null for no synthesis.")
    text = text_of(Outcome, "text")
    why_early = text_of(
        Outcome, "why_early", default="", help_text="Needed for a synthesis that is not settled."
    )
    look_again_on = Day(required=False, allow_null=True)


class NewClosing(Body):
    """Why a debate closes, for the record, and what with."""

    reason = text_of(Event, "reason", default="")
    outcome = NewOutcome(required=False, allow_null=True)


class NewDispute(Body):
    """Why one does not accept an outcome, in one sentence."""

    text = text_of(Dispute, "text")


class OutcomeShape(Shape):
    """What a debate was closed with, in one of its wordings."""

    number = serializers.IntegerField()
    is_current = serializers.BooleanField(
        help_text="Whether the debate is closed with it: false once it was restated or reopened."
    )
    closed_at = serializers.DateTimeField(help_text="Of the closing that it is of.")
    synthesis = serializers.IntegerField(allow_null=True, help_text="null for no synthesis.")
    statement = serializers.CharField(
        allow_null=True, help_text="What the synthesis states now; null where it may not be read."
    )
    status = serializers.ChoiceField(choices=Status.values, allow_null=True)
    is_settled = serializers.BooleanField(
        allow_null=True,
        help_text="Whether the synthesis has a score of 0.95 and 5 voters on each side.",
    )
    text = serializers.CharField()
    why_early = serializers.CharField(allow_blank=True)
    look_again_on = serializers.DateField(allow_null=True)
    by = MemberNameShape(allow_null=True, help_text="null for a former member.")
    at = serializers.DateTimeField()
    disputes = serializers.IntegerField(help_text="How many members dispute it.")
    i_dispute = serializers.BooleanField()
    why_not = serializers.DictField(
        child=ReasonShape(allow_null=True),
        required=False,
        help_text="With `expand=why_not`, of one outcome: why the reader may not dispute it.",
    )


class DisputeShape(Shape):
    """Why a member does not accept an outcome."""

    text = serializers.CharField()
    by = MemberNameShape(allow_null=True, help_text="null for a former member.")
    at = serializers.DateTimeField()


def ending_of(body: Mapping[str, Any]) -> Ending:
    return Ending(
        text=body["text"],
        synthesis=body.get("synthesis"),
        why_early=body["why_early"],
        look_again_on=body.get("look_again_on"),
    )


def outcome(shown: Stated) -> dict[str, Any]:
    day = shown.look_again_on
    return {
        "number": shown.number,
        "is_current": shown.is_current,
        "closed_at": moment(shown.closed_at),
        "synthesis": shown.synthesis_id,
        "statement": shown.statement,
        "status": shown.status if shown.synthesis_id else None,
        "is_settled": shown.is_settled,
        "text": shown.text,
        "why_early": shown.why_early,
        "look_again_on": day.isoformat() if day else None,
        "by": by(shown.by),
        "at": moment(shown.at),
        "disputes": shown.disputes,
        "i_dispute": shown.i_dispute,
    }


def dispute(shown: Dispute) -> dict[str, Any]:
    member = shown.member
    return {
        "text": shown.text,
        "by": by(None if member.deleted_at else member.username),
        "at": moment(shown.at),
    }
