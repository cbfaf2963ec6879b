"""Hiding and restoring. Each leaves a Ruling behind, or does not happen."""

from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from debates.actions.acting import act
from debates.actions.arguments import locked
from debates.actions.cases import refuse_if_decided
from debates.actions.evidence_rulings import put_evidence_back
from debates.actions.holding import close_held, put_before_moderators, tell_of_released
from debates.actions.rulings import Grounds, make_ruling
from debates.models import INVERSES, Argument, Ruling
from debates.rules import Reason, Refused, refuse_if, why_not_hide, why_not_restore


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
    """Undoes every ruling that keeps the argument out of view."""
    argument = locked(argument)
    refuse_if(why_not_restore(by, argument, argument.debate))
    show_wholly(argument, Grounds(rule, because), by=by)
    return argument


def show_wholly(argument: Argument, grounds: Grounds, *, by: User) -> None:
    """Undoes all that keeps it out of view: a moderator's ruling, and the site's under it."""
    first = None
    while ruling := argument.standing_hide:
        ruling.debate = argument.debate
        undone = put_back(ruling, grounds, part_of=first, by=by)
        first = first or undone
        argument.refresh_from_db(fields=["hidden_at"])


def put_back(
    ruling: Ruling, grounds: Grounds, *, part_of: Ruling | None = None, by: User
) -> Ruling:
    """Brings what is hidden or held back into view, unless another ruling keeps it out.

    Who would have been told of a held one when it was posted is told now.
    """
    if ruling.evidence is not None:
        return put_evidence_back(ruling, grounds, by=by)
    assert ruling.argument is not None
    assert ruling.debate is not None
    ruling.argument.debate = ruling.debate
    argument = locked(ruling.argument)
    refuse_if(why_not_restore(by, argument, argument.debate))
    if argument.standing_hide != ruling:
        raise Refused(Reason("hidden_since", _("It was hidden again since: undo that first.")))
    undone = make_ruling(
        INVERSES[Ruling.Verb(ruling.verb)],
        grounds,
        debate=argument.debate,
        argument=argument,
        member_id=argument.author_id,
        undoes=ruling,
        part_of=part_of,
        by=by,
    )
    _let_be_seen(argument, ruling, undone)
    return undone


def _let_be_seen(argument: Argument, ruling: Ruling, undone: Ruling) -> None:
    if earlier := argument.standing_hide:
        if earlier.role == Ruling.Role.AUTOMATIC:  # The hiding closed its case.
            put_before_moderators(argument, earlier)
        return
    argument.hidden_at = None
    argument.save(update_fields=["hidden_at"])
    if ruling.verb == Ruling.Verb.HOLD:
        close_held(argument, undone)
        tell_of_released(argument)
