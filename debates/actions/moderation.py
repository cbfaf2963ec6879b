"""Hiding and restoring. Each leaves a Ruling behind, or does not happen."""

from accounts import clock
from accounts.models import User
from debates.actions.acting import act
from debates.actions.arguments import locked
from debates.actions.rulings import Grounds, make_ruling
from debates.models import INVERSES, Argument, Ruling
from debates.rules import refuse_if, why_not_hide, why_not_restore
from debates.rules.moderation import standing_hide


@act
def hide_argument(argument: Argument, *, rule: str, because: str, by: User) -> Argument:
    """Takes an argument's text out of view. Its place, its author and the record keep it."""
    argument = locked(argument)
    refuse_if(why_not_hide(by, argument, argument.debate))
    argument.hidden_at = clock.now()
    make_ruling(
        Ruling.Verb.HIDE,
        Grounds(rule, because),
        debate=argument.debate,
        argument=argument,
        member_id=argument.author_id,
        by=by,
    )
    argument.save(update_fields=["hidden_at"])
    return argument


@act
def restore_argument(argument: Argument, *, rule: str, because: str, by: User) -> Argument:
    """Undoes whatever ruling keeps the argument out of view."""
    argument = locked(argument)
    refuse_if(why_not_restore(by, argument, argument.debate))
    ruling = standing_hide(argument)
    assert ruling is not None
    ruling.debate = argument.debate
    put_back(ruling, Grounds(rule, because), by=by)
    argument.hidden_at = None
    return argument


def put_back(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Brings a hidden or held argument back into view."""
    assert ruling.argument is not None
    assert ruling.debate is not None
    ruling.argument.debate = ruling.debate
    argument = locked(ruling.argument)
    refuse_if(why_not_restore(by, argument, argument.debate))
    undone = make_ruling(
        INVERSES[Ruling.Verb(ruling.verb)],
        grounds,
        debate=argument.debate,
        argument=argument,
        member_id=argument.author_id,
        undoes=ruling,
        by=by,
    )
    argument.hidden_at = None
    argument.save(update_fields=["hidden_at"])
    return undone
