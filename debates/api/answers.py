"""Answers in JSON, and the headers that let them be kept, compared and paged through."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework.request import Request

from accounts.models import User
from debates.actions.once import once
from debates.api.problems import Problem
from debates.queries.arguments import Page
from debates.rules import Stale

VERSION = re.compile(r'(?:W/)?"v(\d{1,9})-')
KEY = re.compile(r"[!-~]{1,255}")


@dataclass(frozen=True)
class Given:
    """What an operation answers with, before it is JSON."""

    body: Any = None
    status: int = 200
    version: int | None = None
    """The edit version, where the thing has one: PATCH compares it."""
    location: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    pieces: Iterator[str] | None = None
    """A file that is sent while it is read, in place of a body; its headers say what it is."""


def written(given: Given) -> HttpResponseBase:
    """An answer with its strong ETag: the edit version, then a hash of all that it says."""
    headers = dict(given.headers)
    if given.location:
        headers["Location"] = given.location
    if given.status == 204:
        return HttpResponse(status=204, headers=headers)
    if given.pieces is not None:
        return StreamingHttpResponse(given.pieces, status=given.status, headers=headers)
    text = json.dumps(given.body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    content = text.encode()
    version = "" if given.version is None else f"v{given.version}-"
    headers["ETag"] = f'"{version}{sha256(content).hexdigest()[:24]}"'
    return HttpResponse(
        content, status=given.status, content_type="application/json", headers=headers
    )


def unchanged(request: Request, answer: HttpResponseBase) -> bool:
    """Whether the reader holds this answer already. Compression makes a tag weak, and it tells."""
    header = request.META.get("HTTP_IF_NONE_MATCH")
    if not header or "ETag" not in answer:
        return False
    own = answer["ETag"]
    return any(tag == "*" or tag.removeprefix("W/") == own for tag in parse_etags(header))


def version_read(request: Request, thing: Any) -> int:
    """The version that a change was made to, as If-Match says.

    Votes change what is read, and no words: so only the version is compared.
    Raises Stale when it is not the present one.
    """
    header = request.META.get("HTTP_IF_MATCH")
    if header is None:
        raise Problem("if_match_needed")
    present = int(thing.version)
    versions = {int(number) for number in VERSION.findall(header)}
    if header.strip() != "*" and present not in versions:
        raise Stale(thing)
    return present


def once_only(
    request: Request, member: User, body: Any, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Does `make` once under the request's Idempotency-Key; without one, whenever it is asked."""
    key = request.META.get("HTTP_IDEMPOTENCY_KEY")
    if key is None:
        return make()
    if not KEY.fullmatch(key):
        why = _("An Idempotency-Key has 1 to 255 visible ASCII characters.")
        raise Problem("bad_request", why, code="bad_key")
    asked = [request.method, request.get_full_path(), body]
    told = json.dumps(asked, sort_keys=True)
    fresh: list[HttpResponse] = []

    def kept() -> dict[str, Any]:
        answer = make()
        assert isinstance(answer, HttpResponse), "what is made is told in JSON"
        fresh.append(answer)
        headers = {name: answer[name] for name in ("Location", "ETag") if name in answer}
        return {"status": answer.status_code, "body": answer.content.decode(), "headers": headers}

    answer = once(f"api {key}"[:255], sha256(told.encode()).hexdigest(), kept, by=member)
    if fresh:
        return fresh[0]
    return HttpResponse(
        answer["body"].encode(),
        status=answer["status"],
        content_type="application/json",
        headers={**answer["headers"], "Idempotency-Replayed": "true"},
    )


def paged(request: Request, page: Page[Any], show: Callable[[Any], Any]) -> Given:
    """A stretch of a list, with the addresses of its neighbours in the body and as Link."""
    beside = {"next": _beside(request, page.next), "previous": _beside(request, page.previous)}
    rel = {"next": "next", "previous": "prev"}
    links = ", ".join(f'<{url}>; rel="{rel[way]}"' for way, url in beside.items() if url)
    body = {"results": [show(item) for item in page.items], **beside}
    return Given(body, headers={"Link": links} if links else {})


def _beside(request: Request, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    query = {**request.GET.dict(), "cursor": cursor}
    return request.build_absolute_uri(f"{request.path}?{urlencode(query)}")


def moment(at: datetime | None) -> str | None:
    """A time as RFC 3339 has it, in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None
