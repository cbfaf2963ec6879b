"""What pages say of their works, well and badly, as CSL-JSON."""

import json
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.exchange.csl import Unusable
from debates.exchange.fetching import LARGEST, Fetched
from debates.exchange.metadata import CSL, VARIABLES, found_in

URL = "https://journal.example/articles/7"

HIGHWIRE = """<!doctype html><html><head><title>Trams | The Journal</title>
<meta name="citation_title" content="Trams &amp;  their riders">
<meta name="citation_author" content="Ortega, Ana"><meta name="citation_author" content="Li Wei">
<meta name="citation_publication_date" content="2021/5/03">
<meta name="citation_journal_title" content="Journal of Cities">
<meta name="citation_volume" content="12"><meta name="citation_issue" content="3">
<meta name="citation_firstpage" content="101"><meta name="citation_lastpage" content="119">
<meta name="citation_doi" content="doi:10.1000/TRAMS.7"><meta name="citation_pmid" content="123456">
<meta property="og:title" content="Another title"><meta property="og:site_name" content="A site">
<link rel="canonical" href="https://JOURNAL.example/articles/7?utm_source=x"></head></html>"""

OPEN_GRAPH = """<title>Cars out? - Daily News</title><meta property="og:title" content="Cars out?">
<meta property="og:site_name" content="Daily News"><meta name="author" content="City Desk">
<meta property="article:published_time" content="2024-02-29T10:00:00Z">
<meta property="og:url" content="https://news.example/cars">"""

DUBLIN_CORE = """<title>x</title><meta name="DC.title" content="On squares">
<meta name="DC.creator" content="Sitte, Camillo"><meta name="DC.date" content="1889">
<meta name="DC.publisher" content="Graeser">
<meta name="citation_isbn" content="978-0-306-40615-7">"""

THING = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Times"},
        {
            "@type": ["NewsArticle", "Thing"],
            "headline": "Buses win",
            "author": [
                {"@type": "Person", "name": "Ana Ortega"},
                {"@type": "Person", "familyName": "Li", "givenName": "Wei"},
                {"@type": "Organization", "name": "City Desk"},
            ],
            "datePublished": "2023-11-05",
            "publisher": {"@type": "Organization", "name": "The Times"},
        },
    ],
}
LINKED = f'<title>y</title><script type="application/ld+json">{json.dumps(THING)}</script>'


def said(body: str | bytes, media: str = "text/html", charset: str | None = None) -> dict[str, Any]:
    body = body.encode() if isinstance(body, str) else body
    return found_in(Fetched(URL, media, charset, body))


def test_what_libraries_ask_publishers_for_goes_first() -> None:
    assert said(HIGHWIRE) == {
        "type": "article-journal",
        "title": "Trams & their riders",
        "author": [{"family": "Ortega", "given": "Ana"}, {"family": "Wei", "given": "Li"}],
        "issued": {"date-parts": [[2021, 5, 3]]},
        "container-title": "Journal of Cities",
        "volume": "12",
        "issue": "3",
        "page": "101-119",
        "DOI": "10.1000/trams.7",
        "PMID": "123456",
        "URL": URL,
    }


def test_a_page_of_a_newspaper_is_read() -> None:
    assert said(OPEN_GRAPH) == {
        "type": "webpage",
        "title": "Cars out?",
        "author": [{"literal": "City Desk"}],
        "issued": {"date-parts": [[2024, 2, 29]]},
        "container-title": "Daily News",
        "URL": "https://news.example/cars",
    }


def test_dublin_core_is_read() -> None:
    assert said(DUBLIN_CORE) == {
        "type": "book",
        "title": "On squares",
        "author": [{"family": "Sitte", "given": "Camillo"}],
        "issued": {"date-parts": [[1889]]},
        "publisher": "Graeser",
        "ISBN": "9780306406157",
        "URL": URL,
    }


def test_schema_org_is_read() -> None:
    found = said(LINKED)
    assert found["type"] == "article-newspaper"
    assert (found["title"], found["publisher"]) == ("Buses win", "The Times")
    assert found["author"] == [
        {"family": "Ortega", "given": "Ana"},
        {"family": "Li", "given": "Wei"},
        {"literal": "City Desk"},
    ]


def test_a_page_with_nothing_but_a_title_is_a_web_page() -> None:
    assert said("<title> Just\n so </title>") == {"type": "webpage", "title": "Just so", "URL": URL}


