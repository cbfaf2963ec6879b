"""BibTeX, written so that reading it back gives the same works."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from debates.exchange import bibtex_fields as both
from debates.exchange.bibtex_dates import MONTHS, written_date
from debates.exchange.bibtex_names import written_names
from debates.exchange.latex import escaped, escaped_verbatim

TYPE_OF = {csl_type: bibtex_type for bibtex_type, csl_type in reversed(both.TYPES.items())} | {
    "thesis": "thesis"
}
SUBTYPE_OF = {csl_type: subtype for subtype, csl_type in both.SUBTYPES.items()}
GENRE_OF = {genre: bibtex_type for bibtex_type, genre in both.GENRES.items()}
PUBLISHERS = {"thesis": "school", "report": "institution"}
CAPITALS = re.compile(r"\S*\S[A-Z]\S*")
"""A word with a capital inside, which styles would make small."""


def key_of(csl: Mapping[str, Any], number: int) -> str:
    """A key that says something and stays: author, year, and the number of the source."""
    first = (csl.get("author") or csl.get("editor") or [{}])[0]
    name = unicodedata.normalize("NFKD", first.get("family") or first.get("literal") or "")
    plain = "".join(char for char in name.lower() if char.isascii() and char.isalpha())
    issued = csl.get("issued", {}).get("date-parts") or [[""]]
    return f"{plain[:30]}{issued[0][0]}-{number}".lstrip("-")


def written_bibtex(csl: Mapping[str, Any], key: str) -> str:
    """One entry, with an empty line after it. `csl` is cleaned."""
    fields = {name: value for name, value in _fields(csl).items() if value}
    month = fields.pop("month", "")
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    lines += f"  month = {month},\n" if month else ""
    return f"@{_type(csl)}{{{key},\n{lines}}}\n\n"


def _type(csl: Mapping[str, Any]) -> str:
    if csl["type"] == "thesis" and csl.get("genre") in GENRE_OF:
        return GENRE_OF[csl["genre"]]
    return "article" if csl["type"] in SUBTYPE_OF else TYPE_OF.get(csl["type"], "misc")


def _fields(csl: Mapping[str, Any]) -> dict[str, str]:
    csl_type = csl["type"]
    fields = {"title": _title(csl["title"])}
    if csl_type not in TYPE_OF:
        fields["entrysubtype"] = SUBTYPE_OF.get(csl_type, csl_type)
    for name, written in both.NAMES.items():
        fields[written] = written_names(csl.get(name, []))
    for name, (written, *_also) in both.LINES.items():
        fields[_written_as(name, written, csl_type)] = escaped(csl.get(name, ""))
    for name, written in both.numbers_of(csl_type).items():
        fields[written] = escaped(csl.get(name, ""))
    if csl_type == "thesis" and csl.get("genre") in GENRE_OF:
        del fields["type"]
    if fields["howpublished"].lower().startswith("http"):
        fields["howpublished"] = "{}" + fields["howpublished"]  # It is not its address.
    fields["pages"] = fields["pages"].replace("-{}", "-").replace("-", "--")
    for name, written in both.VERBATIM.items():
        fields[written] = escaped_verbatim(csl.get(name, ""))
    if "archive" in csl and "archive_location" in csl:
        fields["eprint"] = escaped_verbatim(csl["archive_location"])
        fields["archiveprefix"] = escaped(csl["archive"])
    return fields | _dates(csl)


def _written_as(name: str, written: str, csl_type: str) -> str:
    if name == "container-title" and csl_type in both.ARTICLES:
        return "journal"
    return PUBLISHERS.get(csl_type, written) if name == "publisher" else written


def _title(title: str) -> str:
    return " ".join(
        f"{{{escaped(word)}}}" if CAPITALS.fullmatch(word) else escaped(word)
        for word in title.split(" ")
    )


def _dates(csl: Mapping[str, Any]) -> dict[str, str]:
    """As biblatex has them; the year and the month also as every old style asks for them."""
    fields = {
        written: written_date(csl[name]) for name, written in both.DATES.items() if name in csl
    }
    parts = csl.get("issued", {}).get("date-parts", [[]])[0]
    if parts and parts[0] > 0:
        fields["year"] = str(parts[0])
        if len(parts) > 1:
            fields["month"] = MONTHS[parts[1] - 1]
    elif "date" in fields:
        fields["year"] = fields["date"]
    return fields
