"""How a bibliography names a work: in the style of a journal, or plainly in our own."""

import warnings
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any

import nh3

STYLE = "harvard-cite-them-right"
TAGS = {"i", "b", "sup", "sub"}
SHOWN_NAMES = 3
MARKS = {ord("<"): "\ue000", ord(">"): "\ue001", ord("&"): "\ue002"}
"""Stand for what is escaped, while a style changes the case of letters."""


def styled_reference(csl: Mapping[str, Any]) -> str:
    """A reference in Harvard style, as safe HTML; what the style cannot name stands plainly."""
    # citeproc puts the title of a work without authors down twice.
    html = _styled(csl) if csl.get("author") or csl.get("editor") else ""
    return nh3.clean(html, tags=TAGS, attributes={}) or escape(plain_reference(csl))


def reference_html(reference: str, csl: Mapping[str, Any]) -> str:
    """A reference as it was written, as safe HTML; until then, plainly."""
    return reference or escape(plain_reference(csl))


def plain_reference(csl: Mapping[str, Any]) -> str:
    """Authors (year). Title. Where it was published. As text."""
    names = csl.get("author") or csl.get("editor") or []
    shown = [_name(name) for name in names[:SHOWN_NAMES]]
    title, year = str(csl.get("title", "")), year_of(csl)
    by = ", ".join(shown) + (" et al." if len(names) > SHOWN_NAMES else "")
    head = f"{by or title} ({year})" if year else by or title
    where = csl.get("container-title") or csl.get("publisher")
    parts = [part.rstrip(".") for part in (head, title if by else "", where) if part]
    return ". ".join(parts) + "."


def _styled(csl: Mapping[str, Any]) -> str:
    # Only the worker formats: citeproc and lxml would not fit into the web server's memory.
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It warns of every variable that it does not know.
        try:
            source = CiteProcJSON([{"id": "work", **_marked(csl), "type": _type(csl)}])
            made = CitationStylesBibliography(_style(), source, formatter.html)
            made.register(Citation([CitationItem("work")]))
            return _unmarked(str(made.bibliography()[0]))
        except Exception:  # It stumbles over much that is no fault of a work.
            return ""


def _type(csl: Mapping[str, Any]) -> str:
    # Without volume and pages, the style takes what is in a journal for a preprint.
    placed = csl.get("volume") or csl.get("page")
    return "article-magazine" if csl["type"] == "article-journal" and not placed else csl["type"]


def _marked(value: Any) -> Any:
    """What is text, with what HTML would take for its own replaced: citeproc does not escape."""
    if isinstance(value, str):
        return value.translate(MARKS)
    if isinstance(value, Mapping):
        return {name: _marked(inner) for name, inner in value.items() if inner}
    return [_marked(inner) for inner in value] if isinstance(value, list) else value


def _unmarked(html: str) -> str:
    for char, mark in MARKS.items():
        html = html.replace(mark, escape(chr(char)))
    return html


def year_of(csl: Mapping[str, Any]) -> str:
    """The year it was published in, or the words that say when; blank when nobody knows."""
    issued = csl.get("issued") or {}
    parts = issued.get("date-parts") or [[issued.get("literal", "")]]
    return str(parts[0][0])


def _name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    return ", ".join(filter(None, (family, name.get("given"))))


@cache
def _style() -> Any:
    from citeproc import CitationStylesStyle

    return CitationStylesStyle(STYLE, validate=False)
