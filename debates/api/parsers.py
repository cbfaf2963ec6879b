"""What a body may be: JSON, and nothing that only looks like it; a file; a bibliography."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser

from debates import text
from debates.api.problems import Problem
from debates.exchange import entries
from debates.exchange.bibliographies import MEDIA
from debates.models.file import LARGEST as LARGEST_FILE

LARGEST = 1_000_000
LONGEST_NUMBER = 300


class StrictJSONParser(BaseParser):
    """An object in UTF-8, of at most 1 MB, in which every name stands once."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        raw = _read(stream, LARGEST, _("The body is larger than 1 MB."))
        try:
            body = json.loads(
                raw.decode("utf-8"),
                object_pairs_hook=_named_once,
                parse_constant=_no_number,
                parse_int=_integer,
                parse_float=_float,
            )
            _refuse_unreadable(body)
        except UnicodeDecodeError as error:
            raise _unreadable(_("The body is not UTF-8.")) from error
        except RecursionError as error:
            raise _unreadable(_("The body is nested too deep.")) from error
        except ValueError as error:
            raise _unreadable(_("The body is not JSON: %(why)s.") % {"why": error}) from error
        if not isinstance(body, dict):
            raise _unreadable(_("The body must be a JSON object."))
        return body


class RawFileParser(BaseParser):
    """A body that is the file itself, whatever type is claimed for it."""

    media_type = "*/*"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        asked = (parser_context or {})["request"].META
        if int(asked["CONTENT_LENGTH"]) > LARGEST_FILE:  # Of so much, nothing is read.
            raise Problem("too_large", _("A file has at most 10 MB."))
        return {"file": stream.read(LARGEST_FILE)}


class BibliographyParser(BaseParser):
    """A bibliography as it is, of at most 5 MB, as the body that JSON would make of it."""

    format = ""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        raw = _read(stream, entries.LARGEST, _("The body is larger than 5 MB."))
        try:
            return {"format": self.format, "text": entries.decoded(raw)}
        except entries.Unreadable as why:
            raise _unreadable(str(why)) from why


class BibTeXParser(BibliographyParser):
    media_type = MEDIA["bibtex"]
    format = "bibtex"


class CSLParser(BibliographyParser):
    media_type = MEDIA["csl"]
    format = "csl"


def _read(stream: IO[Any], most: int, why: str) -> bytes:
    """The body, of which no more is read than is taken. Says why where it is longer."""
    raw: bytes = stream.read(most + 1)
    if len(raw) > most:
        raise Problem("too_large", why)
    return raw


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _unreadable(
                _("The name %(name)s stands twice in one object.") % {"name": ascii(name)[:80]}
            )
        found[name] = value
    return found


def _no_number(name: str) -> float:
    raise _unreadable(_("%(name)s is no number in JSON.") % {"name": name})


def _integer(digits: str) -> int:
    _refuse_long(digits)
    return int(digits)


def _float(digits: str) -> float:
    _refuse_long(digits)
    value = float(digits)
    return value if abs(value) != float("inf") else _no_number(digits[:20])


def _refuse_long(digits: str) -> None:
    if len(digits) > LONGEST_NUMBER:
        raise _unreadable(_("A number in the body has too many digits."))


def _refuse_unreadable(value: Any, pointer: str = "") -> None:
    """No NUL and no half of a character, wherever it stands, also not in a name."""
    if isinstance(value, str):
        if not text.is_readable(value):
            raise _unreadable(_("This holds characters that cannot be kept."), pointer)
    elif isinstance(value, dict):
        for name, inner in value.items():
            _refuse_unreadable(name, pointer)
            _refuse_unreadable(inner, f"{pointer}/{escaped(name)}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            _refuse_unreadable(inner, f"{pointer}/{number}")


def escaped(name: str) -> str:
    """A name as it stands in a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def _unreadable(why: str, pointer: str = "") -> Problem:
    error = {"pointer": pointer, "detail": why, "code": "unreadable"}
    return Problem("unreadable", why, errors=[error])
