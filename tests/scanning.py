"""Every address of both faces, with the numbers of what is there, and all that each answers."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from accounts.models import User
from debates.pages.urls import urlpatterns
from tests.api import Program
from tests.test_api_schema import operations

QUERIES = {"search": ("q=zq",), "debate": ("sort=newest",), "syntheses": ("q=zq",)}
"""What pages show more for."""

Ids = Mapping[str, Any]
Read = Iterator[tuple[str, str]]
"""Where it was read, and what it says with its headers."""


def all_pages(ids: Ids, viewer: User | None) -> Read:
    """Every page, as a whole and as htmx gets it; what only takes forms answers an empty one."""
    client = Client()
    if viewer:
        client.force_login(viewer, backend="allauth.account.auth_backends.AuthenticationBackend")
    resolver = get_resolver("debates.pages.urls")
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        name = pattern.name or ""
        for parts in _each(list(pattern.pattern.converters), ids):
            address = "/" + resolver.reverse(name, **{**pattern.default_args, **parts})
            for query in ("", *QUERIES.get(name, ())):
                plain = client.get(f"{address}?{query}")
                yield f"{name} {address}", _said(plain)
                if plain.status_code == 200:
                    part = client.get(address, headers={"HX-Request": "true"})
                    yield f"{name} by htmx {address}", _said(part)
            if plain.status_code == 405:
                with transaction.atomic():
                    yield f"{name} posted {address}", _said(client.post(address, {"sure": "yes"}))
                    transaction.set_rollback(True)


def all_answers(ids: Ids, viewer: User | None) -> Read:
    """Every GET of the API, with all that it can be asked to add."""
    program = Program(viewer)
    for path, method, operation in operations():
        if method != "get":
            continue
        for parts in _each(re.findall(r"{(\w+)}", path), ids):
            address = path.format(**parts)
            for query in _queries(operation):
                yield path, _said(program.get(f"http://testserver{address}?{query}"))


def _queries(operation: dict[str, Any]) -> Iterator[str]:
    asked = {one["name"]: one for one in operation["parameters"] if one["in"] == "query"}
    needed = "&".join(
        f"{name}={'https://example.org/' if name == 'url' else 'zq'}"
        for name in ("q", "url")
        if name in asked
    )
    yield needed
    if "expand" in asked:
        more = ",".join(re.findall(r"`(\w+)`", asked["expand"]["description"]))
        yield f"{needed}&expand={more}"


def _each(names: list[str], ids: Ids) -> Iterator[dict[str, Any]]:
    for values in product(*(sorted(ids[name]) for name in names)):
        yield dict(zip(names, values, strict=True))


def _said(answer: Any) -> str:
    """Its headers and body, without the address that was asked for."""
    assert answer.status_code < 500, answer.request
    body = b"".join(answer) if answer.streaming else answer.content
    said = f"{dict(answer.headers)} {body.decode(errors='replace')}"
    named = re.search(r"/debates/([^/]+)", answer.request["PATH_INFO"])
    return said.replace(named[1], "") if named else said
