"""Feeds: what happened last, as Atom and as JSON Feed 1.1. They are read without cookies."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Literal, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

Form = Literal["atom", "json"]
SHOWN = 50
# What XML cannot hold, however it is written.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Entry(NamedTuple):
    """One thing that happened."""

    path: str
    """Where it is read; with the host, what names it for good."""
    title: str
    text: str
    at: datetime


class Feed(NamedTuple):
    """What happened last in one place."""

    title: str
    path: str
    """Of the page that says the same."""
    entries: Sequence[Entry]
    since: datetime
    """When it changed, while nothing has happened yet."""

    @property
    def changed_at(self) -> datetime:
        return max((one.at for one in self.entries), default=self.since)


def answer(request: HttpRequest, feed: Feed, form: Form) -> HttpResponseBase:
    """The feed in this form, or 304 for whoever holds it already."""
    base = f"{request.scheme}://{request.get_host()}"
    written = (_as_atom if form == "atom" else _as_json)(feed, base, request.path)
    tag = f'"{sha256(written.encode()).hexdigest()[:24]}"'
    kind = {"atom": "application/atom+xml", "json": "application/feed+json"}[form]
    response = HttpResponse(written, content_type=f"{kind}; charset=utf-8")
    response["ETag"] = tag
    response["Cache-Control"] = "public, no-cache"
    return get_conditional_response(request, etag=tag, response=response) or response


def _as_atom(feed: Feed, base: str, path: str) -> str:
    made = Atom1Feed(
        title=_plain(feed.title),
        link=base + feed.path,
        description="",
        language=get_language(),
        feed_url=base + path,
        feed_guid=base + path,
        author_name=base.partition("://")[2],
    )
    made.latest_post_date = lambda: feed.changed_at  # type: ignore[method-assign]  # not of now
    for one in feed.entries:
        made.add_item(
            title=_plain(one.title),
            link=base + one.path,
            description=escape(_plain(one.text)),
            unique_id=base + one.path,
            pubdate=one.at,
            updateddate=one.at,
        )
    return str(made.writeString("utf-8"))


def _as_json(feed: Feed, base: str, path: str) -> str:
    items = [
        {
            "id": base + one.path,
            "url": base + one.path,
            "title": one.title,
            "content_text": one.text or one.title,
            "date_published": _moment(one.at),
        }
        for one in feed.entries
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": base + feed.path,
        "feed_url": base + path,
        "language": get_language(),
        "authors": [{"name": base.partition("://")[2]}],
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _plain(text: str) -> str:
    return UNWRITABLE.sub(" ", text)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
