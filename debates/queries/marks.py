"""What stands on an argument by a ruling, and is told beside it."""

from debates.models import Argument, Lock, Ruling


def mark_on(argument: Argument) -> Ruling | None:
    """The ruling that marked votes on it as those of accounts made for its thread, if it stands."""
    marks = argument.rulings.filter(verb=Ruling.Verb.MARK, undone_by=None)
    return marks.order_by("-pk").first()


def lock_on(argument: Argument) -> int | None:
    """The ruling that locked the thread it stands in. `argument.locked_in` is read."""
    locks = Lock.objects.filter(argument=argument.locked_in)
    return locks.values_list("ruling", flat=True).first() if argument.locked_in else None
