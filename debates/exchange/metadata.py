"""What a page says of the work that it shows, as CSL-JSON. Whatever it says may be hostile.

Read are the tags that libraries ask publishers for (Highwire's, as Google Scholar indexes them, and
Dublin Core), then schema.org in JSON-LD, Open Graph, and at last the title of the page.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from debates import text
from debates.exchange.csl import Unusable, cleaned
from debates.exchange.fetching import Fetched
from debates.exchange.works import names_in

PAGES = ("text/html", "application/xhtml+xml")
CSL = "application/vnd.citationstyles.csl+json"

VARIABLES = (
    *("type", "title", "author", "issued", "container-title", "volume", "issue", "page"),
    *("publisher", "DOI", "ISBN", "PMID", "URL"),
)
"""What is suggested, in the order in which it is shown."""

# The first that a page has, for each variable.
TAGS = {
    "title": "citation_title dc.title dcterms.title",
    "issued": "citation_publication_date citation_date citation_online_date citation_year"
    " dc.date.issued dcterms.issued dc.date dcterms.date article:published_time",
    "container-title": "citation_journal_title citation_conference_title citation_inbook_title",
    "volume": "citation_volume",
    "issue": "citation_issue",
    "publisher": "citation_publisher citation_technical_report_institution"
    " citation_dissertation_institution dc.publisher dcterms.publisher",
    "DOI": "citation_doi prism.doi dc.identifier.doi bepress_citation_doi",
    "ISBN": "citation_isbn book:isbn",
    "PMID": "citation_pmid",
}
AUTHORS = "citation_author dc.creator dcterms.creator article:author author"
LESS = {"title": "og:title twitter:title", "container-title": "og:site_name", "URL": "og:url"}
"""What is read where nothing better is said."""
TYPES = {
    "citation_journal_title": "article-journal",
    "citation_conference_title": "paper-conference",
    "citation_dissertation_institution": "thesis",
    "citation_technical_report_institution": "report",
    "citation_inbook_title": "chapter",
    "citation_isbn": "book",
    "book:isbn": "book",
}
SCHEMA_TYPES = {
    "ScholarlyArticle": "article-journal",
    "MedicalScholarlyArticle": "article-journal",
    "NewsArticle": "article-newspaper",
    "ReportageNewsArticle": "article-newspaper",
    "Article": "webpage",
    "BlogPosting": "post-weblog",
    "Book": "book",
    "Chapter": "chapter",
    "Dataset": "dataset",
    "Report": "report",
    "Thesis": "thesis",
    "Legislation": "legislation",
}
DAY = re.compile(r"\d{4}(?:[-/]\d\d?(?:[-/]\d\d?)?)?", re.ASCII)
MOST_AUTHORS = 100

Tags = Mapping[str, list[str]]


def found_in(fetched: Fetched) -> dict[str, Any]:
    """What was fetched says of its work. Raises Unusable when it names no work."""
    said = _negotiated(fetched) if fetched.media == CSL else _of_page(fetched)
    csl = cleaned({name: value for name, value in said.items() if value})
    if "doi.org/" in csl.get("URL", ""):
        del csl["URL"]  # The DOI says it already.
    return {name: csl[name] for name in VARIABLES if name in csl}


def _negotiated(fetched: Fetched) -> dict[str, Any]:
    """CSL-JSON, as https://doi.org/ gives it to whoever asks for that."""
    try:
        said = json.loads(fetched.body)
    except (ValueError, RecursionError):
        raise Unusable("It is no JSON.") from None
    if not isinstance(said, dict):
        raise Unusable("It is no object.")
    return {name: said.get(name) for name in VARIABLES}


def _of_page(fetched: Fetched) -> dict[str, Any]:
    page = _parsed(fetched)
    tags = _tags(page)
    kinds = (kind for tag, kind in TYPES.items() if tag in tags)
    said: dict[str, Any] = {
        **{name: _first(tags, names) for name, names in TAGS.items()},
        "author": _authors(tags),
        "page": "-".join(
            filter(None, (_first(tags, "citation_firstpage"), _first(tags, "citation_lastpage")))
        ),
        "type": next(kinds, ""),
        "URL": _canonical(page),
    }
    _fill(said, _schema_org(page))
    _fill(said, {name: _first(tags, names) for name, names in LESS.items()})
    _fill(said, {"title": _title(page), "type": "webpage", "URL": fetched.url})
    said["issued"] = _day(said["issued"])
    return said


