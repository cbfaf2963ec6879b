"""What a muted or suspended member may not do, said with the rule, the reason and the end."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User, Viewer
from debates.models import UNTIL_LIFTED, Debate, Restriction, Ruling
from debates.rules.houserules import title_in
from debates.rules.reasons import Reason


def why_not_act(member: Viewer | None) -> Reason | None:
    """Whoever is suspended reads, appeals and leaves: no more."""
    if not isinstance(member, User) or not member.is_suspended:
        return None
    ruling = (
        Ruling.objects.filter(
            restriction__member=member, restriction__kind="suspended", restriction__lifted_at=None
        )
        .order_by("-restriction__until")
        .first()
    )
    text = _("You are suspended %(until)s") % {"until": end_in_words(member.suspended_until)}
    if ruling is None:  # Nobody ruled so: a script did.
        return Reason("suspended", text)
    why = _why(ruling.rule, ruling.reason, ruling.pk)
    return Reason("suspended", f"{text} – {why}", ruling.pk)


def why_not_speak(debate: Debate) -> Reason | None:
    """Whoever is muted takes no part, here or anywhere. Needs `debate.muted` of the viewer."""
    if debate.muted is None:
        return None
    muted: dict[str, Any] = debate.muted
    if "why" not in muted:  # Asked by many rules on one page.
        muted["why"] = _why(muted["rule"], muted["reason"], muted["ruling"])
    return _muted(muted["until"], muted["why"], muted["ruling"])


def why_not_speak_anywhere(member: User) -> Reason | None:
    """Whoever is muted on the whole site opens no debate either."""
    return why_not_act(member) or _why_muted(member, Q(debate=None))


def why_not_speak_in_any(member: User, debates: QuerySet[Debate]) -> Reason | None:
    """Whoever is muted in one of these debates leaves alone what they share."""
    return why_not_act(member) or _why_muted(member, Q(debate=None) | Q(debate__in=debates))


def _why_muted(member: User, where: Q) -> Reason | None:
    mutes = Restriction.objects.filter(
        where, member=member, kind="muted", lifted_at=None, until__gt=clock.now()
    )
    mute = mutes.select_related("ruling").first()
    if mute is None:
        return None
    ruling = mute.ruling
    return _muted(mute.until, _why(ruling.rule, ruling.reason, ruling.pk), ruling.pk)


def _muted(until: datetime | str, why: str, ruling: int) -> Reason:
    text = _("You are muted %(until)s") % {"until": end_in_words(until)}
    return Reason("muted", f"{text} – {why}", ruling)


def _why(rule: str, reason: str, ruling: int) -> str:
    said = {"rule": title_in(rule, ruling), "reason": reason, "ruling": ruling}
    return _("%(rule)s: “%(reason)s” Ruling %(ruling)d can be appealed for 30 days.") % said


def end_in_words(until: datetime | str | None) -> str:
    """Until when, as people say it."""
    moment = datetime.fromisoformat(until) if isinstance(until, str) else until
    if moment is None or moment.year >= UNTIL_LIFTED.year:
        return _("until a moderator lifts it")
    local = timezone.localtime(moment)
    return _("until %(moment)s") % {"moment": date_format(local, "DATETIME_FORMAT")}
