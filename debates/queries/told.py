"""What those concerned are told of a ruling: by which rule, why, until when, what they can do."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Exists,
    F,
    JSONField,
    OuterRef,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, JSONObject

from accounts.models import Viewer
from debates.models import Appeal, Argument, Flag, Notice, Ruling
from debates.rules import added_title, appealed_until, title_of, why_not_appealable

ABOUT_FLAGS = (Notice.Kind.UPHELD, Notice.Kind.DISMISSED)
ABOUT_APPEALS = (Notice.Kind.APPEALED, Notice.Kind.REPLIED, Notice.Kind.JUDGED)


class Told(NamedTuple):
    """A ruling as it is told to a member whom it concerns, or who flagged what it is about."""

    ruling: int
    verb: str
    rule: str
    title: str
    """The rule in words, also where it is a debate's own or withdrawn since."""
    reason: str
    role: str
    until: datetime | None
    at: datetime
    evidence: int | None
    whole: int
    """The ruling that an appeal would be of: itself, or what it is a part of."""
    appeal: int | None
    """The appeal that the notice is about, or the member's own."""
    is_undone: bool
    appeal_until: datetime | None
    """Until when the member can appeal it; None where they cannot, or have."""

    @property
    def done(self) -> str:
        """What was done, in words."""
        return str(Ruling.Verb(self.verb).label)


class Flagged(NamedTuple):
    """What a member flagged, and by which rule."""

    rule: str
    title: str
    evidence: int | None
    member: str | None
    """Whose profile it is."""


def with_rulings(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Notices, each with what told_of and flagged_of say of it, in the same statement."""
    # Whose appeal a notice is about: theirs who wrote, or else the reader's own.
    appeal = Appeal.objects.filter(
        ruling=OuterRef("ruling"), member=Coalesce(OuterRef("by"), OuterRef("member"))
    )
    return notices.annotate(
        rule_title=added_title("ruling__rule", "ruling__debate"),
        appeal_id=Subquery(appeal.values("pk")[:1]),
        is_undone=Exists(Ruling.objects.filter(undoes=OuterRef("ruling"))),
        flagged=Case(
            When(kind__in=ABOUT_FLAGS, argument=None, then=_flag_on(case__member__isnull=False)),
            When(
                kind__in=ABOUT_FLAGS,
                then=Coalesce(
                    _flag_on(case__argument=OuterRef("argument")),
                    _flag_on(case__evidence__argument=OuterRef("argument")),
                ),
            ),
            default=None,
            output_field=JSONField(),
        ),
    )


def _flag_on(**about: Any) -> Subquery:
    """The flag that a notice answers: its case was closed at the moment of the notice."""
    said = JSONObject(
        rule=F("rule"),
        title=added_title("rule", "case__debate"),
        evidence=F("case__evidence"),
        member=F("case__member__username"),
    )
    found = Flag.objects.filter(member=OuterRef("member"), case__closed_at=OuterRef("at"), **about)
    return Subquery(found.order_by("pk").values_list(said)[:1])


def told_of(notice: Notice) -> Told | None:
    """What this notice, one of with_rulings, says of its ruling."""
    if notice.ruling is None:
        return None
    read: dict[str, Any] = vars(notice)
    told = _told(notice.ruling, read["rule_title"], read["appeal_id"], read["is_undone"])
    if notice.kind in {*ABOUT_FLAGS, *ABOUT_APPEALS}:
        return told._replace(appeal_until=None)
    return told


def flagged_of(notice: Notice) -> Flagged | None:
    """What the member had flagged that this notice, one of with_rulings, is about."""
    found: dict[str, Any] | None = vars(notice)["flagged"]
    if found is None:
        return None
    return Flagged(**found)._replace(title=title_of(found["rule"], found["title"]))


def what_keeps_it_so(argument: Argument, viewer: Viewer) -> Told | None:
    """The ruling by which an argument is hidden, held, merged or redacted, for its author."""
    verbs = Ruling.Verb
    appeal = Appeal.objects.filter(
        ruling=Coalesce(OuterRef("part_of"), OuterRef("pk")), member=viewer.pk
    )
    found = (
        argument.rulings.filter(
            verb__in=[verbs.HIDE, verbs.HOLD, verbs.MERGE, verbs.REDACT], undone_by=None
        )
        .select_related("part_of")
        .annotate(
            rule_title=added_title("rule", "debate"), appeal_id=Subquery(appeal.values("pk")[:1])
        )
        .order_by("-pk")
        .first()
    )
    if found is None:
        return None
    read = vars(found)
    return _told(found, read["rule_title"], read["appeal_id"], is_undone=False)


def what_is_appealed(ruling: Ruling) -> Told:
    """A ruling that the viewer may see, before it is appealed."""
    title = Ruling.objects.annotate(rule_title=added_title("rule", "debate"))
    return _told(
        ruling,
        title.values_list("rule_title", flat=True).get(pk=ruling.pk),
        appeal=None,
        is_undone=False,
    )


def what_was_ruled(appeal: Appeal) -> Told:
    """The ruling that is appealed; for an appeal as queries.appeals finds it."""
    read = vars(appeal)
    return _told(appeal.ruling, read["rule_title"], appeal.pk, read["is_undone"])


def _told(ruling: Ruling, title: str | None, appeal: int | None, is_undone: bool) -> Told:
    whole = ruling.part_of if ruling.part_of_id is not None else ruling
    assert whole is not None
    closed = appeal is not None or why_not_appealable(whole, is_undone=is_undone) is not None
    return Told(
        ruling=ruling.pk,
        verb=ruling.verb,
        rule=ruling.rule,
        title=title_of(ruling.rule, title),
        reason=ruling.reason,
        role=ruling.role,
        until=ruling.until,
        at=ruling.at,
        evidence=ruling.evidence_id,
        whole=whole.pk,
        appeal=appeal,
        is_undone=is_undone,
        appeal_until=None if closed else appealed_until(whole),
    )
