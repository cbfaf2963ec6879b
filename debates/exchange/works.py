"""A work as people describe it, and as CSL-JSON has it: who made it, when, where it appeared."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from debates.exchange.identifiers import (
    CANONICAL,
    NoIdentifier,
    address_by,
    canonical_arxiv,
    recognised,
)

VARIABLES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "url": ("URL",),
    "doi": ("DOI",),
    "isbn": ("ISBN",),
    "arxiv": ("archive", "archive_location"),
    "pmid": ("PMID",),
    "authors": ("author",),
    "published": ("issued",),
    "container": ("container-title",),
    "publisher": ("publisher",),
}
"""What people say of a work, and the variables of CSL-JSON that hold it."""
DATE = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
BETWEEN_NAMES = re.compile(r"[\n;](?![^{\n]*\})")


class NoDate(ValueError):
    """This is neither a year, nor a month, nor a day."""


def identified(given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, NoIdentifier]]:
    """The address and numbers of a work as CSL-JSON; and what is wrong with those that are none.

    `given` is by scheme. Under `url` may stand any of them.
    """
    found: dict[str, str] = {}
    problems: dict[str, NoIdentifier] = {}
    for field in ("doi", "isbn", "arxiv", "pmid", "url"):
        try:
            if not (value := given.get(field, "").strip()):
                continue
            if field == "url":
                found.setdefault(*recognised(value))
            else:
                found[field] = CANONICAL[field](value)
        except NoIdentifier as problem:
            problems[field] = problem
    if found.get("doi", "").startswith("10.48550/arxiv."):  # The DOIs that arXiv itself gives.
        with suppress(NoIdentifier):
            found.setdefault("arxiv", canonical_arxiv(found["doi"]))
    for scheme in ("arxiv", "pmid"):  # These lead to an address, and are known by it too.
        if scheme in found:
            found.setdefault("url", address_by(scheme, found[scheme]))
    csl = {VARIABLES[scheme][-1]: value for scheme, value in found.items()}
    return csl | ({"archive": "arXiv"} if "arxiv" in found else {}), problems


def facts_of(csl: Mapping[str, Any]) -> dict[str, str]:
    """What is known of a work, as people would say it; blank where nothing is."""
    of_arxiv = csl.get("archive") == "arXiv"
    facts = {name: str(csl.get(named[0], "")) for name, named in VARIABLES.items()}
    return facts | {
        "arxiv": str(csl.get("archive_location", "")) if of_arxiv else "",
        "authors": "\n".join(names_of(csl)),
        "published": date_of(csl),
    }


def names_in(words: str) -> list[dict[str, str]]:
    """Authors as CSL has them, from `Family, Given` or `Given Family`, one to a line or before `;`.

    What stands in {braces} is one name, and so is a single word: an institution, or a mononym.
    """
    lines = (" ".join(line.split()) for line in BETWEEN_NAMES.split(words))
    return [_name(line) for line in lines if line.strip(" {},")]


def _name(line: str) -> dict[str, str]:
    if line.startswith("{") and line.endswith("}"):
        return {"literal": line.strip("{} ")}
    family, comma, given = (part.strip() for part in line.partition(","))
    if not comma:
        given, _, family = line.rpartition(" ")
    if not given or not family:
        return {"literal": family or given}
    return {"family": family, "given": given}


def names_of(csl: Mapping[str, Any]) -> list[str]:
    """Each author in words that `names_in` reads again."""
    authors = csl.get("author")
    names = (
        [one for one in authors if isinstance(one, Mapping)] if isinstance(authors, list) else []
    )
    return [words for words in map(_as_words, names) if words]


def _as_words(name: Mapping[str, Any]) -> str:
    if not (family := name.get("family")):
        literal = str(name.get("literal") or name.get("given") or "")
        return f"{{{literal}}}" if re.search("[ ,;]", literal) else literal
    family = " ".join(filter(None, [name.get("non-dropping-particle"), family]))
    given = " ".join(filter(None, [name.get("given"), name.get("dropping-particle")]))
    return f"{family}, {given}" if given else f"{{{family}}}" if " " in family else str(family)


def date_in(words: str) -> dict[str, list[list[int]]]:
    """`2019`, `2019-05` or `2019-05-17` as a date of CSL. Raises NoDate."""
    match = DATE.fullmatch(words.strip())
    if match is None:
        raise NoDate(words)
    parts = [int(part) for part in match.groups() if part]
    try:
        # Of a year that the calendar lacks, any other will do to look for the day in.
        date(parts[0] if parts[0] >= 1 else 2000, *[*parts[1:], 1, 1][:2])
    except ValueError as error:
        raise NoDate(words) from error
    return {"date-parts": [parts]}


def date_of(csl: Mapping[str, Any]) -> str:
    """When it was published; blank where that is not said in numbers."""
    try:
        year, *rest = csl["issued"]["date-parts"][0]
        return "-".join([str(int(year)), *(f"{int(part):02}" for part in rest)])
    except (KeyError, IndexError, TypeError, ValueError):
        return ""
