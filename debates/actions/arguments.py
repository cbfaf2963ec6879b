"""Posting, editing and withdrawing claims and counterclaims."""

from accounts import clock, limits
from accounts.models import User
from debates import text
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.actions.holding import hold_if_it_floods
from debates.actions.posting import post
from debates.actions.recording import record, tell
from debates.actions.slowing import keep_pace
from debates.models import Argument, Debate, Event, Kind, Link, Notice
from debates.rules import (
    Stale,
    refuse_if,
    why_not_answer,
    why_not_edit,
    why_not_post,
    why_not_withdraw,
)

STATEMENT = 300
REASONING = 10_000


def post_claim(
    debate: Debate,
    statement: str,
    reasoning: str = "",
    *,
    supporting: Argument | None = None,
    by: User,
) -> Argument:
    """Asserts something: at the top it opens a thread, under an argument it supports it."""
    return _post(Kind.CLAIM, debate, statement, reasoning, parent=supporting, by=by)


def post_counterclaim(to: Argument, statement: str, reasoning: str = "", *, by: User) -> Argument:
    """Opposes an argument, whatever that is. `to.debate` is read, with `standing`."""
    return _post(Kind.COUNTERCLAIM, to.debate, statement, reasoning, parent=to, by=by)


@act
def _post(
    kind: Kind,
    debate: Debate,
    statement: str,
    reasoning: str,
    *,
    parent: Argument | None,
    by: User,
) -> Argument:
    refuse_if(why_not_answer(by, parent, debate) if parent else why_not_post(by, debate))
    if parent:
        keep_pace(parent, by=by)
    limits.spend("arguments", by)
    with Fitting() as fit:
        statement = fit.line("statement", statement, most=STATEMENT)
        reasoning = fit.lines("reasoning", reasoning, most=REASONING)
    linked = linked_from(reasoning, by=by)
    html = text.render(reasoning, {target.pk for target in linked})
    argument = post(
        Argument(
            debate=debate,
            parent=parent,
            kind=kind,
            statement=statement,
            reasoning=reasoning,
            reasoning_html=html,
            excerpt_html=text.excerpt(html),
        ),
        tell=[parent.author_id] if parent else [],
        of=Notice.Kind.SUPPORTED if kind == Kind.CLAIM else Notice.Kind.COUNTERED,
        by=by,
    )
    keep_links(argument, linked, by=by)
    return argument


@act
def edit_argument(
    argument: Argument,
    *,
    statement: str,
    reasoning: str,
    read: int | None = None,
    by: User,
) -> Argument:
    """New words for a claim or counterclaim: a new version. `read` is the one that was edited.

    Raises Stale when there is a newer one.
    """
    argument = locked(argument)
    refuse_if(why_not_edit(by, argument, argument.debate))
    if read is not None and read != argument.version:
        raise Stale(argument)
    limits.spend("arguments", by)
    with Fitting() as fit:
        argument.statement = fit.line("statement", statement, most=STATEMENT)
        argument.reasoning = fit.lines("reasoning", reasoning, most=REASONING)
    return reword(argument, by=by)


@act
def withdraw_argument(argument: Argument, *, by: User) -> Argument:
    """Takes one's own argument back. Its place and its versions stay, and so do its answers."""
    argument = locked(argument)
    refuse_if(why_not_withdraw(by, argument, argument.debate))
    argument.withdrawn_at = clock.now()
    argument.save(update_fields=["withdrawn_at"])
    record(Event.Kind.ARGUMENT_WITHDRAWN, argument.debate, argument=argument, by=by)
    return argument


def locked(argument: Argument) -> Argument:
    """The argument as it is now, locked until the act is done. Votes on it do not wait."""
    fresh = (
        Argument.objects.with_locks()
        .select_for_update(of=("self",), no_key=True)
        .select_related("debate")
        .get(pk=argument.pk)
    )
    fresh.debate.seen_as(argument.debate)
    return fresh


def reword(argument: Argument, *, by: User) -> Argument:
    """Saves changed words of a locked argument; the database makes the version."""
    linked = linked_from(argument.reasoning, by=by)
    argument.reasoning_html = text.render(argument.reasoning, {one.pk for one in linked})
    argument.excerpt_html = text.excerpt(argument.reasoning_html)
    argument.edited_by, argument.edited_at = by, clock.now()
    argument.save(
        update_fields=[
            *("statement", "reasoning", "reasoning_html", "excerpt_html", "left_open"),
            *("edited_by", "edited_at", "version"),
        ]
    )
    # The new version passed the gate: whoever locked its thread meanwhile is done.
    fresh = Argument.objects.with_locks().only("version").get(pk=argument.pk)
    argument.version, argument.locked_in = fresh.version, fresh.locked_in
    if argument.is_locked:
        refuse_if(why_not_edit(by, argument, argument.debate))
    record(Event.Kind.ARGUMENT_EDITED, argument.debate, argument=argument, by=by)
    argument.links.all().delete()
    keep_links(argument, linked, by=by, tell_them=False)
    hold_if_it_floods(argument, by=by)
    return argument


def linked_from(reasoning: str, *, by: User) -> list[Argument]:
    """The arguments that a text names as `#123`, of those that its writer sees."""
    numbers = text.argument_numbers(reasoning)
    return list(Argument.objects.visible_to(by).filter(pk__in=numbers)) if numbers else []


def keep_links(
    argument: Argument, linked: list[Argument], *, by: User, tell_them: bool = True
) -> None:
    """Keeps who links to whom; authors are told once, when it is posted."""
    others = [target for target in linked if target.pk != argument.pk]
    tell_them = tell_them and not argument.is_hidden
    if not others:
        return
    Link.objects.bulk_create(
        Link(debate=argument.debate, source=argument, target=target) for target in others
    )
    if tell_them:
        authors = {target.author_id for target in others} - {
            argument.parent.author_id if argument.parent else None
        }
        # The notice is of the linking debate: whoever does not see that is not told.
        tell(authors, Notice.Kind.LINKED, argument.debate, argument=argument, by=by)
