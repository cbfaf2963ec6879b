"""Holding first arguments, repeated texts and link floods until a moderator has looked at them."""

from django.utils.translation import gettext_lazy

from accounts import clock, limits
from accounts.models import User
from debates.actions.cases import close_cases, hold
from debates.actions.recording import tell
from debates.actions.rulings import Grounds, make_ruling
from debates.models import Argument, Case, Debate, Kind, Link, Notice, Ruling, SiteRule
from debates.rules import adds_flood, flood_of, moderates

BECAUSE = {
    SiteRule.NEWCOMER: gettext_lazy(
        "First arguments in this debate are looked at before others read them."
    ),
    SiteRule.REPEATED: gettext_lazy("Its author had posted the same text twice within a day."),
    SiteRule.LINKS: gettext_lazy("It has a great many links."),
}


def why_held(argument: Argument, by: User) -> SiteRule | None:
    """By which rule what they post here now is held, if by any.

    Two at once by one member follow each other here: the limit, spent before, makes them wait.
    """
    if waits(by, argument.debate):
        return SiteRule.NEWCOMER
    return flood_of(argument, by) if is_watched(by, argument.debate) else None


def is_watched(member: User, debate: Debate) -> bool:
    """Whether floods of theirs are held here: neither a moderator's nor an import's."""
    return not limits.are_lifted() and not moderates(member, debate)


def hold_if_it_floods(argument: Argument, *, by: User) -> None:
    """Holds an argument that was edited just now, if that made a flood of it."""
    if argument.is_hidden or not is_watched(by, argument.debate):
        return
    if rule := adds_flood(argument, by):
        argument.hidden_at = clock.now()
        argument.save(update_fields=["hidden_at"])
        hold_argument(argument, rule)


def waits(member: User, debate: Debate) -> bool:
    """Whether what they post here now is held: they have no argument that stands in it."""
    return (
        debate.holds_newcomers
        and not moderates(member, debate)
        and not Argument.objects.filter(debate=debate, author=member, hidden_at=None).exists()
    )


def hold_argument(argument: Argument, rule: SiteRule) -> None:
    """The site's own ruling on an argument that it holds, and its case for the moderators."""
    ruling = make_ruling(
        Ruling.Verb.HOLD,
        Grounds(rule, str(BECAUSE[rule])),
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
    """Tells those who would have been told when it was posted, had it not been held.

    One that was held for an edit is known to them.
    """
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
    knew = set(Notice.objects.filter(argument=argument).values_list("member", "kind"))
    for kind, members in told.items():
        ignorant = {member for member in members if (member, kind) not in knew}
        tell(ignorant, kind, argument.debate, argument=argument, by=argument.author)


def close_held(argument: Argument, ruling: Ruling) -> None:
    """Closes the case of an argument that this ruling let through."""
    waiting = Case.objects.filter(argument=argument, closed_at=None).values_list("pk", flat=True)
    close_cases(list(waiting), Case.Verdict.DISMISSED, ruling=ruling)
