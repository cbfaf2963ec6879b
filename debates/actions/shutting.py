"""Ruling on a debate as a whole: that it closes, and that first arguments are looked at first."""

from typing import Any

from accounts import clock
from accounts.models import User
from debates.actions.acting import act
from debates.actions.debates import locked
from debates.actions.gates import alone_in
from debates.actions.rulings import Grounds, make_ruling
from debates.models import INVERSES, Debate, Ruling
from debates.rules import (
    refuse_if,
    why_not_screen,
    why_not_shut,
    why_not_unscreen,
    why_not_unshut,
)
from debates.rules.debates import standing_ruling

Verb = Ruling.Verb


@act
def shut_debate(debate: Debate, *, rule: str, because: str, by: User) -> Debate:
    """Closes a debate by a ruling: only undoing that opens it again."""
    debate = locked(debate, by=by)
    refuse_if(why_not_shut(by, debate))
    alone_in(debate)
    _rule(Verb.CLOSE, debate, Grounds(rule, because), by=by)
    return _keep(debate, closed_at=clock.now())


@act
def unshut_debate(debate: Debate, *, rule: str, because: str, by: User) -> Debate:
    """Undoes the ruling that closed a debate."""
    debate = locked(debate, by=by)
    refuse_if(why_not_unshut(by, debate))
    return _undo(Verb.CLOSE, debate, Grounds(rule, because), by=by)


@act
def screen_debate(debate: Debate, *, rule: str, because: str, by: User) -> Debate:
    """From now on whoever has no argument standing in this debate is looked at before read."""
    debate = locked(debate, by=by)
    refuse_if(why_not_screen(by, debate))
    _rule(Verb.SCREEN, debate, Grounds(rule, because), by=by)
    return _keep(debate, holds_newcomers=True)


@act
def unscreen_debate(debate: Debate, *, rule: str, because: str, by: User) -> Debate:
    """Undoes the ruling that holds first arguments. What is held waits on."""
    debate = locked(debate, by=by)
    refuse_if(why_not_unscreen(by, debate))
    return _undo(Verb.SCREEN, debate, Grounds(rule, because), by=by)


def put_open(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Opens a debate again that a ruling closed."""
    assert ruling.debate is not None
    debate = locked(ruling.debate, by=by)
    refuse_if(why_not_unshut(by, debate))
    alone_in(debate)
    undone = _rule(INVERSES[Verb.CLOSE], debate, grounds, undoes=ruling, by=by)
    _keep(debate, closed_at=None)
    return undone


def put_unscreened(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Lets first arguments be read at once again."""
    assert ruling.debate is not None
    debate = locked(ruling.debate, by=by)
    refuse_if(why_not_unscreen(by, debate))
    undone = _rule(INVERSES[Verb.SCREEN], debate, grounds, undoes=ruling, by=by)
    _keep(debate, holds_newcomers=False)
    return undone


def _undo(verb: Ruling.Verb, debate: Debate, grounds: Grounds, *, by: User) -> Debate:
    ruling = standing_ruling(debate, verb)
    assert ruling is not None
    ruling.debate = debate
    {Verb.CLOSE: put_open, Verb.SCREEN: put_unscreened}[verb](ruling, grounds, by=by)
    return locked(debate, by=by)


def _rule(
    verb: Ruling.Verb, debate: Debate, grounds: Grounds, *, undoes: Ruling | None = None, by: User
) -> Ruling:
    """A ruling that concerns whoever opened the debate."""
    return make_ruling(
        verb, grounds, debate=debate, member_id=debate.opened_by_id, undoes=undoes, by=by
    )


def _keep(debate: Debate, **columns: Any) -> Debate:
    for name, value in columns.items():
        setattr(debate, name, value)
    debate.save(update_fields=list(columns))
    return debate
