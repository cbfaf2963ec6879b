"""Rulings as the record of the API shows them: by role, and never by name."""

from typing import Any

from rest_framework import serializers

from accounts.models import Viewer
from debates.api.answers import moment
from debates.api.serializers.debates import name_of
from debates.api.serializers.shapes import MemberNameShape, Shape, by
from debates.models import Ruling
from debates.queries.rulings import whom_it_names
from debates.rules import title_of


class RulingShape(Shape):
    """What was done about a thing, by which published rule, and why."""

    id = serializers.IntegerField()
    url = serializers.URLField(help_text="Its page.")
    verb = serializers.ChoiceField(choices=Ruling.Verb.values)
    debate = serializers.CharField(allow_null=True, help_text="null: of the whole site.")
    argument = serializers.IntegerField(allow_null=True)
    evidence = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField(allow_null=True)
    field = serializers.CharField(allow_blank=True, help_text="What of it was redacted.")
    member = MemberNameShape(
        allow_null=True,
        help_text="Whom it concerns; null but for themselves and for moderators.",
    )
    rule = serializers.CharField(help_text="The code of the rule.")
    rule_title = serializers.CharField()
    reason = serializers.CharField()
    role = serializers.ChoiceField(choices=Ruling.Role.values, help_text="By which right.")
    had_voted = serializers.BooleanField(
        help_text="Whether whoever ruled had voted in that thread."
    )
    had_written = serializers.BooleanField(
        help_text="Whether whoever ruled had written in that thread."
    )
    at = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True)
    part_of = serializers.IntegerField(allow_null=True)
    parts = serializers.IntegerField(help_text="How many rulings are a part of it.")
    undoes = serializers.IntegerField(allow_null=True)
    undone_by = serializers.IntegerField(allow_null=True)


def ruling(shown: Ruling, viewer: Viewer, base: str) -> dict[str, Any]:
    """A ruling that the queries of rulings gave."""
    undone = getattr(shown, "undone_by", None)
    return {
        "id": shown.pk,
        "url": f"{base}/rulings/{shown.pk}/",
        "verb": shown.verb,
        "debate": shown.debate.slug if shown.debate else None,
        "argument": shown.argument_id,
        "evidence": shown.evidence_id,
        "version": shown.version,
        "field": shown.field,
        "member": by(name_of(whom_it_names(shown, viewer))),
        "rule": shown.rule,
        "rule_title": title_of(shown.rule, shown.title),
        "reason": shown.reason,
        "role": shown.role,
        "had_voted": shown.had_voted,
        "had_written": shown.had_written,
        "at": moment(shown.at),
        "until": moment(shown.until),
        "part_of": shown.part_of_id,
        "parts": shown.parts_count,
        "undoes": shown.undoes_id,
        "undone_by": undone.pk if undone else None,
    }
