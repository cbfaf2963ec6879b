"""The entries of a bibliography that somebody hands in, in whichever format, one by one."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from json import JSONDecoder
from typing import Any

from debates import text as texts
from debates.exchange.csl import Unusable, cleaned

LARGEST = 5_000_000
"""In bytes."""
MOST_ENTRIES = 20_000
BIBTEX_ENTRY = re.compile(r"^[ \t]*@(?!comment|preamble|string)\w*[ \t]*[{(]", re.M | re.I)
BLANKS = re.compile(r"\s*")


class Unreadable(ValueError):
    """Why a file is no bibliography at all."""


@dataclass(frozen=True)
class Entry:
    """A work as a bibliography has it."""

    line: int
    """Where it begins, from 1."""
    key: str
    csl: dict[str, Any]
    """Fit to keep."""
    notes: list[str] = field(default_factory=list)
    """What of it cannot be kept."""


@dataclass(frozen=True)
class Problem:
    """An entry that cannot be read."""

    line: int
    key: str
    why: str


def decoded(raw: bytes) -> str:
    """The text of a file. Raises Unreadable."""
    if len(raw) > LARGEST:
        raise Unreadable("It is larger than 5 MB.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("It is UTF-16. Save it as UTF-8.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        why = f"Line {line} is not UTF-8, but perhaps Latin-1. Save the file as UTF-8."
        raise Unreadable(why) from None


def format_of(text: str) -> str:
    """What this is written in, as far as its first character tells."""
    return "csl" if text.lstrip().startswith(("[", "{")) else "bibtex"


def why_unreadable(text: str) -> str:
    """Why this cannot be taken in at all; blank when it can."""
    if len(text) > LARGEST or len(text.encode("utf-8", "replace")) > LARGEST:
        return "It is larger than 5 MB."
    for number, line in enumerate(text.split("\n"), 1):
        if not texts.is_readable(line):
            return f"Line {number} holds characters that cannot be kept."
    return ""


def read(text: str, of: str) -> Iterator[Entry | Problem]:
    """The entries of a text in this format, `bibtex` or `csl`, in their order, 20,000 at most."""
    for number, entry in enumerate(_read(text, of)):
        if number == MOST_ENTRIES:
            why = f"Only {MOST_ENTRIES:,} entries fit: nothing from here on was read."
            yield Problem(entry.line, entry.key, why)
            return
        yield entry


def count(text: str, of: str) -> int:
    """About how many entries there are to be read."""
    if of == "csl":
        return min(sum(1 for _ in _works(text)), MOST_ENTRIES)
    return min(sum(1 for _ in BIBTEX_ENTRY.finditer(text)), MOST_ENTRIES)


def _read(text: str, of: str) -> Iterator[Entry | Problem]:
    if of == "bibtex":
        from debates.exchange.bibtex import read_bibtex  # It reads into what stands here.

        yield from read_bibtex(text)
    else:
        for work in _works(text):
            yield work if isinstance(work, Problem) else _entry(*work)


def _works(text: str) -> Iterator[tuple[int, Any] | Problem]:
    """The works of a list in CSL-JSON, or a single one; it ends where the JSON breaks."""
    decoder = JSONDecoder(parse_int=_integer)
    at, line, seen = _blanks(text, 0), 1, 0
    is_list = text.startswith("[", at)
    at = _blanks(text, at + is_list)
    while not (is_list and text.startswith("]", at)):
        line, seen = line + text.count("\n", seen, at), at
        try:
            work, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            why = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
            yield Problem(line, "", f"This is no JSON ({why}): nothing from here on was read.")
            return
        yield line, work
        at = _blanks(text, end)
        if not is_list:
            return
        if text.startswith(",", at):
            at = _blanks(text, at + 1)
        elif not text.startswith("]", at):
            line += text.count("\n", seen, at)
            yield Problem(line, "", "A comma or ] is missing: nothing from here on was read.")
            return


def _entry(line: int, work: Any) -> Entry | Problem:
    key = str(work.get("id", ""))[:80] if isinstance(work, dict) else ""
    key = texts.as_line(key) if texts.is_readable(key) else ""
    notes: list[str] = []
    try:
        return Entry(line, key, cleaned(work, notes), notes)
    except Unusable as why:
        return Problem(line, key, str(why))


def _blanks(text: str, at: int) -> int:
    match = BLANKS.match(text, at)
    return match.end() if match else at


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) < 19 else digits
