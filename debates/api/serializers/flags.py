"""Flags as the API takes and shows them."""

from typing import Any

from rest_framework import serializers

from accounts import clock
from debates.api.answers import moment
from debates.api.serializers.fields import Body, Id, text_of
from debates.api.serializers.shapes import MemberNameShape, Shape, by
from debates.models import Argument, Flag, SiteRule
from debates.queries.flags import MyFlag
from debates.rules.flags import Became


class NewFlag(Body):
    """By which rule, and what helps the moderators."""

    rule = text_of(Flag, "rule", help_text="The code of a published rule.")
    note = text_of(Flag, "note", default="", help_text="Only moderators read it.")
    duplicate_of = Id(
        default=None, allow_null=True, help_text="With `duplicate`: which argument says the same."
    )


class FlagShape(Shape):
    """A flag of your own."""

    id = serializers.IntegerField(allow_null=True, help_text="null for `asked`, which is no flag.")
    argument = serializers.IntegerField(allow_null=True)
    evidence = serializers.IntegerField(allow_null=True)
    member = MemberNameShape(allow_null=True, help_text="Whose profile it is about.")
    debate = serializers.CharField(allow_null=True, help_text="Its slug; null of a profile.")
    words = serializers.CharField(
        allow_null=True, help_text="Of what it is about; null where they are out of your view."
    )
    rule = serializers.CharField()
    title = serializers.CharField(help_text="What the rule is called.")
    note = serializers.CharField(allow_blank=True)
    duplicate_of = serializers.IntegerField(allow_null=True)
    raised_at = serializers.DateTimeField()
    became = serializers.ChoiceField(choices=Became.values)
    ruling = serializers.IntegerField(allow_null=True, help_text="What was done about it.")
    ruled_by = serializers.CharField(allow_null=True, help_text="By the rule of this code.")
    closed_at = serializers.DateTimeField(allow_null=True)


def asked_for_source(argument: Argument) -> dict[str, Any]:
    """What became of a review mark that is a source request."""
    rule = SiteRule.NEEDS_SOURCE
    said = {"argument": argument.pk, "debate": argument.debate.slug, "note": ""}
    said |= {"words": argument.statement}
    said |= {"rule": rule.value, "title": str(rule.label), "became": Became.ASKED.value}
    said |= {"raised_at": moment(clock.now())}
    return dict.fromkeys(FlagShape().fields) | said


def flag(shown: MyFlag) -> dict[str, Any]:
    own, case = shown.flag, shown.flag.case
    member = case.member
    return {
        "id": own.pk,
        "argument": case.argument_id,
        "evidence": case.evidence_id,
        "member": by(member.username) if member and member.deleted_at is None else None,
        "debate": case.debate.slug if case.debate else None,
        "words": shown.thing,
        "rule": own.rule,
        "title": shown.title,
        "note": own.note,
        "duplicate_of": own.duplicate_of_id,
        "raised_at": moment(own.raised_at),
        "became": shown.became.value,
        "ruling": case.ruling_id,
        "ruled_by": case.ruling.rule if case.ruling else None,
        "closed_at": moment(case.closed_at or own.withdrawn_at),
    }