def _fill(said: dict[str, Any], more: Mapping[str, Any]) -> None:
    said |= {name: value for name, value in more.items() if value and not said.get(name)}


def _parsed(fetched: Fetched) -> Any:
    # Here, because the web process, which never parses a page, has no memory to spare for lxml.
    from lxml import etree, html
    from w3lib.encoding import html_body_declared_encoding

    told = fetched.charset or html_body_declared_encoding(fetched.body) or "utf-8"
    try:  # By libxml2, not by Python, some of whose codecs take minutes for half a megabyte.
        parser = html.HTMLParser(encoding=told)
    except (LookupError, ValueError):
        parser = html.HTMLParser(encoding="utf-8")
    try:
        return html.document_fromstring(fetched.body.replace(b"\0", b""), parser=parser)
    except (etree.LxmlError, ValueError):
        raise Unusable("There is nothing on the page.") from None


def _tags(page: Any) -> Tags:
    tags: dict[str, list[str]] = defaultdict(list)
    for tag in page.iter("meta"):
        name = (tag.get("name") or tag.get("property") or "").strip().lower()
        if value := _line(tag.get("content")):
            tags[name].append(value)
    return tags


def _first(tags: Tags, names: str) -> str:
    return next((tags[name][0] for name in names.split() if name in tags), "")


def _authors(tags: Tags) -> list[dict[str, str]]:
    tag = next((name for name in AUTHORS.split() if name in tags), "")
    named = tags[tag] if tag else []
    if len(named) == 1:  # Some put all into one tag.
        named = named[0].split(";")
    # Highwire's are people; who is named elsewhere may be an office, and stays in one piece.
    are_people = tag.startswith("citation_")
    people = [
        name
        for one in map(str.strip, named)
        if one and not one.startswith(("http://", "https://"))
        for name in (names_in(one) if are_people or "," in one else [{"literal": one}])
    ]
    return people[:MOST_AUTHORS]


def _canonical(page: Any) -> str:
    links = (one.get("href") for one in page.iter("link") if one.get("rel") == "canonical")
    address = _line(next(links, ""))
    return address if address.startswith(("http://", "https://")) else ""


def _title(page: Any) -> str:
    return _line("".join(title.itertext())) if (title := page.find(".//title")) is not None else ""


def _day(written: str) -> dict[str, str]:
    day = DAY.match(written)
    return {"raw": day[0].replace("/", "-")} if day else {}


# --- schema.org ---


def _schema_org(page: Any) -> dict[str, Any]:
    """The first work that the page's JSON-LD names."""
    for thing in _things(page):
        kinds = _listed(thing.get("@type"))
        kind = next((SCHEMA_TYPES[one] for one in kinds if one in SCHEMA_TYPES), "")
        if kind:
            return {
                "type": kind,
                "title": _line(thing.get("headline")) or _line(thing.get("name")),
                "author": [one for one in map(_author, _listed(thing.get("author"))) if one],
                "issued": _line(thing.get("datePublished")),
                "container-title": _called(thing.get("isPartOf")),
                "publisher": _called(thing.get("publisher")),
                "ISBN": _line(thing.get("isbn")),
            }
    return {}


def _things(page: Any) -> Iterator[Mapping[str, Any]]:
    for script in page.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                read = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            for one in _listed(read):
                if isinstance(one, dict):
                    yield from (
                        thing
                        for thing in (one, *_listed(one.get("@graph")))
                        if isinstance(thing, dict)
                    )


def _listed(value: Any) -> list[Any]:
    """JSON-LD writes one thing as itself, and several as a list."""
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed[:MOST_AUTHORS] if isinstance(one, str | dict)]


def _author(value: Any) -> dict[str, str]:
    if isinstance(value, dict) and value.get("familyName"):
        name = {"family": _line(value["familyName"]), "given": _line(value.get("givenName"))}
        return {part: words for part, words in name.items() if words}
    called = _called(value)
    if isinstance(value, dict) and value.get("@type") == "Person":
        return next(iter(names_in(called)), {})
    return {"literal": called} if called else {}


def _called(value: Any) -> str:
    return _line(value.get("name") if isinstance(value, dict) else value)


def _line(value: Any) -> str:
    """A text in one line; blank for whatever is none."""
    return text.as_line(value) if isinstance(value, str) and text.is_readable(value) else ""
