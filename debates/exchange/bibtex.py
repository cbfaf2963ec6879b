"""BibTeX, read entry by entry, so that a long file takes no more memory than a short one."""

import logging
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from debates.exchange import bibtex_fields as both
from debates.exchange.bibtex_dates import MONTHS, read_date, read_issued
from debates.exchange.bibtex_names import read_names
from debates.exchange.csl import KIND_OF_TYPE, Unusable, cleaned
from debates.exchange.entries import Entry, Problem
from debates.exchange.latex import LONGEST, plain, verbatim

BEGINS = re.compile(r"^[ \t]*@\w*[ \t]*[{(]", re.M)
"""Where the parser, too, begins anew, whatever is broken before."""
LONGEST_ENTRY = 200_000
KEY = re.compile(r"\s*@\w*\s*[{(]\s*([^\s,={}()\"]{1,80})")
PIECE = re.compile(r'\s*([{"]|[^\s#{"]+)')
BRACE = re.compile(r"(?<!\\)[{}]")
QUOTE = re.compile(r'(?<!\\)[{}"]')
STRING = re.compile(r"\s*@string\b", re.I)
CROSSREF = re.compile(r"\bcrossref\s*=\s*[{\"]\s*([^\s,={}()\"]{1,80})", re.I)
OF_ITS_OWN = {
    *("title", "subtitle", "shorttitle", "doi", "url", "isbn", "eprint", "abstract", "pages"),
    *("crossref", "entrysubtype"),
}
"""What an entry never has from the one that it is a part of."""
ISSUED = {"date", "year", "month", "day"}
MOST_PUT_IN = 10_000_000
"""Characters that entries have from abbreviations and from each other: else few say very much."""

Fields = dict[str, str]


class Broken(ValueError):
    """Why an entry cannot be read."""


def read_bibtex(text: str) -> Iterator[Entry | Problem]:
    """The entries of a BibTeX file in their order; each that is broken is a Problem.

    The entries before and after it are read. Abbreviations (`@string`) are put in, what an entry
    has from another (`crossref`) too, and comments are left out; a key that stands twice is no
    fault here.
    """
    for parser in ("bibtexparser", "pylatexenc"):  # What fails is told below.
        logging.getLogger(parser).setLevel(logging.CRITICAL)
    reading = _Reading(parents=_parents(text))
    is_empty = True
    for line, block in _blocks(text):
        is_empty = False
        if found := block if isinstance(block, Problem) else reading.read(block, line):
            yield found
    if is_empty:
        yield Problem(1, "", "There is no entry in it.")


def _blocks(text: str, only: Collection[str] | None = None) -> Iterator[tuple[int, Any]]:
    """What the parser finds, each with its line; of entries `only` those with these keys."""
    # Only the worker and commands read BibTeX: the web server never loads the parser.
    from bibtexparser.splitter import Splitter

    begins = [match.start() for match in BEGINS.finditer(text)]
    line, seen = 1, 0
    for begin, end in zip(begins, [*begins[1:], len(text)] if begins else [], strict=True):
        line, seen = line + text.count("\n", seen, begin), begin
        if only is not None and not (STRING.match(text, begin) or _key(text, begin) in only):
            continue
        if end - begin > LONGEST_ENTRY:
            why = f"This entry has more than {LONGEST_ENTRY:,} characters."
            yield line, Problem(line, _key(text, begin), why)
        else:
            for block in Splitter(text[begin:end]).split().blocks:
                yield line + (block.start_line or 0), block


def _parents(text: str) -> dict[str, Fields]:
    """The fields of the entries that others refer to, wherever those stand."""
    wanted = {match[1] for match in CROSSREF.finditer(text)}
    reading = _Reading(parents={}, keeps=True)
    for line, block in _blocks(text, wanted) if wanted else ():
        if not isinstance(block, Problem):
            reading.read(block, line)
    return {key: reading.seen[key] for key in wanted & set(reading.seen)}


@dataclass
class _Reading:
    """What is known so far of a file that is being read."""

    parents: dict[str, Fields]
    strings: Fields = field(default_factory=lambda: dict(zip(MONTHS, MONTHS, strict=True)))
    keeps: bool = False
    """Whether what is read is kept, for the entries that refer to it."""
    seen: dict[str, Fields] = field(default_factory=dict)
    room: int = MOST_PUT_IN

    def read(self, block: Any, line: int) -> Entry | Problem | None:
        from bibtexparser import model  # As above.

        notes = []
        if isinstance(block, model.DuplicateFieldKeyBlock):
            twice = ", ".join(sorted(block.duplicate_keys))[:80]
            notes = [f"{twice} stands there twice: the first is kept."]
            block = block.ignore_error_block
        if isinstance(block, model.ParsingFailedBlock):
            return Problem(line, _key((block.raw or "").lstrip()), _in_short(block.error))
        if not isinstance(block, model.Entry | model.String):
            return None
        try:
            if isinstance(block, model.String):
                self.strings[block.key.lower()] = _value(block.value, self.strings, notes)
                return None
            csl = csl_of(block.entry_type, self.fields(block, notes))
            return Entry(line, block.key[:80], cleaned(csl, notes), notes)
        except (Broken, Unusable) as why:
            return Problem(line, block.key[:80], str(why))

    def fields(self, block: Any, notes: list[str]) -> Fields:
        fields = {}
        for one in reversed(block.fields):
            try:
                value = _value(one.value, self.strings, notes)
            except Broken as why:
                raise Broken(f"This entry is broken after {one.key[:40]}: {why}") from None
            self.put_in(len(value) - len(one.value))
            if len(value) > LONGEST:
                notes.append(f"{one.key[:40]} is left out: it has {len(value)} characters.")
            else:
                fields[one.key.lower()] = value
        if self.keeps:
            self.seen[block.key] = fields
        parent = self.parents.get(fields.get("crossref", "").strip(), {})
        own = OF_ITS_OWN | (ISSUED if ISSUED & set(fields) else set())
        inherited = {name: value for name, value in parent.items() if name not in own}
        if "title" in parent:
            inherited["booktitle"] = parent["title"]
        self.put_in(len("".join(inherited.values())))
        return {**inherited, **fields}

    def put_in(self, more: int) -> None:
        """Counts what stands elsewhere in the file. Raises Broken when it is too much."""
        self.room -= max(more, 0)
        if more > 0 > self.room:
            raise Broken("Abbreviations and crossrefs make too much of this file.")


