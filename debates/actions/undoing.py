"""Undoing a ruling: each kind in its own way, all by one act."""

from typing import Protocol

from accounts.models import User
from debates.actions.acting import act
from debates.actions.hiding import show_again
from debates.actions.locks import put_unlocked
from debates.actions.marks import unmark
from debates.actions.merges import separate
from debates.actions.moderation import put_back
from debates.actions.places import put_in_its_place
from debates.actions.redactions import unredact
from debates.actions.restrictions import lift, unsay
from debates.actions.rulings import Grounds
from debates.actions.shutting import put_open, put_unscreened
from debates.actions.slowing import put_at_its_own_pace
from debates.actions.splits import rejoin_thread
from debates.models import Ruling
from debates.rules import refuse_if, why_not_undo

Verb = Ruling.Verb


class Undo(Protocol):
    """Puts back what a ruling changed, and rules so. Judges first whether that still can be."""

    def __call__(self, ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling: ...


UNDO: dict[str, Undo] = {
    Verb.HIDE: put_back,
    Verb.HOLD: put_back,
    Verb.MARK: unmark,
    Verb.HIDE_THREAD: show_again,
    Verb.HIDE_ALL: show_again,
    Verb.REDACT: unredact,
    Verb.WARN: unsay,
    Verb.MUTE: lift,
    Verb.SUSPEND: lift,
    Verb.MERGE: separate,
    Verb.SPLIT: rejoin_thread,
    Verb.LOCK: put_unlocked,
    Verb.SLOW: put_at_its_own_pace,
    Verb.CLOSE: put_open,
    Verb.SCREEN: put_unscreened,
    Verb.MOVE: put_in_its_place,
    Verb.RECLASSIFY: put_in_its_place,
}
"""How each is undone."""


@act
def undo_ruling(ruling: Ruling, *, rule: str, because: str, by: User) -> Ruling:
    """Puts back what a ruling changed, by another ruling. `ruling.debate` has `standing`."""
    debate = ruling.debate
    # One at a time: of two who undo it at once, the other is told.
    ruling = Ruling.objects.select_for_update(of=("self",), no_key=True).get(pk=ruling.pk)
    if debate is not None:
        ruling.debate = debate
    refuse_if(why_not_undo(by, ruling, debate))
    return UNDO[ruling.verb](ruling, Grounds(rule, because), by=by)
