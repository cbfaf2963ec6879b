"""Warning, muting and suspending: who may do so to whom, for how long, and until when."""

from datetime import datetime, timedelta
from typing import Literal

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import clock
from accounts.models import User, Viewer
from debates.models import UNTIL_LIFTED, Debate, Membership, Restriction, Ruling
from debates.rules.moderation import why_not_moderate, why_not_moderate_site
from debates.rules.reasons import Reason
from debates.rules.standing import MODERATORS


class Term(TextChoices):
    """How long somebody is muted or suspended."""

    HOUR = "hour", gettext_lazy("1 hour")
    DAY = "day", gettext_lazy("1 day")
    WEEK = "week", gettext_lazy("1 week")
    MONTH = "month", gettext_lazy("30 days")
    QUARTER = "quarter", gettext_lazy("90 days")
    YEAR = "year", gettext_lazy("1 year")
    LIFTED = "until_lifted", gettext_lazy("Until it is lifted")


LASTS = {
    Term.HOUR: timedelta(hours=1),
    Term.DAY: timedelta(days=1),
    Term.WEEK: timedelta(days=7),
    Term.MONTH: timedelta(days=30),
    Term.QUARTER: timedelta(days=90),
    Term.YEAR: timedelta(days=365),
}


def end_of(term: Term, since: datetime) -> datetime:
    """When a restriction of this term ends."""
    return since + LASTS[term] if term in LASTS else UNTIL_LIFTED


def why_not_warn(viewer: Viewer, member: User, debate: Debate | None) -> Reason | None:
    """In a debate its moderators, on the whole site the staff; nobody their equals or themselves.

    So too for muting, and for taking either back. Needs `debate.standing` of the viewer.
    """
    if reason := why_not_moderate(viewer, debate) if debate else why_not_moderate_site(viewer):
        return reason
    if member.pk == viewer.pk:
        return Reason("yourself", _("You cannot rule on yourself."))
    if member.is_staff and not viewer.is_superuser:
        return Reason("is_staff", _("Only whoever runs this site can do this to its staff."))
    if debate is None or viewer.is_staff or debate.standing == Membership.Role.OPENER:
        return None
    if debate.memberships.filter(member=member, role__in=MODERATORS).exists():
        why = _("Only whoever opened the debate, and the site's staff, can do this to a moderator.")
        return Reason("is_a_moderator", why)
    return None


def why_not_mute(viewer: Viewer, member: User, debate: Debate | None) -> Reason | None:
    """As warning; and once at a time."""
    if reason := why_not_warn(viewer, member, debate):
        return reason
    if live(member, Restriction.Kind.MUTED, debate).exists():
        return Reason("muted_already", _("They are muted already."))
    return None


def why_not_suspend(viewer: Viewer, member: User) -> Reason | None:
    """The staff, for the whole site, and once at a time."""
    if reason := why_not_warn(viewer, member, None):
        return reason
    if live(member, Restriction.Kind.SUSPENDED).exists():
        return Reason("suspended_already", _("They are suspended already."))
    return None


def why_not_unmute(viewer: Viewer, member: User, debate: Debate | None) -> Reason | None:
    if reason := why_not_warn(viewer, member, debate):
        return reason
    if not live(member, Restriction.Kind.MUTED, debate).exists():
        return Reason("not_muted", _("They are not muted."))
    return None


def why_not_reinstate_member(viewer: Viewer, member: User) -> Reason | None:
    if reason := why_not_warn(viewer, member, None):
        return reason
    if not live(member, Restriction.Kind.SUSPENDED).exists():
        return Reason("not_suspended", _("They are not suspended."))
    return None


def how_it_stands(ruling: Ruling) -> Literal["live", "over", "taken_back"]:
    """Whether a warning, mute or suspension holds now. Needs `restriction` and `undone_by`."""
    if getattr(ruling, "undone_by", None):
        return "taken_back"
    restriction = getattr(ruling, "restriction", None)
    if restriction and (restriction.lifted_at or restriction.until <= clock.now()):
        return "over"
    return "live"


def live(
    member: User, kind: Restriction.Kind, debate: Debate | None = None
) -> QuerySet[Restriction]:
    """The member's one restriction of this kind that holds now, there or on the whole site."""
    return Restriction.objects.filter(
        member=member, kind=kind, debate=debate, lifted_at=None, until__gt=clock.now()
    )
