"""Pages of lists: by id they neither skip nor double while rows come and go."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet

from debates.queries.arguments import Page
from debates.queries.orders import BadCursor

M = TypeVar("M", bound=Model)


def by_id(
    rows: QuerySet[M],
    *,
    of: str,
    cursor: str | None,
    size: int,
    newest_first: bool = True,
    key: str = "pk",
) -> Page[M]:
    """A page of `rows` by `key`. `of` names the list: its cursors fit no other."""
    place, backwards = _read(cursor, of) if cursor else (None, False)
    descending = newest_first != backwards
    if place is not None:
        rows = rows.filter(**{f"{key}__{'lt' if descending else 'gt'}": place})
    rows = rows.order_by(f"-{key}" if descending else key)
    return _page(rows, of, key, size, backwards, has_place=place is not None)


def in_order(
    rows: QuerySet[M],
    *,
    of: str,
    cursor: str | None,
    size: int,
    beyond: Callable[[int, bool], Q],
) -> Page[M]:
    """A page of `rows` as they are ordered. `beyond` is what comes after an id, or before it."""
    place, backwards = _read(cursor, of) if cursor else (None, False)
    if place is not None:
        rows = rows.filter(beyond(place, backwards))
    rows = rows.reverse() if backwards else rows
    return _page(rows, of, "pk", size, backwards, has_place=place is not None)


def _page(
    rows: QuerySet[M], of: str, key: str, size: int, backwards: bool, *, has_place: bool
) -> Page[M]:
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, has_place)
    return Page(
        found,
        next=_write(found[-1], key, of, False) if found and has_next else None,
        previous=_write(found[0], key, of, True) if found and has_previous else None,
    )


def _write(row: Any, key: str, of: str, backwards: bool) -> str:
    return signing.dumps([of, getattr(row, key), int(backwards)], salt="list")


def _read(text: str, of: str) -> tuple[int, bool]:
    try:
        its_list, place, backwards = signing.loads(text, salt="list")
        if its_list != of:
            raise BadCursor(text)
        return int(place), bool(backwards)
    except (signing.BadSignature, UnicodeError, ValueError, TypeError) as error:
        raise BadCursor(text) from error
