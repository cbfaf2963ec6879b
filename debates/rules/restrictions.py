"""What a muted or suspended member may not do, said with the rule, the reason and the end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User, Viewer
from debates.models import UNTIL_LIFTED, Debate, Restriction
from debates.rules.houserules import title_of
from debates.rules.reasons import Reason


def why_not_act(member: Viewer | None) -> Reason | None:
    """Whoever is suspended reads, appeals and leaves: no more."""
    if not isinstance(member, User) or not member.is_suspended:
        return None
    found = (
        Restriction.objects.filter(member=member, kind="suspended", lifted_at=None)
        .select_related("ruling")
        .order_by("-until")
        .first()
    )
    why = _why(found.ruling.rule, found.ruling.reason) if found else ""
    end = _end(member.suspended_until)
    return Reason(
        "suspended", _("You are suspended %(until)s. %(why)s") % {"until": end, "why": why}
    )


def why_not_speak(debate: Debate) -> Reason | None:
    """Whoever is muted takes no part, here or anywhere. Needs `debate.muted` of the viewer."""
    return _muted(debate.muted) if debate.muted is not None else None


def why_not_speak_on_the_site(member: User) -> Reason | None:
    """Of what is of no debate: whoever is muted everywhere."""
    found = (
        Restriction.objects.filter(member=member, debate=None, kind="muted", lifted_at=None)
        .filter(until__gt=clock.now())
        .order_by("-until")
        .values("until", rule=F("ruling__rule"), reason=F("ruling__reason"))
        .first()
    )
    return _muted(found) if found else None


def _muted(muted: Mapping[str, Any]) -> Reason:
    text = _("You are muted %(until)s. %(why)s") % {
        "until": _end(muted["until"]),
        "why": _why(muted["rule"], muted["reason"]),
    }
    return Reason("muted", text)


def _why(rule: str, reason: str) -> str:
    title = title_of(rule)
    return f"{title}: {reason}" if title else reason


def _end(until: datetime | str | None) -> str:
    moment = datetime.fromisoformat(until) if isinstance(until, str) else until
    if moment is None or moment.year >= UNTIL_LIFTED.year:
        return _("until a moderator lifts it")
    local = timezone.localtime(moment)
    return _("until %(moment)s") % {"moment": date_format(local, "DATETIME_FORMAT")}
