"""Hiding and restoring. Each leaves a Ruling behind, or does not happen."""

from accounts import clock
from accounts.models import User
from debates.actions.acting import act
from debates.actions.arguments import locked
from debates.actions.cases import refuse_if_decided
from debates.actions.evidence_rulings import put_evidence_back
from debates.actions.rulings import Grounds, make_ruling
from debates.models import INVERSES, Argument, Ruling
from debates.rules import refuse_if, why_not_hide, why_not_restore
from debates.rules.moderation import standing_hide, standing_hides


@act
def hide_argument(argument: Argument, *, rule: str, because: str, by: User) -> Argument:
    """Takes an argument's text out of view. Its place, its author and the record keep it.

    Of what the site hid by itself, a moderator so makes a ruling of their own.
    """
    argument = locked_undecided(argument)
    refuse_if(why_not_hide(by, argument, argument.debate))
    argument.hidden_at = argument.hidden_at or clock.now()
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


def locked_undecided(argument: Argument) -> Argument:
    """As `locked`; refuses when another moderator decided its open case while this waited."""
    waiting = list(argument.cases.filter(closed_at=None).values_list("pk", flat=True))
    argument = locked(argument)
    refuse_if_decided(waiting)
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
    """Brings what is hidden or held back into view: undoes all that keeps it out of it."""
    if ruling.evidence is not None:
        return put_evidence_back(ruling, grounds, by=by)
    assert ruling.argument is not None
    assert ruling.debate is not None
    ruling.argument.debate = ruling.debate
    argument = locked(ruling.argument)
    refuse_if(why_not_restore(by, argument, argument.debate))
    others = list(standing_hides(argument).exclude(pk=ruling.pk))
    undone = _undo(ruling, grounds, argument, by=by)
    for other in others:
        _undo(other, grounds, argument, part_of=undone, by=by)
    argument.hidden_at = None
    argument.save(update_fields=["hidden_at"])
    return undone


def _undo(
    ruling: Ruling,
    grounds: Grounds,
    argument: Argument,
    *,
    part_of: Ruling | None = None,
    by: User,
) -> Ruling:
    return make_ruling(
        INVERSES[Ruling.Verb(ruling.verb)],
        grounds,
        debate=argument.debate,
        argument=argument,
        member_id=argument.author_id,
        undoes=ruling,
        part_of=part_of,
        by=by,
    )
