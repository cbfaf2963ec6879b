"""Hiding, restoring and redacting. Each leaves a Ruling behind, or does not happen."""

from django.db import connection
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from debates.actions.acting import act
from debates.actions.arguments import locked
from debates.actions.holding import close_held, put_before_moderators, tell_of_released
from debates.actions.rulings import Grounds, make_ruling
from debates.models import INVERSES, Argument, Ruling, Version
from debates.rules import (
    Reason,
    Refused,
    refuse_if,
    why_not_hide,
    why_not_redact,
    why_not_restore,
)

REDACTED = "[redacted]"


@act
def hide_argument(argument: Argument, *, rule: str, because: str, by: User) -> Argument:
    """Takes an argument's text out of view. Its place, its author and the record keep it."""
    argument = locked(argument)
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


@act
def restore_argument(argument: Argument, *, rule: str, because: str, by: User) -> Argument:
    """Undoes whatever ruling keeps the argument out of view."""
    argument = locked(argument)
    refuse_if(why_not_restore(by, argument, argument.debate))
    while ruling := argument.standing_hide:
        ruling.debate = argument.debate
        put_back(ruling, Grounds(rule, because), by=by)
        argument.refresh_from_db(fields=["hidden_at"])
    return argument


def put_back(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Brings a hidden or held argument back into view, unless another ruling keeps it out.

    Who would have been told of a held one when it was posted is told now.
    """
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
        by=by,
    )
    _let_be_seen(argument, ruling, undone)
    return undone


def _let_be_seen(argument: Argument, ruling: Ruling, undone: Ruling) -> None:
    if earlier := argument.standing_hide:
        if earlier.verb == Ruling.Verb.HOLD:  # The hiding closed its case.
            put_before_moderators(argument)
        return
    argument.hidden_at = None
    argument.save(update_fields=["hidden_at"])
    if ruling.verb == Ruling.Verb.HOLD:
        close_held(argument, undone)
        tell_of_released(argument)


@act
def redact_version(
    argument: Argument, number: int, *, rule: str, because: str, by: User
) -> Version:
    """Takes the words out of one version for good, wherever it is read."""
    argument = locked(argument)
    version = Version.objects.get(argument=argument, number=number)
    refuse_if(why_not_redact(by, version, argument.debate))
    about = {"argument": argument, "member_id": argument.author_id, "version": number}
    grounds = Grounds(rule, because)
    make_ruling(Ruling.Verb.REDACT, grounds, debate=argument.debate, by=by, **about)  # type: ignore[arg-type] # mypy
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL dialectic.redacting = 'on'")
    version.statement, version.reasoning, version.left_open = REDACTED, "", ""
    version.redacted_at = clock.now()
    version.save(update_fields=["statement", "reasoning", "left_open", "redacted_at"])
    argument.concessions.filter(synthesis_version=number).update(text=REDACTED)
    if number == argument.version:
        argument.statement, argument.reasoning, argument.left_open = REDACTED, "", ""
        argument.reasoning_html = argument.excerpt_html = ""
        argument.save(
            update_fields=["statement", "reasoning", "reasoning_html", "excerpt_html", "left_open"]
        )
    with connection.cursor() as cursor:  # The rest of the transaction redacts nothing.
        cursor.execute("SET LOCAL dialectic.redacting = 'off'")
    return version
