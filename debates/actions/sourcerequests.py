"""Asking for a source for an argument."""

from typing import Any

from django.db import connection

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.recording import record, tell
from debates.models import Argument, Event, Notice, SourceRequest
from debates.rules import refuse_if, why_not_ask_for_source, why_not_take_back_request

# One statement: of two at once one asks, and what is open already stays as it is.
ASK = """
INSERT INTO debates_sourcerequest AS asked (argument_id, member_id, debate_id, asked_at)
VALUES (%(argument)s, %(member)s, %(debate)s, %(now)s)
ON CONFLICT (argument_id, member_id) DO UPDATE
    SET answered_by_id = NULL, asked_at = EXCLUDED.asked_at
    WHERE asked.answered_by_id IS NOT NULL
"""


@act
def ask_for_source(argument: Argument, *, by: User) -> None:
    """Asks, or asks again after an answer. Who asks already asks no louder.

    `argument.debate` is read, with `standing`.
    """
    debate = argument.debate
    refuse_if(why_not_ask_for_source(by, argument, debate))
    limits.spend("requests", by)
    values: dict[str, Any] = {"argument": argument.pk, "member": by.pk, "debate": debate.pk}
    with connection.cursor() as cursor:
        cursor.execute(ASK, values | {"now": clock.now()})
        if not cursor.rowcount:
            return
    record(Event.Kind.SOURCE_ASKED, debate, argument=argument, by=by)
    kind = Notice.Kind.ASKED
    unread = Notice.objects.filter(member=argument.author_id, argument=argument, read_at=None)
    if not unread.filter(kind=kind, by=by).exists():
        tell([argument.author_id], kind, debate, argument=argument, by=by)


@act
def take_back_request(argument: Argument, *, by: User) -> None:
    """Asks no longer; without a request, nothing happens."""
    refuse_if(why_not_take_back_request(by, argument.debate))
    limits.spend("requests", by)
    SourceRequest.objects.filter(argument=argument, member=by).delete()
