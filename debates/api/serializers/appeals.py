"""Appeals and what is said about them, as the API shows and takes them."""

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from accounts import clock
from debates.api.answers import moment
from debates.api.serializers.debates import name_of
from debates.api.serializers.fields import Body, Choice, text_of
from debates.api.serializers.shapes import MemberNameShape, ReasonShape, Shape, by
from debates.api.serializers.told import ToldShape, ruling
from debates.models import Appeal, AppealReply, Ruling
from debates.queries.told import what_was_ruled
from debates.rules import Reason


class AppealReplyShape(Shape):
    """One line of the exchange about an appeal."""

    id = serializers.IntegerField()
    is_from_moderators = serializers.BooleanField(
        help_text="Who are not named; else it is from whoever appealed."
    )
    text = serializers.CharField()
    at = serializers.DateTimeField()


class AppealShape(Shape):
    """A member's objection to a ruling that concerns them."""

    id = serializers.IntegerField()
    ruling = ToldShape()
    debate = serializers.CharField(
        allow_null=True, help_text="Its slug; null for a ruling on the whole site."
    )
    argument = serializers.IntegerField(allow_null=True)
    member = MemberNameShape(allow_null=True, help_text="null for a former member.")
    text = serializers.CharField()
    made_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    is_overdue = serializers.BooleanField()
    outcome = serializers.ChoiceField(choices=Appeal.Outcome.values, allow_null=True)
    answer = serializers.CharField(allow_null=True)
    judged_at = serializers.DateTimeField(allow_null=True)


class ExchangeShape(AppealShape):
    """An appeal with what was said about it."""

    replies = AppealReplyShape(many=True)
    why_not_reply = ReasonShape(allow_null=True)
    why_not_judge = ReasonShape(allow_null=True)


class NewAppeal(Body):
    """Why a ruling should be undone."""

    text = text_of(Appeal, "text")


class NewAppealReply(Body):
    """What somebody says about an appeal."""

    text = text_of(AppealReply, "text")


class Judgement(Body):
    """How an appeal ends, and why."""

    outcome = Choice(choices=Appeal.Outcome.choices)
    answer = text_of(Appeal, "answer")
    rule = text_of(Ruling, "rule", required=False)


def appeal(shown: Appeal) -> dict[str, Any]:
    """One of queries.appeals."""
    return {
        "id": shown.pk,
        "ruling": ruling(what_was_ruled(shown)),
        "debate": shown.debate.slug if shown.debate else None,
        "argument": shown.ruling.argument_id,
        "member": by(name_of(shown.member)),
        "text": shown.text,
        "made_at": moment(shown.made_at),
        "due_at": moment(shown.due_at),
        "is_overdue": not shown.outcome and shown.due_at <= clock.now(),
        "outcome": shown.outcome or None,
        "answer": shown.answer or None,
        "judged_at": moment(shown.judged_at),
    }


def exchange(
    shown: Appeal,
    replies: Iterable[AppealReply],
    *,
    why_not_reply: Reason | None,
    why_not_judge: Reason | None,
) -> dict[str, Any]:
    return appeal(shown) | {
        "replies": [reply(one) for one in replies],
        "why_not_reply": _reason(why_not_reply),
        "why_not_judge": _reason(why_not_judge),
    }


def reply(shown: AppealReply) -> dict[str, Any]:
    return {
        "id": shown.pk,
        "is_from_moderators": shown.is_from_moderators,
        "text": shown.text,
        "at": moment(shown.at),
    }


def _reason(reason: Reason | None) -> dict[str, str] | None:
    return {"code": reason.code, "detail": reason.text} if reason else None
