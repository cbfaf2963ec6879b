"""Writing past the actions, as a stray script would, to see what the database itself keeps."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import clock
from accounts.models import User
from debates.models import Argument


@contextmanager
def refused_by(constraint: str) -> Iterator[None]:
    """What happens in this block is refused, at the latest at the commit, by this constraint."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():  # noqa: PT012 - at the commit
        yield
        run("SET CONSTRAINTS ALL IMMEDIATE")
    assert constraint_of(caught.value) == constraint


def constraint_of(error: BaseException) -> str | None:
    name: str | None = error.__cause__.diag.constraint_name  # type: ignore[union-attr]
    return name


def run(sql: str, values: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall()) if cursor.description else []


def insert(table: str, **columns: Any) -> Any:
    """Inserts one row. Returns its id, where the table has one."""
    names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO debates_{table} ({names}) VALUES ({marks}) RETURNING *"
    return run(sql, list(columns.values()))[0][0]


def insert_argument(like: Argument, **columns: Any) -> int:
    """A copy of an argument, in other columns as given."""
    row = {
        "debate_id": like.debate_id,
        "parent_id": like.parent_id,
        "kind": like.kind,
        "statement": like.statement,
        "reasoning": "",
        "reasoning_html": "",
        "excerpt_html": "",
        "left_open": "",
        "author_id": like.author_id,
        "edited_by_id": like.author_id,
        "version": 1,
        "made_at": clock.now(),
        "edited_at": clock.now(),
        "rank": 0,
        "contest": 0,
        "replies": 0,
    }
    return int(insert("argument", **(row | columns)))


def insert_concession(synthesis: int, argument: Argument, **columns: Any) -> int:
    row = {
        "debate_id": argument.debate_id,
        "synthesis_id": synthesis,
        "synthesis_version": 1,
        "argument_id": argument.pk,
        "argument_version": 1,
        "text": "That much is right",
    }
    return int(insert("concession", **(row | columns)))


def insert_vote(argument: Argument, member: Any, **columns: Any) -> None:
    row = {
        "member_id": member.pk,
        "argument_id": argument.pk,
        "debate_id": argument.debate_id,
        "position": "agree",
        "well_argued": False,
        "beside_the_point": False,
        "version": 1,
        "held_since": clock.now(),
        "cast_at": clock.now(),
    }
    insert("vote", **(row | columns))


def insert_request(argument: Argument, member: User, **columns: object) -> None:
    """That the member asks for a source, in other columns as given."""
    row = {"argument_id": argument.pk, "member_id": member.pk, "debate_id": argument.debate_id}
    insert("sourcerequest", **(row | {"asked_at": clock.now()} | columns))
