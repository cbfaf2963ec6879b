"""Checks of evidence as the API shows and takes them."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.debates import name_of
from debates.api.serializers.fields import Body, Choice, text_of
from debates.api.serializers.shapes import MemberNameShape, Shape, by
from debates.models import Check, Evidence, Question

ANSWERS = ["yes", "no"]


class NewCheck(Body):
    """Your answer to one question about the evidence."""

    question = Choice(choices=Question.values)
    answer = Choice(choices=ANSWERS)
    because = text_of(Check, "because", default="", help_text="What is wrong; a no says it.")


class NewSettling(Body):
    """Why a no is answered."""

    because = text_of(Check, "settled_because")


class AnswersShape(Shape):
    """How many say yes, and how many a no that is open."""

    yes = serializers.IntegerField()
    no = serializers.IntegerField()


class ChecksCountShape(Shape):
    """What members found, by question."""

    quote = AnswersShape(help_text="The quote is there.")
    claim = AnswersShape(help_text="It shows what is claimed.")
    independence = AnswersShape(help_text="The source is independent of its subject.")


class SettledShape(Shape):
    """That a moderator found a no to be answered, and why."""

    at = serializers.DateTimeField()
    because = serializers.CharField()


class CheckShape(Shape):
    """A member's answer to one question."""

    question = serializers.ChoiceField(choices=Question.values)
    answer = serializers.ChoiceField(choices=ANSWERS)
    because = serializers.CharField(allow_blank=True)
    member = MemberNameShape(allow_null=True, help_text="null for a former member.")
    at = serializers.DateTimeField()
    settled = SettledShape(allow_null=True, help_text="null while it is open, and for a yes.")
    settling = serializers.URLField(
        allow_null=True, help_text="Where you, a moderator, can settle it; else null."
    )


class ChecksShape(Shape):
    """Your own first, then what is open, then the newest: a thousand at the most."""

    count = serializers.IntegerField()
    results = CheckShape(many=True)


def counts(shown: Evidence) -> dict[str, dict[str, int]]:
    return {one.question.value: {"yes": one.yes, "no": one.no} for one in shown.check_counts}


def check(shown: Check, may_settle: Callable[[Check], bool], base: str) -> dict[str, Any]:
    at = f"{base}/api/v1/evidence/{shown.evidence_id}/checks/{shown.question}"
    return {
        "question": shown.question,
        "answer": "yes" if shown.is_yes else "no",
        "because": shown.because,
        "member": by(name_of(shown.member)),
        "at": moment(shown.at),
        "settled": {"at": moment(shown.settled_at), "because": shown.settled_because}
        if shown.settled_at
        else None,
        "settling": f"{at}/{quote(shown.member.username)}/settling" if may_settle(shown) else None,
    }
