"""Warnings, mutes and suspensions as the API shows and takes them."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.fields import Choice, Id, Text
from debates.api.serializers.moderation import NewRuling
from debates.api.serializers.shapes import Shape
from debates.models import Ruling
from debates.rules import Term, how_it_stands, title_in, title_of

KINDS = {Ruling.Verb.WARN: "warned", Ruling.Verb.MUTE: "muted", Ruling.Verb.SUSPEND: "suspended"}


CASE = Id(
    required=False,
    allow_null=True,
    default=None,
    help_text="The case that is so decided, for all who flagged it.",
)


class NewWarning(NewRuling):
    """What somebody is warned of."""

    debate = Text(
        required=False,
        allow_null=True,
        default=None,
        help_text="The slug of the debate that it is about; null: the whole site.",
    )
    case = CASE


class NewRestriction(NewRuling):
    """By which rule somebody is muted or suspended, why, and for how long."""

    lasts = Choice(choices=Term.choices)
    case = CASE


class RestrictionShape(Shape):
    """What was ruled on a member: by which rule, why, and until when it holds."""

    ruling = serializers.IntegerField(help_text="Its number, by which it is read and appealed.")
    kind = serializers.ChoiceField(choices=list(KINDS.values()))
    debate = serializers.CharField(
        allow_null=True, help_text="The debate's slug; null: the whole site."
    )
    rule = serializers.CharField(help_text="The code of the rule.")
    rule_title = serializers.CharField()
    reason = serializers.CharField()
    since = serializers.DateTimeField()
    until = serializers.DateTimeField(
        allow_null=True, help_text="null: until it is lifted. A warning has no end."
    )
    stands = serializers.ChoiceField(
        choices=["live", "over", "taken_back"], help_text="Whether it holds now."
    )


def restriction(shown: Ruling, title: str | None = None) -> dict[str, Any]:
    return {
        "ruling": shown.pk,
        "kind": KINDS[Ruling.Verb(shown.verb)],
        "debate": shown.debate.slug if shown.debate else None,
        "rule": shown.rule,
        "rule_title": title or title_in(shown.rule, shown.pk),
        "reason": shown.reason,
        "since": moment(shown.at),
        "until": moment(shown.until),
        "stands": how_it_stands(shown),
    }


def listed_restriction(shown: Ruling) -> dict[str, Any]:
    """One of `restrictions_of`, which reads the title of a rule that a debate added."""
    added: str | None = getattr(shown, "rule_title", None)
    return restriction(shown, title_of(shown.rule, added))
