"""Lists in the order of their ids: pages that neither skip nor double while rows come and go."""

from typing import Any, TypeVar

from django.core import signing
from django.db.models import Model, QuerySet

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
    found = list(rows.order_by(f"-{key}" if descending else key)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, place is not None)
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
