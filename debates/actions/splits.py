"""Splitting a thread off into a debate of its own, and joining it to its debate again."""

from collections.abc import Sequence

from django.db import connection

from accounts import clock
from accounts.models import User
from debates.actions.acting import act
from debates.actions.debates import free_slug
from debates.actions.debates import locked as locked_debate
from debates.actions.fitting import Fitting
from debates.actions.parting import (
    copy_places,
    move_rows,
    put_marks_back,
    set_marks_aside,
    stand_still,
)
from debates.actions.recording import record
from debates.actions.rulings import Grounds, make_ruling, tell_of
from debates.models import Argument, Debate, Event, Kind, Ruling
from debates.rules import Refused, refuse_if, why_not_rejoin, why_not_split
from debates.rules.splits import Obstruction, what_keeps_apart, what_keeps_here


@act
def split_thread(argument: Argument, question: str, *, rule: str, because: str, by: User) -> Debate:
    """Makes of an argument, and of all that belongs to its thread, a debate of its own."""
    debate = locked_debate(argument.debate, by=by)
    refuse_if(why_not_split(by, _fresh(argument), debate))
    with Fitting() as fit:
        question = fit.line("question", question, most=300)
    along = stand_still(argument, debate)
    argument = _fresh(argument)
    refuse_if(why_not_split(by, argument, debate))
    _refuse_what_is_kept(what_keeps_here(along, debate))
    new = _opened_beside(debate, question)
    ruling = make_ruling(
        Ruling.Verb.SPLIT,
        Grounds(rule, because),
        debate=debate,
        argument=argument,
        member_id=argument.author_id,
        before={"debate": debate.pk, "parent": argument.parent_id, "kind": argument.kind},
        after={"debate": new.pk, "arguments": len(along)},
        by=by,
    )
    tell_of(ruling, _authors_of(along) - {argument.author_id}, by=by)
    set_marks_aside(argument, ruling)
    argument.parent, argument.kind = None, Kind.CLAIM
    argument.save(update_fields=["parent", "kind"])
    copy_places(debate, new, along, ruling)
    move_rows(along, debate, new)
    record(Event.Kind.DEBATE_OPENED, new, argument=argument, ruling=ruling, by=by)
    return new


def rejoin_thread(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Puts a thread, with all that was written in it since, back to where it was split from."""
    assert ruling.debate is not None
    assert ruling.argument is not None
    debate = ruling.debate = locked_debate(ruling.debate, by=by)
    new = locked_debate(Debate.objects.get(pk=ruling.after["debate"]), by=by)
    along = stand_still(ruling.argument, debate, new)
    argument = _fresh(ruling.argument)
    parent = Argument.objects.filter(pk=ruling.before["parent"]).first()
    refuse_if(why_not_rejoin(ruling, argument, parent))
    _refuse_what_is_kept(what_keeps_apart(along, new))
    move_rows(along, new, debate)
    argument.refresh_from_db(fields=["debate"])
    argument.parent, argument.kind = parent, ruling.before["kind"]
    argument.save(update_fields=["parent", "kind"])
    put_marks_back(argument, ruling)
    undone = make_ruling(
        Ruling.Verb.REJOIN,
        grounds,
        debate=debate,
        argument=argument,
        member_id=argument.author_id,
        undoes=ruling,
        before={"debate": new.pk},
        after={"debate": debate.pk, "arguments": len(along)},
        by=by,
    )
    tell_of(undone, _authors_of(along) - {argument.author_id}, by=by)
    _say_that_it_went(new, undone, by=by)
    return undone


def _fresh(argument: Argument) -> Argument:
    """As it is now, in the debate where it is now."""
    fresh = Argument.objects.get(pk=argument.pk)
    fresh.locked_in = _locked_in(fresh)
    return fresh


def _locked_in(argument: Argument) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT locked_in(%s, %s)", [argument.pk, argument.debate_id])
        found: int | None = cursor.fetchone()[0]
    return found


def _refuse_what_is_kept(obstructions: Sequence[Obstruction]) -> None:
    if obstructions:
        raise Refused(obstructions[0].reason)


def _authors_of(arguments: Sequence[int]) -> set[int]:
    return set(
        Argument.objects.filter(pk__in=arguments).values_list("author_id", flat=True).distinct()
    )


def _opened_beside(debate: Debate, question: str) -> Debate:
    """A debate of the same kind, of the same member."""
    return Debate.objects.create(
        question=question,
        slug=free_slug(question),
        visibility=debate.visibility,
        is_blind=debate.is_blind,
        is_read_only=debate.is_read_only,
        holds_newcomers=debate.holds_newcomers,
        opened_by_id=debate.opened_by_id,
    )


def _say_that_it_went(new: Debate, undone: Ruling, *, by: User) -> None:
    """In its record; and where nothing is left in it, it ends."""
    kind = Event.Kind.RULED
    if new.closed_at is None and not Argument.objects.filter(debate=new).exists():
        kind = Event.Kind.DEBATE_CLOSED
        new.closed_at = clock.now()
        new.save(update_fields=["closed_at"])
    record(kind, new, ruling=undone, by=by)
