"""Arguments in a list, one by one, and where each stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model

from accounts import clock
from accounts.models import User, Viewer
from debates.models import Argument, Debate
from debates.queries import cards
from debates.queries.card import Card
from debates.queries.cards import Placed
from debates.queries.orders import ORDERS, Cursor, order_in
from debates.queries.sight import COUNTS, STANDING
from debates.rules import is_blind_to

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """A stretch of a list, and the cursors to the stretches beside it."""

    items: Sequence[T]
    next: str | None = None
    previous: str | None = None


@dataclass(frozen=True)
class Wanted:
    """Which arguments of a debate a list holds."""

    kind: str | None = None
    parent: int | None = None
    top_only: bool = False
    author: int | None = None
    conditions: dict[str, Any] = field(default_factory=dict)

    def where(self) -> tuple[str, dict[str, Any]]:
        """SQL that narrows `debates_argument`, and its values."""
        parts, values = [], {}
        for column in ("kind", "parent", "author"):
            if (value := getattr(self, column)) is not None:
                parts.append(f"{column if column == 'kind' else column + '_id'} = %({column})s")
                values[column] = value
        if self.top_only:
            parts.append("parent_id IS NULL")
        return " AND ".join(["TRUE", *parts]), values


# As text, because putting the ORM's query together would cost a vote a fifth of its time.
FIND = """
SELECT {columns}, locked_in(argument.id, debate.id), {standing}
FROM debates_argument AS argument
JOIN debates_debate AS debate ON debate.id = argument.debate_id
LEFT JOIN debates_membership AS membership
    ON membership.debate_id = debate.id AND membership.member_id = %(viewer)s
WHERE argument.id = %(id)s
    AND (debate.visibility <> 'private' OR membership.member_id IS NOT NULL)
"""


def find_argument(viewer: Viewer, argument_id: int) -> Argument:
    """An argument to act on, its debate with `standing`. Raises Argument.DoesNotExist."""
    with connection.cursor() as cursor:
        cursor.execute(_find(), {"viewer": viewer.pk or 0, "id": argument_id, "now": clock.now()})
        row = cursor.fetchone()
    if row is None:
        raise Argument.DoesNotExist
    own = len(_columns(Argument))
    argument = Argument.from_db("default", _columns(Argument), row[:own])
    debate = Debate.from_db("default", _columns(Debate), row[own:-5])
    argument.locked_in, debate.standing, debate.muted, debate.has_locks, debate.has_slow = row[-5:]
    argument.debate = debate
    return argument


@cache
def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _find() -> str:
    names = [
        *(f"argument.{name}" for name in _columns(Argument)),
        *(f"debate.{name}" for name in _columns(Debate)),
    ]
    return FIND.format(columns=", ".join(names), standing=STANDING)


def card_of(argument: Argument, viewer: Viewer) -> Card:
    """One argument as the viewer sees it, its Markdown included."""
    chosen = "chosen (id, depth, key, place) AS (VALUES (%(id)s::bigint, 0, 0, 0))"
    return cards.read(
        chosen,
        {"id": argument.pk},
        viewer=viewer,
        debate=argument.debate,
        with_reasoning=True,
    )[0].card


def card_of_new(argument: Argument, author: User) -> Card:
    """What card_of reads of an argument that its author posted just now, without reading it.

    Nobody has answered it, voted on it or cited anything for it yet; a moderator may have to
    look at it first.
    """
    hidden: Any = dict.fromkeys(COUNTS) if is_blind_to(argument.debate) else {}
    if argument.is_hidden:
        held = argument.rulings.get(verb="hold")
        hidden |= {"is_hidden": True, "hidden_verb": held.verb}
        hidden |= {"hidden_rule": held.rule, "hidden_role": held.role}
    return Card(
        id=argument.pk,
        debate_id=argument.debate_id,
        kind=argument.kind,
        parent_id=argument.parent_id,
        parent_is_hidden=False,
        statement=argument.statement,
        reasoning=argument.reasoning,
        reasoning_html=argument.reasoning_html,
        is_clamped=False,
        left_open=argument.left_open,
        author_id=author.pk,
        author_name=author.username,
        version=1,
        made_at=argument.made_at,
        edited_at=argument.edited_at,
        is_mine=True,
        **hidden,
    )


def cards_of(
    ids: Sequence[int],
    viewer: Viewer,
    debate: Debate | None = None,
    *,
    with_reasoning: bool = False,
) -> list[Card]:
    """These arguments in this order, of debates that the viewer is known to see."""
    chosen = """chosen (id, depth, key, place) AS (
        SELECT id, 0, 0, place
        FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS asked (id, place))"""
    placed = cards.read(
        chosen,
        {"ids": list(ids)},
        viewer=viewer,
        debate=debate,
        with_reasoning=with_reasoning,
    )
    return [row.card for row in placed]


def list_arguments(
    debate: Debate,
    viewer: Viewer,
    *,
    wanted: Wanted = Wanted(),
    sort: str = "oldest",
    cursor: Cursor | None = None,
    size: int = 50,
    with_reasoning: bool = True,
) -> Page[Card]:
    """A page of a debate's arguments, by keyset: the same cost on every page.

    By newest and oldest nothing is skipped or doubled while rows come and go.
    """
    sort = order_in(debate, sort)
    order = ORDERS[sort]
    backwards = cursor is not None and cursor.backwards
    where, values = wanted.where()
    if cursor:
        beyond = order.beyond(backwards=backwards)
        where += f" AND ({order.column}, id) {beyond} (%(key)s, %(id)s)"
        values |= {"key": cursor.key, "id": cursor.id}
    direction = order.direction(backwards=backwards)
    chosen = f"""listed AS (
        SELECT id, {order.column} AS key FROM debates_argument
        WHERE debate_id = %(debate)s AND {where}
        ORDER BY {order.column} {direction}, id {direction} LIMIT %(size)s
    ), chosen (id, depth, key, place) AS (
        SELECT id, 0, key, row_number() OVER (ORDER BY key {direction}, id {direction}) FROM listed
    )"""  # noqa: S608 - columns and directions are our own constants
    values |= {"debate": debate.pk, "size": size + 1}
    rows = cards.read(chosen, values, viewer=viewer, debate=debate, with_reasoning=with_reasoning)
    return _page(rows, sort, cursor, size)


def _page(rows: list[Placed], sort: str, cursor: Cursor | None, size: int) -> Page[Card]:
    more, rows = len(rows) > size, rows[:size]
    backwards = cursor is not None and cursor.backwards
    if backwards:
        rows.reverse()
    if not rows:
        return Page([])
    first, last = rows[0], rows[-1]
    has_next, has_previous = (True, more) if backwards else (more, cursor is not None)
    return Page(
        [row.card for row in rows],
        next=str(Cursor(sort, last.key, last.card.id)) if has_next else None,
        previous=str(Cursor(sort, first.key, first.card.id, True)) if has_previous else None,
    )
