"""What moderation left behind in a world: flags, rules, rulings, restrictions, appeals."""

from datetime import timedelta
from typing import Any

from accounts import clock
from accounts.models import User
from debates.actions.appeals import appeal
from debates.actions.houserules import publish_rule
from debates.actions.restrictions import mute_member, suspend_member, warn_member
from debates.actions.shutting import screen_debate, shut_debate
from debates.actions.slowing import slow_thread
from debates.models import Debate, Membership, Ruling
from debates.queries.appeals import find_ruling_to_appeal
from debates.queries.arguments import find_argument
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_place, seen_by
from tests.flagged import a_flag, raise_flag

GROUNDS = {"rule": "insult", "because": "Too much."}


def moderation_in(debate: Debate, people: dict[str, User], names: dict[str, Any]) -> dict[str, Any]:
    """What is there by name. Nothing of it stands in the way of anyone but the restricted."""
    opener, staff = debate.opened_by, people["staff"]
    seen = seen_by(opener, debate)
    second = User.objects.get(username=names["second"])
    deputy, silenced = a_place(debate, Membership.Role.MODERATOR), a_member()
    claim = find_argument(opener, names["claim"])
    slowed = a_claim(debate, by=second)
    slow_thread(find_argument(opener, slowed.pk), minutes=10, **GROUNDS, by=opener)
    flag = raise_flag(find_argument(opener, names["counter"]), by=people["author"])
    publish_rule(seen, "no_slogans", "No slogans", "", by=opener)
    publish_rule(None, "no_verse", "No verse", "", by=staff)
    mute = mute_member(people["muted"], seen, lasts="year", **GROUNDS, by=opener)
    suspension = suspend_member(people["suspended"], lasts="year", **GROUNDS, by=staff)
    mute_member(silenced, None, lasts="year", **GROUNDS, by=staff)
    return _appeals(debate, people["author"]) | {
        "loose": a_counterclaim(claim, by=second).pk,
        "slowed": slowed.pk,
        "flag": flag.pk,
        "case": flag.case_id,
        "profile_case": a_flag(second, by=people["author"]).case_id,
        "code": "no_slogans",
        "site_code": "no_verse",
        "mute": mute.ruling_id,
        "suspension": suspension.ruling_id,
        "muted": people["muted"].username,
        "suspended": people["suspended"].username,
        "silenced": silenced.username,
        "deputy": deputy.username,
        "shut": _shut_by_ruling(debate, people).slug,
    }


def _appeals(debate: Debate, author: User) -> dict[str, Any]:
    """Three warnings: one to appeal, one appealed a moment ago, one long since."""
    free, appealed, overdue = (_warning(debate, author).pk for _one in range(3))
    late = appeal(find_ruling_to_appeal(author, overdue), "A quotation.", by=author)
    with clock.at(clock.now() + timedelta(days=9)):
        made = appeal(find_ruling_to_appeal(author, appealed), "A quotation.", by=author)
    return {"ruling": free, "appeal": made.pk, "overdue": late.pk}


def _warning(debate: Debate, author: User) -> Ruling:
    by = debate.opened_by
    return warn_member(author, seen_by(by, debate), **GROUNDS, by=by)


def _shut_by_ruling(debate: Debate, people: dict[str, User]) -> Debate:
    """Another debate of the same people, closed by a ruling, where first arguments are held."""
    opener = debate.opened_by
    other = a_debate(by=opener, visibility=debate.visibility)
    for place in debate.memberships.exclude(member=opener):
        a_place(other, place.role, member=place.member)
    screen_debate(seen_by(opener, other), **GROUNDS, by=opener)
    shut_debate(seen_by(opener, other), **GROUNDS, by=opener)
    mute_member(people["muted"], seen_by(opener, other), lasts="year", **GROUNDS, by=opener)
    return other