def csl_of(entry_type: str, fields: Fields) -> dict[str, Any]:
    """The work that these fields name: not cleaned yet."""
    bibtex_type = both.ALSO.get(entry_type, entry_type)
    csl_type = both.TYPES.get(bibtex_type, "document")
    subtype = fields.get("entrysubtype", "").strip()
    csl_type = both.SUBTYPES.get(subtype, subtype if subtype in KIND_OF_TYPE else csl_type)
    csl: dict[str, Any] = {"type": csl_type, "title": _title(fields)}
    numbers = {name: (one,) for name, one in both.numbers_of(csl_type).items()}
    for name, written in {**both.LINES, **numbers}.items():
        csl[name] = next((_line(fields[one], name) for one in written if fields.get(one)), "")
    for name, one in both.VERBATIM.items():
        csl[name] = verbatim(fields.get(one, "").strip())
    for name, one in both.NAMES.items():
        csl[name] = read_names(fields.get(one, ""))
    for name, one in both.DATES.items():
        csl[name] = read_date(fields.get(one, "").strip())
    csl["issued"] = csl["issued"] or read_issued(fields)
    csl["genre"] = csl["genre"] or both.GENRES.get(bibtex_type, "")
    return csl | _eprint(fields) | _address(fields)


def _title(fields: Fields) -> str:
    parts = (fields.get("title", ""), fields.get("subtitle", ""))
    return ": ".join(filter(None, (" ".join(plain(part).split()) for part in parts)))


def _line(latex: str, name: str) -> str:
    if name == "abstract":
        # Lines end there where the file is wide enough; a paragraph ends with an empty one.
        latex = re.sub(r"[ \t]*\n[ \t]*(?!\s)", " ", latex)
    text = plain(latex)
    return text.replace("–", "-") if name == "page" else text


def _eprint(fields: Fields) -> dict[str, str]:
    """Where a preprint is kept: arXiv's numbers and PubMed's have places of their own."""
    number = verbatim(fields.get("eprint", "").strip())
    archive = plain(fields.get("eprinttype") or fields.get("archiveprefix", "")).strip()
    if not (number and archive):
        return {}
    if archive.lower() in {"pubmed", "pmid"}:
        return {"PMID": number}
    return {"archive": archive, "archive_location": number}


def _address(fields: Fields) -> dict[str, str]:
    """An address that stands, as it used to, under how it was published."""
    how = fields.get("howpublished", "").strip()
    if fields.get("url") or not how.startswith(("\\url", "http")):
        return {}
    return {"URL": verbatim(how), "medium": ""}


def _value(written: str, strings: Fields, notes: list[str]) -> str:
    """A value without its braces or quotes, its abbreviations put in, its pieces put together."""
    pieces, at, length = [], 0, 0
    while match := PIECE.match(written, at):
        opens = match[1]
        at = match.end()
        if opens in '{"':
            end = _end(written, at, opens)
            pieces.append(written[at:end])
            at = end + 1
        elif opens.isdecimal():
            pieces.append(opens)
        else:
            if opens.lower() not in strings:
                notes.append(f"The abbreviation {opens[:40]} is not defined.")
            pieces.append(strings.get(opens.lower(), opens))
        length += len(pieces[-1])
        if len(pieces) > 1 and length > LONGEST:
            raise Broken("its pieces are too long together.")
        follows = written[at:].lstrip()
        if follows and not follows.startswith("#"):
            raise Broken("a comma is missing.")
        at = len(written) - len(follows) + 1 if follows else len(written)
    return "".join(pieces)


def _end(written: str, at: int, opens: str) -> int:
    """Where the braces or quotes end that were opened just before."""
    depth = 0
    for mark in (BRACE if opens == "{" else QUOTE).finditer(written, at):
        if depth == 0 and mark[0] == ("}" if opens == "{" else '"'):
            return mark.start()
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
    return len(written)


def _key(text: str, at: int = 0) -> str:
    """The key of the entry that begins there; blank when it has none."""
    named = KEY.match(text, at)
    return named[1] if named else ""


def _in_short(error: Any) -> str:
    """What the parser found wrong, without the text it found it in."""
    why = " ".join(str(getattr(error, "abort_reason", "") or error).split())[:200]
    if why.startswith("Unexpectedly reached end"):
        why = "it does not end. A brace or a quote is not closed."
    return f"This entry is broken: {why}"
