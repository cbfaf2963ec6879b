"""CSL-JSON, the form that sources are kept in: what of it we keep, and how it maps to our kinds.

The format: https://docs.citationstyles.org/en/v1.0.2/specification.html (types and variables).
"""

import re
from collections.abc import Mapping
from typing import Any

from debates import text
from debates.exchange.csl_variables import READERS, Unfit, plain
from debates.exchange.identifiers import NoIdentifier, canonical_arxiv

TYPE_OF_KIND = {
    "study": "article-journal",
    "review": "review",
    "data_set": "dataset",
    "statistic": "dataset",
    "article": "article-newspaper",
    "book": "book",
    "law": "legislation",
    "testimony": "interview",
    "essay": "article-magazine",
    "other": "document",
}
"""The CSL type of a source of which only our kind is known."""
KINDS = {
    "study": "article-journal paper-conference report thesis",
    "review": "review review-book",
    "data_set": "dataset",
    "article": "article article-newspaper entry entry-dictionary entry-encyclopedia post"
    " post-weblog webpage",
    "book": "book chapter classic collection periodical pamphlet",
    "law": "bill hearing legal_case legislation patent regulation standard treaty",
    "testimony": "interview personal_communication speech broadcast",
    "essay": "article-magazine",
    "other": "document event figure graphic manuscript map motion_picture musical_score"
    " performance software song",
}
KIND_OF_TYPE = {of: kind for kind, types in KINDS.items() for of in types.split()}

OTHER_NAMES = {
    "event": "event-title",
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
}
"""What older programs call some of them."""

LONGEST_TITLE = 300
MARKUP = re.compile(r"<(i|b|em|sc|scp|sub|sup)>(.*?)</\1>")
"""As Crossref and CSL have it in titles; ours are plain."""


class Unusable(ValueError):
    """This is no CSL-JSON of a work: says why."""


def cleaned(csl: Mapping[str, Any], notes: list[str] | None = None) -> dict[str, Any]:
    """The variables of a work that we keep, each fit to keep; what it holds may be hostile.

    A known variable that is not fit is left out, and a title over 300 characters is cut after a
    word: `notes` is told. What CSL does not know is left out without a word. Raises Unusable
    when no title remains.
    """
    notes = notes if notes is not None else []
    if not isinstance(csl, Mapping):
        raise Unusable("It is no object.")
    given = {OTHER_NAMES.get(name, name): value for name, value in csl.items()}
    kept = {"type": _type(given.get("type"), notes), "title": _title(given.get("title"), notes)}
    for name, read in READERS.items():
        if given.get(name) in (None, "", [], {}):
            continue
        try:
            kept[name] = read(given[name])
        except Unfit as why:
            notes.append(f"{name} is left out: {why}.")
    if not _is_arxiv(kept):
        return kept
    try:
        kept |= {"archive": "arXiv"}
        kept["archive_location"] = canonical_arxiv(kept["archive_location"])
    except NoIdentifier:
        notes.append("archive_location is left out: it is no number of arXiv.")
        del kept["archive"], kept["archive_location"]
    return kept


def kind_of(csl: Mapping[str, Any]) -> str:
    """Our kind of a work in CSL-JSON."""
    return KIND_OF_TYPE.get(str(csl.get("type", "")), "other")


def _type(value: Any, notes: list[str]) -> str:
    if isinstance(value, str) and value in KIND_OF_TYPE:
        return value
    if value not in (None, ""):
        notes.append("type is left out: CSL knows no such type.")
    return "document"


def _title(value: Any, notes: list[str]) -> str:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]  # As Crossref has it.
    try:
        title = plain(value, text.as_line)
    except Unfit as why:
        raise Unusable(f"Its title cannot be kept: {why}.") from None
    if not text.has_something_visible(title):
        raise Unusable("It has no title.")
    # Looking for what ends it takes the square of its length.
    while len(title) <= 2_000 and (bare := MARKUP.sub(r"\2", title)) != title:
        title = bare
    if len(title) > LONGEST_TITLE:
        notes.append(f"title is cut: it has {len(title)} characters, {LONGEST_TITLE} fit.")
        cut = title[: LONGEST_TITLE - 1]
        title = (cut.rpartition(" ")[0] or cut) + "…"
    return title


def _is_arxiv(csl: Mapping[str, Any]) -> bool:
    return str(csl.get("archive", "")).lower() == "arxiv" and "archive_location" in csl
