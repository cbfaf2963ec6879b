"""Keeping redacted words where nothing reads them, and writing in their place."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection

from debates.models import Draft, OnceKey, Ruling, Sealed
from debates.rules.redactions import SEALED_FOR

Words = dict[str, Any]
"""By column, as they stand; concessions by the argument of which they keep something."""


def seal(ruling: Ruling, words: Words) -> None:
    """Keeps the words unread, and forgets whoever's answers, and its author's drafts, of them."""
    Sealed.objects.create(ruling=ruling, words=words, destroyed_after=ruling.at + SEALED_FOR)
    sealed = {*each_of({name: it for name, it in words.items() if name != "links"})} - {""}
    for said in sealed:
        value = json.dumps(said, ensure_ascii=False)
        OnceKey.objects.filter(answer__body__icontains=value).delete()
    for draft in Draft.objects.filter(member=ruling.member_id):
        if not sealed.isdisjoint(draft.fields.values()):
            draft.delete()


def each_of(words: Words) -> Iterable[str]:
    for said in words.values():
        yield from said.values() if isinstance(said, dict) else [said]


def put(row: Any, words: Mapping[str, Any], *also: str) -> None:
    """Saves these words in the columns of a row; and what else was set on it."""
    for name, said in words.items():
        setattr(row, name, said)
    with redacting():
        row.save(update_fields=[*words, *also])


@contextmanager
def redacting() -> Iterator[None]:
    """Within this block old wordings may be written, and a new one is no new version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('dialectic.redacting', true)")
        before = cursor.fetchone()[0] or "off"
        cursor.execute("SET LOCAL dialectic.redacting = 'on'")
        yield
        cursor.execute("SELECT set_config('dialectic.redacting', %s, true)", [before])
