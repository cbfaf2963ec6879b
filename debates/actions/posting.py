"""Putting a new argument in its place, with its line in the record and the notices of it."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from accounts import clock
from accounts.models import User
from debates.actions.holding import hold_argument, why_held
from debates.models import Argument, Event, Notice

# One statement for the three: by the ORM's way they cost a reply two thirds of its time.
POST = """
WITH posted AS (
    INSERT INTO debates_argument (debate_id, parent_id, kind, statement, reasoning, reasoning_html,
        excerpt_html, left_open, revises_id, author_id, edited_by_id, version, made_at, edited_at,
        hidden_at, rank, contest, replies)
    VALUES (%(debate)s, %(parent)s, %(kind)s, %(statement)s, %(reasoning)s, %(reasoning_html)s,
        %(excerpt_html)s, %(left_open)s, %(revises)s, %(by)s, %(by)s, 1, %(now)s, %(now)s,
        %(hidden_at)s, 0, 0, 0)
    RETURNING id
), recorded AS (
    INSERT INTO debates_event (kind, debate_id, argument_id, reason, by_id, at)
    SELECT %(event)s, %(debate)s, id, '', %(by)s, %(now)s FROM posted
), told AS (
    INSERT INTO debates_notice (member_id, debate_id, kind, argument_id, by_id, at)
    SELECT member, %(debate)s, %(notice)s, posted.id, %(by)s, %(now)s
    FROM posted, unnest(%(members)s::bigint[]) AS member
)
SELECT id FROM posted
"""


def post(argument: Argument, *, tell: Iterable[int], of: Notice.Kind, by: User) -> Argument:
    """Saves a new argument and records it; these members are told, but never whoever acts.

    One that waits for a moderator comes hidden, and they are told when it is let through.
    """
    argument.author = argument.edited_by = by
    argument.made_at = argument.edited_at = clock.now()
    if rule := why_held(argument, by):
        argument.hidden_at, tell = argument.made_at, []
    told = {"notice": of, "members": sorted(set(tell) - {by.pk})}
    with connection.cursor() as cursor:
        cursor.execute(POST, _columns_of(argument) | told)
        argument.pk = cursor.fetchone()[0]
    argument._state.adding = False
    if rule:
        hold_argument(argument, rule)
    return argument


def _columns_of(argument: Argument) -> dict[str, Any]:
    return {
        "debate": argument.debate_id,
        "parent": argument.parent_id,
        "kind": argument.kind,
        "statement": argument.statement,
        "reasoning": argument.reasoning,
        "reasoning_html": argument.reasoning_html,
        "excerpt_html": argument.excerpt_html,
        "left_open": argument.left_open,
        "revises": argument.revises_id,
        "by": argument.author_id,
        "now": argument.made_at,
        "hidden_at": argument.hidden_at,
        "event": Event.Kind.ARGUMENT_POSTED,
    }
