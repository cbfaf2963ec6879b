"""Warning, muting and suspending members, and taking that back. Each by a ruling."""

from django.db import connection

from accounts import clock
from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.actions.rulings import Grounds, make_ruling
from debates.models import INVERSES, UNTIL_LIFTED, Debate, Restriction, Ruling
from debates.rules import (
    Term,
    refuse_if,
    why_not_mute,
    why_not_reinstate_member,
    why_not_suspend,
    why_not_unmute,
    why_not_warn,
)
from debates.rules.restricting import end_of, live

Kind = Restriction.Kind


@act
def warn_member(
    member: User, debate: Debate | None = None, *, rule: str, because: str, by: User
) -> Ruling:
    """Says that what a member did breaks a rule. It takes nothing from them."""
    member, by, debate = _as_they_are(member, by, debate)
    refuse_if(why_not_warn(by, member, debate))
    grounds = Grounds(rule, because)
    return make_ruling(Ruling.Verb.WARN, grounds, debate=debate, member=member, by=by)


@act
def mute_member(
    member: User, debate: Debate | None = None, *, lasts: str, rule: str, because: str, by: User
) -> Restriction:
    """Lets a member take no part, in one debate or anywhere. They read on, and appeal."""
    _wait_for(member)
    member, by, debate = _as_they_are(member, by, debate)
    refuse_if(why_not_mute(by, member, debate))
    return _restrict(member, Kind.MUTED, lasts, Grounds(rule, because), debate, by)


@act
def suspend_member(member: User, *, lasts: str, rule: str, because: str, by: User) -> Restriction:
    """Lets a member do nothing here. They read on, and appeal."""
    _wait_for(member)
    member, by, _everywhere = _as_they_are(member, by, None)
    refuse_if(why_not_suspend(by, member))
    return _restrict(member, Kind.SUSPENDED, lasts, Grounds(rule, because), None, by)


@act
def unmute_member(
    member: User, debate: Debate | None = None, *, rule: str, because: str, by: User
) -> Ruling:
    """Lets a member speak again before their mute has run out."""
    member, by, debate = _as_they_are(member, by, debate)
    refuse_if(why_not_unmute(by, member, debate))
    ruling = live(member, Kind.MUTED, debate).select_related("ruling").get().ruling
    ruling.debate = debate
    return lift(ruling, Grounds(rule, because), by=by)


@act
def reinstate_member(member: User, *, rule: str, because: str, by: User) -> Ruling:
    """Ends a member's suspension before it has run out."""
    member, by, _everywhere = _as_they_are(member, by, None)
    refuse_if(why_not_reinstate_member(by, member))
    ruling = live(member, Kind.SUSPENDED).select_related("ruling").get().ruling
    return lift(ruling, Grounds(rule, because), by=by)


def lift(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Ends the restriction of a ruling. One that has run out is taken back all the same."""
    undone = unsay(ruling, grounds, by=by)
    Restriction.objects.filter(ruling=ruling, lifted_at=None).update(lifted_at=clock.now())
    return undone


def unsay(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Takes back what a ruling said of a member."""
    assert ruling.member is not None
    refuse_if(why_not_warn(by, ruling.member, ruling.debate))
    return make_ruling(
        INVERSES[Ruling.Verb(ruling.verb)],
        grounds,
        debate=ruling.debate,
        member=ruling.member,
        undoes=ruling,
        by=by,
    )


VERBS = {Kind.MUTED: Ruling.Verb.MUTE, Kind.SUSPENDED: Ruling.Verb.SUSPEND}


def _restrict(
    member: User, kind: Kind, lasts: str, grounds: Grounds, debate: Debate | None, by: User
) -> Restriction:
    with Fitting() as fit:
        fit.choice("lasts", lasts, Term.values)
    now = clock.now()
    until = end_of(Term(lasts), now)
    earlier = Restriction.objects.filter(member=member, kind=kind, debate=debate)
    earlier.filter(lifted_at=None, until__lte=now).update(lifted_at=now)
    shown = None if until == UNTIL_LIFTED else until
    ruling = make_ruling(VERBS[kind], grounds, debate=debate, member=member, until=shown, by=by)
    return Restriction.objects.create(
        member=member, kind=kind, debate=debate, ruling=ruling, since=now, until=until
    )


def _wait_for(member: User) -> None:
    """Until they write nothing: what they write may wait for whoever has the row of a member."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(member_gate(%s))", [member.pk])


def _as_they_are(member: User, by: User, debate: Debate | None) -> tuple[User, User, Debate | None]:
    """Both members as they are now, until this act is over, and who the one is in the debate."""
    locked = User.objects.select_for_update(no_key=True).filter(pk__in={member.pk, by.pk})
    both = {one.pk: one for one in locked.order_by("pk")}
    if debate is not None:
        debate = debate.seen_as(Debate.objects.with_standing_of(by).get(pk=debate.pk))
    return both[member.pk], both[by.pk], debate
