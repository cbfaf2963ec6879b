"""Locking a thread, and unlocking it."""

from django.utils.translation import gettext as _

from accounts.models import User
from debates.actions.acting import act
from debates.actions.gates import alone_with
from debates.actions.rulings import Grounds, make_ruling
from debates.models import Argument, Lock, Ruling
from debates.rules import Reason, Refused, refuse_if, why_not_lock, why_not_unlock


@act
def lock_thread(argument: Argument, *, rule: str, because: str, by: User) -> Argument:
    """From now on nothing new is said under this argument, or of it. Votes on it stay."""
    argument = alone_with(argument)[argument.pk]
    refuse_if(why_not_lock(by, argument, argument.debate))
    ruling = make_ruling(
        Ruling.Verb.LOCK,
        Grounds(rule, because),
        debate=argument.debate,
        argument=argument,
        member_id=argument.author_id,
        by=by,
    )
    Lock.objects.create(argument=argument, debate=argument.debate, ruling=ruling)
    argument.locked_in, argument.debate.has_locks = argument.pk, True
    return argument


@act
def unlock_thread(argument: Argument, *, rule: str, because: str, by: User) -> Argument:
    """Undoes the ruling that locked the thread of this argument."""
    argument = alone_with(argument)[argument.pk]
    refuse_if(why_not_unlock(by, argument, argument.debate))
    ruling = argument.lock.ruling
    ruling.debate, ruling.argument = argument.debate, argument
    put_unlocked(ruling, Grounds(rule, because), by=by)
    return alone_with(argument)[argument.pk]


def put_unlocked(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Lets the thread go on where it stopped."""
    assert ruling.argument is not None
    argument = ruling.argument
    undone = make_ruling(
        Ruling.Verb.UNLOCK,
        grounds,
        debate=ruling.debate,
        argument=argument,
        member_id=argument.author_id,
        undoes=ruling,
        by=by,
    )
    gone, _rows = Lock.objects.filter(ruling=ruling).delete()
    if not gone:
        raise Refused(Reason("not_locked", _("This thread is not locked.")))
    return undone
