"""Holding what somebody posts first in a debate until a moderator has looked at it."""

from django.utils.translation import gettext as _

from accounts.models import User
from debates.actions.cases import close_cases, hold
from debates.actions.recording import tell
from debates.actions.rulings import Grounds, make_ruling
from debates.models import Argument, Case, Debate, Kind, Link, Notice, Ruling, SiteRule
from debates.rules import moderates


def waits(member: User, debate: Debate) -> bool:
    """Whether what they post here now is held: they have no argument that stands in it."""
    return (
        debate.holds_newcomers
        and not moderates(member, debate)
        and not Argument.objects.filter(debate=debate, author=member, hidden_at=None).exists()
    )


def hold_argument(argument: Argument) -> None:
    """The site's own ruling on a new argument that came hidden, and its case for the moderators."""
    because = _("First arguments in this debate are looked at before others read them.")
    ruling = make_ruling(
        Ruling.Verb.HOLD,
        Grounds(SiteRule.NEWCOMER, because),
        debate=argument.debate,
        argument=argument,
        member_id=argument.author_id,
        by=None,
    )
    put_before_moderators(argument, ruling)


def put_before_moderators(argument: Argument, ruling: Ruling) -> None:
    """Opens the case of what the site itself holds or hid, and nobody has looked at."""
    why = Case.Why.HELD if ruling.verb == Ruling.Verb.HOLD else Case.Why.NOTICED
    hold(argument.debate, argument.pk, rule=ruling.rule, why=why)


def tell_of_released(argument: Argument) -> None:
    """Tells those who would have been told when it was posted, had it not been held."""
    told: dict[Notice.Kind, set[int]] = {}
    if argument.parent:
        supports = argument.kind == Kind.CLAIM
        answers = Notice.Kind.SUPPORTED if supports else Notice.Kind.COUNTERED
        told[answers] = {argument.parent.author_id}
    if argument.is_synthesis:
        reconciled = argument.concessions.values_list("argument__author", flat=True)
        told[Notice.Kind.RECONCILED] = set(reconciled)
    if argument.revises:
        told[Notice.Kind.REVISED] = {argument.revises.author_id}
    linked = Link.objects.filter(source=argument).values_list("target__author", flat=True)
    told[Notice.Kind.LINKED] = set(linked).difference(*told.values())
    for kind, members in told.items():
        tell(members, kind, argument.debate, argument=argument, by=argument.author)


def close_held(argument: Argument, ruling: Ruling) -> None:
    """Closes the case of an argument that this ruling let through."""
    waiting = Case.objects.filter(argument=argument, closed_at=None).values_list("pk", flat=True)
    close_cases(list(waiting), Case.Verdict.DISMISSED, ruling=ruling)
