"""How an act is tried, on a page or by the API, and what the answer says."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponseBase
from django.test import Client

Names = dict[str, Any]


@dataclass(frozen=True)
class Try:
    """One request. In the path and in the words, {name} is a name of the world; @name its id."""

    method: str
    path: str
    words: dict[str, Any] = field(default_factory=dict)
    is_api: bool = False
    media: str = ""


@dataclass(frozen=True)
class Act:
    """A row of the table: everything that does or reads this, on either face."""

    name: str
    pages: tuple[Try, ...] = ()
    api: tuple[Try, ...] = ()


def page(path: str, **words: Any) -> Try:
    """A form that is sent."""
    return Try("post", path, words)


def reads(*paths: str) -> tuple[Try, ...]:
    """Pages that are looked at."""
    return tuple(Try("get", path) for path in paths)


def api(method: str, path: str, **words: Any) -> Try:
    return Try(method, f"/api/v1/{path}", words, is_api=True)


def gets(*paths: str) -> tuple[Try, ...]:
    """What a program reads."""
    return tuple(api("get", path) for path in paths)


def ask(client: Client, names: Names, asked: Try) -> HttpResponseBase:
    """The answer to one try."""
    path = asked.path.format_map(names)
    words = _filled(asked.words, names)
    if asked.media:
        return client.post(path, words["body"], content_type=asked.media)
    send = getattr(client, asked.method)
    if not asked.is_api or asked.method == "get":
        return send(path, words)  # type: ignore[no-any-return]  # a method by name
    tag = {"If-Match": client.get(path).headers.get("ETag", '"1"')} if _edits(asked) else {}
    return send(path, words, content_type="application/json", headers=tag)  # type: ignore[no-any-return]  # as above


def verdict(answer: HttpResponseBase) -> str:
    """Allowed or refused. A refusal may stand in the form that was sent, or at one of its fields.

    What was sent wrongly would be refused everywhere, and no line of the table says that.
    """
    if answer.status_code in {301, 302} and "/login/" in answer["Location"]:
        return "refused"
    if answer.status_code in {400, 401, 403, 404}:
        return "refused"
    return "allowed" if answer.status_code < 400 else str(answer.status_code)


def names_its_reason(answer: HttpResponseBase) -> bool:
    """Whether a refusal says why: by its code and text to programs, in words to people."""
    said = getattr(answer, "content", b"")
    if answer["Content-Type"] == "application/problem+json":
        told = json.loads(said)
        return bool(told.get("code")) and bool(told.get("detail"))
    return b"<p></p>" not in said and b"You may not see or do this." not in said


def _edits(asked: Try) -> bool:
    return asked.method == "patch"


def _filled(value: Any, names: Names) -> Any:
    if isinstance(value, dict):
        return {name.format_map(names): _filled(one, names) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, names) for one in value]
    if isinstance(value, str):
        named = names.get(value.removeprefix("@")) if value.startswith("@") else None
        return named if named is not None else value.format_map(names)
    return value
