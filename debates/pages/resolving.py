"""Where a moderator rules on a thing: the pages of all rulings."""

from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from django.utils.translation import gettext_lazy as _

from accounts.models import Viewer
from debates.models import Case
from debates.queries.cases import concerned


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
        ways += [
            Way(verb, f"{at}/{verb}/?case={case.pk}", label) for verb, label in ON_ARGUMENTS.items()
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