def test_the_registry_of_a_doi_is_read() -> None:
    registered = {
        "type": "article-journal",
        "title": ["Trams and their riders"],
        "author": [{"family": "Ortega", "given": "Ana", "sequence": "first", "affiliation": []}],
        "issued": {"date-parts": [[2021, 5]]},
        "container-title": "Journal of Cities",
        "DOI": "10.1000/trams.7",
        "URL": "https://doi.org/10.1000/trams.7",
        "reference": [{"key": "1"}] * 2_000,
        "abstract": "Long.",
    }
    found = said(json.dumps(registered), CSL)
    assert found == {
        "type": "article-journal",
        "title": "Trams and their riders",
        "author": [{"family": "Ortega", "given": "Ana"}],
        "issued": {"date-parts": [[2021, 5]]},
        "container-title": "Journal of Cities",
        "DOI": "10.1000/trams.7",
    }


@pytest.mark.parametrize(
    ("title", "charset", "meta"),
    [
        ("Straßen für Menschen", "utf-8", ""),
        ("Straßen für Menschen", "iso-8859-1", ""),
        ("Улицы для людей", None, "windows-1251"),
        ("街道", None, "shift_jis"),
        ("Straßen für Menschen", None, ""),
    ],
)
def test_pages_are_read_in_their_own_letters(title: str, charset: str | None, meta: str) -> None:
    page = f'<meta charset="{meta}"><title>{title}</title>' if meta else f"<title>{title}</title>"
    assert said(page.encode(charset or meta or "utf-8"), charset=charset)["title"] == title


# --- What is hostile ---

BOMB = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><title>T &x;</title>'
HOSTILE = [
    "<div>" * (LARGEST // 5),
    "<title>T</title>" + "<b><i><table><tr><td>" * 20_000,
    "<title>T</title>" + "<p " + 'a="b" ' * 80_000 + ">",
    "<meta name=citation_author content=x>" * 14_000 + "<title>T</title>",
    BOMB + "<title>T &a9;</title>",
    '<title>T</title><script type="application/ld+json">' + "[" * 200_000,
    '<title>T</title><script type="application/ld+json">' + '{"@graph":' * 50_000,
    '<title>T</title><script type="application/ld+json">' + "9" * 400_000,
    "<title>" + "x" * 500_000 + "</title>",
    "<title>T" + "&#0;&#xD800;&#x110000;" * 1_000 + "</title>",
    "<title>T" + "\0" * 100_000 + "</title>",
    "<title>" + "<" * 400_000,
    "<!--" * 100_000,
    "<?xml version='1.0' encoding='utf-8'?><html><head><title>T</title></head></html>",
]


@pytest.mark.parametrize("page", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("charset", [None, "utf-16", "punycode", "hex", "no such", "a\0b", "idna"])
def test_no_page_takes_long_or_breaks(page: str, charset: str | None) -> None:
    began = time.process_time()
    with suppress(Unusable):
        assert set(said(page, charset=charset)) <= set(VARIABLES)
    assert time.process_time() - began < 3


def test_no_page_reads_a_file_or_says_what_was_not_there() -> None:
    assert "root:" not in str(said(OUTSIDE))
    assert said('<title>T</title><meta name="citation_doi" content="none">').keys() == {
        *("type", "title", "URL")
    }  # fmt: skip
    script = '<title>T</title><link rel="canonical" href="javascript:alert(1)">'
    assert said(script)["URL"] == URL


@pytest.mark.parametrize("body", ["", " ", "\0", "<p>Nothing</p>", "<title>\u3164</title>", "%PDF"])
def test_a_page_that_names_no_work_is_no_use(body: str) -> None:
    with pytest.raises(Unusable):
        said(body)


@pytest.mark.parametrize(
    "body",
    [
        *("", "[]", "1", '"x"', "null", "{", "{}", "[" * 100_000, '{"title":' * 100_000),
        *('{"title": 1e999', '{"title": {"a": 1}}', '{"title": "\\ud800"}', '{"title": "\\u0000"}'),
    ],
    ids=range(13),
)
def test_a_registry_that_says_no_work_is_no_use(body: str) -> None:
    with pytest.raises(Unusable):
        said(body, CSL)


WORDS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.dictionaries(st.sampled_from(VARIABLES), WORDS))
def test_whatever_a_registry_says_is_fit_to_keep_or_of_no_use(registered: dict[str, Any]) -> None:
    try:
        found = said(json.dumps(registered), CSL)
    except Unusable:
        return
    assert set(found) <= set(VARIABLES)
    assert "\\u0000" not in json.dumps(found, allow_nan=False)


@given(st.binary(max_size=2_000), st.sampled_from([None, "utf-8", "utf-16", "utf-7", "gb18030"]))
def test_whatever_bytes_a_page_has_it_is_read_or_of_no_use(body: bytes, charset: str) -> None:
    try:
        found = said(b"<title>T</title>" + body, charset=charset)
    except Unusable:
        return
    assert set(found) <= set(VARIABLES)
