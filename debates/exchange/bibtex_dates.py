"""Dates as biblatex writes them (`2020-05/2020-06`, `-0043~`), and in parts, as BibTeX did."""

import re
from typing import Any

from debates.exchange.latex import escaped, plain

DAY = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?([~%?]?)\Z", re.ASCII)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = re.compile("|".join(MONTHS), re.I)
NUMBER = re.compile(r"\d+", re.ASCII)

Date = dict[str, Any]


def read_date(latex: str) -> Date | None:
    """A day, a month, a year, or the two that a span reaches between; else the words it has."""
    days = [DAY.match(end.strip()) for end in latex.split("/")]
    found = [day for day in days if day]
    if not latex or len(found) != len(days) or len(found) > 2:
        return {"literal": plain(latex)} if latex else None
    circa = {"circa": True} if any(day[4] for day in found) else {}
    return {"date-parts": [_parts(day) for day in found], **circa}


def read_issued(fields: dict[str, str]) -> Date | None:
    """When it was published, from `year`, `month` and `day`."""
    year, month, day = (fields.get(name, "").strip() for name in ("year", "month", "day"))
    if not (re.fullmatch(r"\d{1,4}", year, re.ASCII) and int(year)):
        return read_date(" ".join(filter(None, (month, year))))
    parts = [int(year)]
    named = MONTH.search(month)
    number = (
        MONTHS.index(named[0].lower()) + 1 if named else int((NUMBER.search(month) or ["0"])[0][:3])
    )
    if 1 <= number <= 12:
        parts.append(number)
        days = NUMBER.search(day or (month if named else ""))
        if days and 1 <= int(days[0][:3]) <= 31:
            parts.append(int(days[0][:3]))
    return {"date-parts": [parts]}


def written_date(date: Date) -> str:
    """The date as biblatex has it, or its words."""
    if "literal" in date:
        return escaped(date["literal"])
    circa = "~" if date.get("circa") else ""
    return "/".join(_written(parts) + circa for parts in date["date-parts"])


def _parts(day: re.Match[str]) -> list[int]:
    year = int(day[1])
    # Here the year before 1 is 0, and in CSL-JSON it is -1.
    return [year if year > 0 else year - 1, *(int(part) for part in (day[2], day[3]) if part)]


def _written(parts: list[int]) -> str:
    year, *rest = parts
    year = year if year > 0 else year + 1
    sign = "-" if year < 0 else ""
    return "-".join([f"{sign}{abs(year):04}", *(f"{part:02}" for part in rest)])
