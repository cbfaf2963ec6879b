"""Who may appeal a ruling, who takes part in the exchange about it, and who judges it."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User, Viewer
from debates.models import INVERSES, Appeal, Debate, Membership, Ruling
from debates.rules.moderation import concerns, why_not_moderate
from debates.rules.reasons import Reason
from debates.rules.standing import MODERATORS, moderates

APPEALED_WITHIN = timedelta(days=30)
JUDGED_WITHIN = timedelta(days=7)


def appealed_until(ruling: Ruling) -> datetime:
    return ruling.at + APPEALED_WITHIN


def why_not_appeal(viewer: Viewer, ruling: Ruling) -> Reason | None:
    """Whom a ruling concerns appeals it, once. Muted and suspended members too."""
    if not viewer.is_authenticated:
        return Reason("signed_out", _("Sign in to appeal a ruling."))
    if ruling.part_of_id is not None:
        return Reason("a_part", _("This is a part of a larger ruling: appeal that."))
    if not concerns(viewer, ruling):
        return Reason("not_concerned", _("Only whom a ruling concerns may appeal it."))
    if Appeal.objects.filter(ruling=ruling, member=viewer.pk).exists():
        return Reason("appealed", _("You have appealed this ruling already."))
    return why_not_appealable(ruling, is_undone=_is_undone(ruling))


def why_not_appealable(ruling: Ruling, *, is_undone: bool) -> Reason | None:
    """Whether a ruling can be appealed at all, by whom it concerns."""
    if ruling.verb not in INVERSES or ruling.undoes_id is not None:
        return Reason("not_undone", _("This undid another ruling: there is nothing to appeal."))
    if is_undone:
        return Reason("undone", _("This ruling is undone already."))
    if clock.now() >= appealed_until(ruling):
        return Reason("too_late", _("Whom a ruling concerns may appeal it for 30 days."))
    return None


def why_not_read_appeal(viewer: Viewer, appeal: Appeal) -> Reason | None:
    """The exchange is between whoever appealed and the moderators, and nobody else's."""
    if viewer.is_authenticated and appeal.member_id == viewer.pk:
        return None
    if viewer.is_staff or (appeal.debate is not None and moderates(viewer, appeal.debate)):
        return None
    return Reason("not_theirs", _("An appeal is read by who made it and by the moderators."))


def why_not_reply_to_appeal(viewer: Viewer, appeal: Appeal) -> Reason | None:
    if appeal.outcome:
        return Reason("judged", _("This appeal is judged already."))
    if viewer.is_authenticated and appeal.member_id == viewer.pk:
        return None
    return why_not_moderate(viewer, appeal.debate)


def why_not_judge(viewer: Viewer, appeal: Appeal) -> Reason | None:
    """A moderator who did not make the ruling; the staff where there is none, or it is overdue."""
    if reason := why_not_moderate(viewer, appeal.debate):
        return reason
    if appeal.outcome:
        return Reason("judged", _("This appeal is judged already."))
    if appeal.member_id == viewer.pk:
        return Reason("own_appeal", _("Nobody judges their own appeal."))
    if appeal.ruling.by_id == viewer.pk:
        why = _("You made this ruling. Somebody else judges the appeal; you may reply to it.")
        return Reason("own_ruling", why)
    if concerns(viewer, appeal.ruling):
        why = _("This ruling concerns you too. Somebody else judges the appeal.")
        return Reason("own_cause", why)
    if appeal.debate is None or appeal.debate.standing in MODERATORS:
        return None
    if appeal.due_at > clock.now() and moderators_who_judge(appeal).exists():
        why = _("The moderators of this debate judge it first; the staff once it is overdue.")
        return Reason("not_overdue", why)
    return None


def moderators_who_judge(appeal: Appeal) -> QuerySet[Membership]:
    """The places of the moderators of its debate who neither made the ruling nor the appeal.

    Nor does the ruling concern them.
    """
    ruling = appeal.ruling
    parts = Ruling.objects.filter(part_of=ruling, member=OuterRef("member"))
    party = [one for one in (appeal.member_id, ruling.by_id, ruling.member_id) if one]
    return moderators_of(appeal.debate_id).exclude(member__in=party).exclude(Exists(parts))


def moderators_of(debate: int | OuterRef | None) -> QuerySet[Membership]:
    """The places of those who moderate a debate and can act now."""
    return Membership.objects.filter(
        Q(member__suspended_until=None) | Q(member__suspended_until__lte=clock.now()),
        debate=debate,
        role__in=MODERATORS,
        member__deleted_at=None,
    )


def staff_in(debate: Debate | None) -> QuerySet[User]:
    """The staff, as far as they see this debate: in a private one, those who were invited."""
    staff = User.objects.filter(is_staff=True, is_active=True)
    if debate is None or debate.visibility != "private":
        return staff
    return staff.filter(memberships__debate=debate)


def _is_undone(ruling: Ruling) -> bool:
    return Ruling.objects.filter(undoes=ruling).exists()
