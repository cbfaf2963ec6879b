"""The queue as the API shows it, and what moderators decide."""

from typing import Any

from rest_framework import serializers

from accounts.models import Viewer
from debates.api.answers import moment
from debates.api.serializers.arguments import ArgumentShape, argument
from debates.api.serializers.debates import name_of
from debates.api.serializers.evidence import EvidenceShape, evidence
from debates.api.serializers.fields import Body, Flag, Id, text_of
from debates.api.serializers.shapes import MemberNameShape, ReasonShape, Shape, by
from debates.models import Case, Ruling
from debates.models import Flag as RaisedFlag
from debates.queries.cases import Waiting
from debates.queries.casework import Record
from debates.rules import Reason, is_claimed, who_claimed

MOST = 100


class Dismissal(Body):
    """Why nothing is wrong with it."""

    reason = text_of(Ruling, "reason", default="")


class Dismissals(Dismissal):
    """Several cases in which there is no breach."""

    cases = serializers.ListField(child=Id(), min_length=1, max_length=MOST)
    piecemeal = Flag(default=False, help_text="Decide what can be decided, and leave the rest.")


class Hidings(Body):
    """Several cases whose arguments are hidden by one rule."""

    cases = serializers.ListField(child=Id(), min_length=1, max_length=MOST)
    rule = text_of(Ruling, "rule")
    reason = text_of(Ruling, "reason")
    piecemeal = Flag(default=False, help_text="Decide what can be decided, and leave the rest.")


class CaseClaimShape(Shape):
    """Who works on it."""

    by = serializers.CharField()
    is_mine = serializers.BooleanField()
    until = serializers.DateTimeField()


class CountedShape(Shape):
    """How many flag it by one rule."""

    rule = serializers.CharField()
    flags = serializers.IntegerField()


class CaseShape(Shape):
    """What waits for a moderator about one thing."""

    id = serializers.IntegerField()
    debate = serializers.CharField(allow_null=True, help_text="Its slug; null for a profile.")
    argument = ArgumentShape(allow_null=True)
    evidence = EvidenceShape(allow_null=True)
    member = MemberNameShape(allow_null=True, help_text="Whose profile it is about.")
    why = serializers.ChoiceField(choices=Case.Why.values)
    rule = serializers.CharField(allow_blank=True, help_text="By which it was held or noticed.")
    note = serializers.CharField(allow_blank=True)
    flags = serializers.IntegerField()
    by_rule = CountedShape(many=True)
    urgency = serializers.IntegerField()
    opened_at = serializers.DateTimeField()
    looked_at = serializers.DateTimeField(allow_null=True)
    claim = CaseClaimShape(allow_null=True, help_text="null also where it is about you.")
    closed_at = serializers.DateTimeField(allow_null=True)
    verdict = serializers.ChoiceField(choices=Case.Verdict.values, allow_null=True)
    ruling = serializers.IntegerField(allow_null=True, help_text="What was done about it.")


class RaisedFlagShape(Shape):
    """A flag, as moderators see it."""

    rule = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    duplicate_of = serializers.IntegerField(allow_null=True)
    by = MemberNameShape(allow_null=True, help_text="null for a former member.")
    at = serializers.DateTimeField()


class StandingRestrictionShape(Shape):
    """A restriction that holds."""

    kind = serializers.CharField()
    until = serializers.DateTimeField()
    is_everywhere = serializers.BooleanField()


class EarlierCaseShape(Shape):
    """A closed case about the same thing."""

    id = serializers.IntegerField()
    closed_at = serializers.DateTimeField()
    verdict = serializers.ChoiceField(choices=Case.Verdict.values)
    flags = serializers.IntegerField()


class MemberRecordShape(Shape):
    """What is known here of whoever it concerns."""

    rulings = serializers.DictField(child=serializers.IntegerField())
    restrictions = StandingRestrictionShape(many=True)
    arguments = serializers.IntegerField(help_text="Those of theirs that stand in this debate.")
    siblings = serializers.IntegerField(help_text="Other answers to the same argument.")
    earlier = EarlierCaseShape(many=True)


class WholeCaseShape(CaseShape):
    """A case with its flags, and the record of whoever it concerns."""

    raised = RaisedFlagShape(many=True)
    record = MemberRecordShape()
    above = serializers.ListField(
        child=serializers.IntegerField(), help_text="What it answers, from the top down."
    )


class SettledCaseShape(Shape):
    """What became of one case among many."""

    case = serializers.IntegerField()
    refused = ReasonShape(allow_null=True)


class SettlementShape(Shape):
    """What became of each."""

    settled = SettledCaseShape(many=True)


def case(one: Waiting, viewer: Viewer, base: str) -> dict[str, Any]:
    shown = one.case
    slug = shown.debate.slug if shown.debate else None
    return {
        "id": shown.pk,
        "debate": slug,
        "argument": argument(one.card, slug, base) if one.card else None,
        "evidence": evidence(shown.evidence) if shown.evidence else None,
        "member": by(name_of(shown.member)) if shown.member else None,
        "why": shown.why,
        "rule": shown.rule,
        "note": shown.note,
        "flags": shown.flags,
        "by_rule": [{"rule": rule, "flags": many} for rule, _title, many in one.counted],
        "urgency": shown.urgency,
        "opened_at": moment(shown.opened_at),
        "looked_at": moment(shown.looked_at),
        "claim": None if one.is_own else _claim(shown, viewer),
        "closed_at": moment(shown.closed_at),
        "verdict": shown.verdict or None,
        "ruling": shown.ruling_id,
    }


def _claim(shown: Case, viewer: Viewer) -> dict[str, Any] | None:
    if not is_claimed(shown):
        return None
    return {
        "by": who_claimed(shown, viewer),
        "is_mine": shown.claimed_by_id == viewer.pk,
        "until": moment(shown.claimed_until),
    }


def raised(shown: RaisedFlag) -> dict[str, Any]:
    return {
        "rule": shown.rule,
        "note": shown.note,
        "duplicate_of": shown.duplicate_of_id,
        "by": by(name_of(shown.member)),
        "at": moment(shown.raised_at),
    }


def record(known: Record) -> dict[str, Any]:
    return {
        "rulings": known.rulings,
        "restrictions": [
            one._asdict() | {"until": moment(one.until)} for one in known.restrictions
        ],
        "arguments": known.arguments,
        "siblings": known.siblings,
        "earlier": [one._asdict() | {"closed_at": moment(one.closed_at)} for one in known.earlier],
    }


def settled(number: int, refused: Reason | None) -> dict[str, Any]:
    why = {"code": refused.code, "detail": refused.text} if refused else None
    return {"case": number, "refused": why}
