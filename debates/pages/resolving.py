"""Where a moderator rules on a thing: the pages of all rulings."""

from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from django.utils.translation import gettext_lazy as _

from accounts.models import Viewer
from debates.models import Case
from debates.pages.finding import the_case
from debates.pages.requests import MemberRequest
from debates.pages.submitting import refuse
from debates.queries.cases import concerned
from debates.rules import why_not_work_on


def named_case(request: MemberRequest) -> Case | None:
    """The case of the queue that led here: once it is decided, nobody rules on it again."""
    number = request.GET.get("case", "")
    if not (number.isdecimal() and len(number) < 19):
        return None
    return the_case(request, int(number))


def refuse_if_decided(request: MemberRequest) -> None:
    """Raises Refused where another has decided, or works on, the case that led here."""
    if case := named_case(request):
        refuse(request, why_not_work_on(request.user, case))


class Way(NamedTuple):
    """A ruling that can be made, and the page that makes it."""

    verb: str
    address: str
    label: Any


ON_ARGUMENTS = {
    "hide": _("Hide"),
    "redact": _("Redact"),
    "lock": _("Lock the thread"),
    "slow": _("Slow the thread down"),
    "move": _("Move"),
    "merge": _("Merge"),
    "split": _("Split off"),
    "reclassify": _("Reclassify"),
}
ON_MEMBERS = {"warn": _("Warn"), "mute": _("Mute")}
ON_MEMBERS_BY_STAFF = {"suspend": _("Suspend")}


def ways_of(case: Case, viewer: Viewer) -> list[Way]:
    """Each ruling that fits this case. It closes the case, and tells all who flagged."""
    ways = []
    if case.argument_id is not None:
        at = f"/arguments/{case.argument_id}"
        version = f"history/{case.argument.version}/redact" if case.argument else ""
        ways += [
            Way(verb, f"{at}/{version if verb == 'redact' else verb}/?case={case.pk}", label)
            for verb, label in ON_ARGUMENTS.items()
        ]
    if case.evidence_id is not None:
        at = f"/evidence/{case.evidence_id}/hide/?case={case.pk}"
        ways.append(Way("hide", at, ON_ARGUMENTS["hide"]))
    if concerned(case).deleted_at:
        return ways
    name, about = quote(concerned(case).username), {"case": case.pk}
    debate = {"debate": case.debate.slug} if case.debate else {}
    on_members = ON_MEMBERS | (ON_MEMBERS_BY_STAFF if viewer.is_staff else {})
    ways += [
        Way(verb, f"/people/{name}/{verb}/?{urlencode(debate | about)}", label)
        for verb, label in on_members.items()
    ]
    return ways
