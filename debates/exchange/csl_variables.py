"""The variables of CSL-JSON that we keep, and how each is read. What is read may be hostile."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from debates import text
from debates.exchange import identifiers
from debates.exchange.identifiers import NoIdentifier

LINES = (
    *("annote", "archive", "archive-place", "archive_collection", "archive_location"),
    *("authority", "call-number", "chapter-number", "collection-number", "collection-title"),
    *("container-title", "container-title-short", "dimensions", "division", "edition"),
    *("event-place", "event-title", "genre", "issue", "jurisdiction", "keyword", "language"),
    *("license", "medium", "number", "number-of-pages", "number-of-volumes"),
    *("original-publisher", "original-publisher-place", "original-title", "page", "part-number"),
    *("part-title", "printing", "publisher", "publisher-place", "references", "reviewed-genre"),
    *("reviewed-title", "scale", "section", "source", "status", "supplement", "title-short"),
    *("version", "volume", "volume-title", "ISSN", "PMCID"),
)
LONGEST_LINE = 1_000
TEXTS = {"abstract": 5_000, "note": 2_000}
NAMES = (
    *("author", "chair", "collection-editor", "compiler", "composer", "container-author"),
    *("contributor", "curator", "director", "editor", "editorial-director", "editor-translator"),
    *("executive-producer", "guest", "host", "illustrator", "interviewer", "narrator"),
    *("organizer", "original-author", "performer", "producer", "recipient", "reviewed-author"),
    *("script-writer", "series-creator", "translator"),
)
DATES = ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")
PARTS_OF_NAMES = (
    *("family", "given", "suffix", "dropping-particle", "non-dropping-particle", "literal"),
)

MOST_NAMES = 500
LONGEST_NAME = 300
LATEST_YEAR = 9_999
ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:T.*)?\Z", re.ASCII)


class Unfit(ValueError):
    """Why a variable cannot be kept."""


def plain(value: Any, shape: Callable[[str], str]) -> str:
    """A string or a number as text that can be kept; None is none."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Unfit("it is no text")
    if isinstance(value, int) and abs(value) > 10**18:
        raise Unfit("the number is too large")
    written = str(value)
    if not text.is_readable(written):
        raise Unfit("it holds characters that cannot be kept")
    return shape(written)


def _bounded(most: int, shape: Callable[[str], str]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        shaped = plain(value, shape)
        if len(shaped) > most:
            raise Unfit(f"it has {len(shaped)} characters, {most} fit")
        if not text.has_something_visible(shaped):
            raise Unfit("there is nothing to see in it")
        return shaped

    return read


def _identifier(canonical: Callable[[str], str], most: int, what: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        try:
            found = canonical(plain(value, text.as_line))
        except NoIdentifier:
            raise Unfit(f"it is no {what}") from None
        if len(found) > most:
            raise Unfit("it is too long")
        return found

    return read


def _isbn(value: str) -> str:
    """The first of several: catalogues like to give two."""
    given = value.split(",")[0].split(";")[0]
    try:
        return identifiers.canonical_isbn(given)
    except NoIdentifier:
        return identifiers.canonical_isbn(given.split(" ")[0])


def _names(value: Any) -> list[dict[str, str]]:
    if not isinstance(value, list) or len(value) > MOST_NAMES:
        raise Unfit(f"it is no list of at most {MOST_NAMES} names")
    return [_name(one) for one in value]


def _name(value: Any) -> dict[str, str]:
    if isinstance(value, str):
        value = {"literal": value}
    if not isinstance(value, Mapping):
        raise Unfit("a name is no object")
    read = _bounded(LONGEST_NAME, text.as_line)
    kept = {part: read(value[part]) for part in PARTS_OF_NAMES if value.get(part)}
    if "literal" in kept:
        return {"literal": kept["literal"]}
    if not {"family", "given"} & set(kept):
        raise Unfit("a name has neither family nor given name")
    return kept if "family" in kept else {"literal": kept["given"]}


def _date(value: Any) -> dict[str, Any]:
    if isinstance(value, str | int):
        value = {"raw": str(value)}
    if not isinstance(value, Mapping):
        raise Unfit("it is no date")
    kept: dict[str, Any] = {}
    if parts := value.get("date-parts"):
        kept["date-parts"] = _ends(parts)
    else:
        words = _bounded(100, text.as_line)(value.get("raw") or value.get("literal"))
        if iso := ISO.match(words):
            kept["date-parts"] = _ends([[part for part in iso.groups() if part]])
        else:
            kept["literal"] = words
    if value.get("circa") and "date-parts" in kept:
        kept["circa"] = True
    return kept


def _ends(parts: Any) -> list[list[int]]:
    """The one day of a date, or the two that it reaches from and to."""
    if not (isinstance(parts, list) and 1 <= len(parts) <= 2):
        raise Unfit("a date has one or two ends")
    return [_day(day) for day in parts]


def _day(parts: Any) -> list[int]:
    """A year, perhaps a month of it, perhaps a day of that."""
    if not (isinstance(parts, list) and 1 <= len(parts) <= 3):
        raise Unfit("a date is a year, a month and a day")
    try:
        day = [int(part) for part in parts if len(str(part)) <= 5]
        if len(day) < len(parts) or not 0 < abs(day[0]) <= LATEST_YEAR:
            raise Unfit("there is no such year")
        # In leap years before our era as in the first one of it.
        date(day[0] if day[0] > 0 else 4, *(*day[1:], 1, 1)[:2])
    except (TypeError, OverflowError):  # JSON writes infinity as 1e999.
        raise Unfit("a part of a date is no number") from None
    except ValueError as why:
        raise why if isinstance(why, Unfit) else Unfit("there is no such day") from None
    return day


READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(LINES, _bounded(LONGEST_LINE, text.as_line)),
    **{name: _bounded(most, text.as_lines) for name, most in TEXTS.items()},
    **dict.fromkeys(NAMES, _names),
    **dict.fromkeys(DATES, _date),
    "page": lambda value: _bounded(LONGEST_LINE, text.as_line)(value).replace("–", "-"),
    "URL": _identifier(identifiers.canonical_url, 2_000, "web address"),
    "DOI": _identifier(identifiers.canonical_doi, 200, "DOI"),
    "ISBN": _identifier(_isbn, 13, "ISBN"),
    "PMID": _identifier(identifiers.canonical_pmid, 20, "PubMed number"),
}
"""How each variable is read, beside type and title."""
