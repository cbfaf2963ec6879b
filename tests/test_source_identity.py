"""How a work is recognised, whatever is typed: pure functions, and hostile words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from debates.exchange.identifiers import (
    CANONICAL,
    Credentials,
    NoIdentifier,
    address_by,
    canonical_doi,
    canonical_isbn,
    canonical_url,
    recognised,
    web_address,
)
from debates.exchange.works import (
    NoDate,
    date_in,
    date_of,
    facts_of,
    identified,
    names_in,
    names_of,
)

ONE_PAGE = [
    "https://example.org/a?a=1&b=2",
    "HTTPS://Example.ORG/a?b=2&a=1",
    "https://example.org:443/a?a=1&b=2#top",
    "https://example.org./a?utm_source=x&a=1&b=2&utm_campaign=y",
    "https://example.org/x/../a?a=1&fbclid=Iw&b=2&gclid=1&UTM_Medium=z",
    "  https://example.org/a?a=1&b=2&mc_cid=9&%75tm_term=q#:~:text=so  ",
]


@pytest.mark.parametrize("url", ONE_PAGE)
def test_one_page_has_one_address(url: str) -> None:
    assert canonical_url(url) == ONE_PAGE[0]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/"),  # Cyrillic, all of it.
        ("https://faß.example/", "https://xn--fa-hia.example/"),  # Another host than fass.
        ("https://ＥＸＡＭＰＬＥ。org/", "https://example.org/"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
        ("http://example.org:443/", "http://example.org:443/"),
    ],
)
def test_hosts_are_shown_in_letters_that_look_like_no_others(url: str, shown: str) -> None:
    assert canonical_url(url) == shown
    assert web_address(url) == shown


@pytest.mark.parametrize(
    "bad",
    [
        *("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.org/"),
        *("https://", "https:///x", "example.org", "https://exa mple.org/", "//example.org/"),
        *("https://example.org/\u202egpj.exe", "https://example.org/\0", "https://e.org/\ud800"),
        *("https://example.org:99999/", "https://example.org\\@evil.org/", "https://[::1"),
        *("https://" + "x" * 5_000 + ".org", "https://example.org/" + "x" * 2_001),
        *("java\tscript:alert(1)", "https://exam\nple.org/", "\u2028https://example.org/\u2028x"),
    ],
)
def test_what_is_no_web_address_is_refused(bad: str) -> None:
    for judge in (canonical_url, web_address, recognised):
        with pytest.raises(NoIdentifier):
            judge(bad)


@pytest.mark.parametrize(
    "url", ["https://user:pw@example.org/", "https://example.org@evil.org/", "https://@example.org"]
)
def test_credentials_in_an_address_are_told_apart(url: str) -> None:
    with pytest.raises(Credentials):
        canonical_url(url)


@pytest.mark.parametrize(
    ("words", "work"),
    [
        ("10.1000/ABC", ("doi", "10.1000/abc")),
        ("doi: 10.1000/abc", ("doi", "10.1000/abc")),
        ("https://dx.doi.org/10.1000/aBc?utm_source=x#top", ("doi", "10.1000/abc")),
        ("https://doi.org/10.1002%2F(SICI)1", ("doi", "10.1002/(sici)1")),
        ("978-0-306-40615-7", ("isbn", "9780306406157")),
        ("ISBN 0-306-40615-2", ("isbn", "9780306406157")),
        ("0-8044-2957-x", ("isbn", "9780804429573")),
        ("arXiv:2101.00001v3", ("arxiv", "2101.00001")),
        ("https://arxiv.org/abs/2101.00001v2", ("arxiv", "2101.00001")),
        ("https://arxiv.org/pdf/2101.00001.pdf", ("arxiv", "2101.00001")),
        ("https://doi.org/10.48550/arXiv.2101.00001", ("arxiv", "2101.00001")),
        ("math.GT/0309136", ("arxiv", "math/0309136")),
        ("https://arxiv.org/abs/hep-th/9901001", ("arxiv", "hep-th/9901001")),
        ("PMID: 0012345", ("pmid", "12345")),
        ("https://pubmed.ncbi.nlm.nih.gov/12345/?dopt=a", ("pmid", "12345")),
        ("https://www.ncbi.nlm.nih.gov/pubmed/12345", ("pmid", "12345")),
        ("https://example.org/10.1000/abc", ("url", "https://example.org/10.1000/abc")),
    ],
)
def test_a_work_is_recognised_by_whatever_it_is_known_by(words: str, work: tuple[str, str]) -> None:
    assert recognised(words) == work
    scheme, value = work
    assert CANONICAL[scheme](value) == value


@pytest.mark.parametrize(
    "bad", ["12345", "2019", "978-0-306-40615-8", "97803064X6157", "10.1000", "٢١٠١.٠٠٠٠١"]
)
def test_a_number_that_could_be_anything_is_none(bad: str) -> None:
    with pytest.raises(NoIdentifier):
        recognised(bad)


@given(st.integers(0, 10**9 - 1), st.integers(1, 9), st.integers(0, 12))
@example(999990000, 1, 3)  # Of a group that nobody has been given yet.
def test_every_isbn_with_one_digit_changed_is_none(number: int, by: int, place: int) -> None:
    digits = [int(digit) for digit in f"978{number:09}"]
    digits.append(-sum(digit * (1, 3)[turn % 2] for turn, digit in enumerate(digits)) % 10)
    right = "".join(map(str, digits))
    assert canonical_isbn(f"{right[:3]}-{right[3:8]}-{right[8:]}") == right
    digits[place] = (digits[place] + by) % 10
    with pytest.raises(NoIdentifier):
        canonical_isbn("".join(map(str, digits)))


PATHS = st.text("ab/.%2FéΩ;=,&?#+ ~'()", max_size=40)


@given(st.sampled_from(["http", "https"]), st.sampled_from(["E.org", "x.é.org:8080"]), PATHS)
@example("http", "e.org", "a;b=1;c?x=%c3%A9&x=&&=")
def test_what_is_canonical_stays_so(scheme: str, host: str, path: str) -> None:
    try:
        once = canonical_url(f"{scheme}://{host}/{path}")
    except NoIdentifier:
        return
    assert canonical_url(once) == once
    assert once.isascii()


@given(st.text() | st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape")))
@example("https://xn--/")
@example("https://xn--\u00e9.org/")
@example("10." + "1." * 3_000 + "/")
@example("http://[")
@example("http://[v1.x]:80")
@example("https://\uff0e/")
def test_hostile_words_are_no_identifier_and_nothing_worse(words: str) -> None:
    for prefix in ("", "https://", "https://e.org/", "https://e.org/?", "doi:10.1/", "isbn "):
        for judge in (*CANONICAL.values(), recognised, web_address):
            try:
                judge(prefix + words)
            except NoIdentifier:
                continue


@pytest.mark.parametrize(
    "given",
    [{"url": "arXiv:2101.00001v2"}, {"arxiv": "2101.00001"}, {"doi": "10.48550/ARXIV.2101.00001"}],
)
def test_what_arxiv_keeps_is_one_work_by_number_and_by_doi(given: dict[str, str]) -> None:
    csl, problems = identified(given)
    assert not problems
    assert (csl["archive"], csl["archive_location"]) == ("arXiv", "2101.00001")
    assert csl["URL"] == "https://arxiv.org/abs/2101.00001"


def test_what_is_wrong_is_told_by_its_name_and_the_rest_is_kept() -> None:
    csl, problems = identified({"isbn": "1", "pmid": "x", "doi": "10.1/A", "url": "http://a@e.org"})
    assert csl == {"DOI": "10.1/a"}
    assert {name: type(one) for name, one in problems.items()} == {
        **{"isbn": NoIdentifier, "pmid": NoIdentifier, "url": Credentials}
    }


@pytest.mark.parametrize("number", ["x", "9901001v1", "10.48550/arxiv.zzz"])
def test_arxivs_other_dois_are_dois(number: str) -> None:
    csl, problems = identified({"doi": f"10.48550/arxiv.{number}"})
    assert csl["DOI"] == f"10.48550/arxiv.{number}"
    assert not problems


def test_what_leads_nowhere_good_is_no_link() -> None:
    assert address_by("url", "javascript:alert(1)") == ""
    assert address_by("doi", '10.1/"><x') == "https://doi.org/10.1/%22%3E%3Cx"


def test_a_doi_that_does_not_fit_is_none() -> None:
    with pytest.raises(NoIdentifier):
        canonical_doi("10.1000/" + "x" * 200)


NAMES = """Doe, Jane
John Smith; {World Health Organization}
Plato
van Beethoven, Ludwig"""


def test_authors_are_read_as_people_write_them() -> None:
    names = names_in(NAMES)
    assert names == [
        {"family": "Doe", "given": "Jane"},
        {"family": "Smith", "given": "John"},
        {"literal": "World Health Organization"},
        {"literal": "Plato"},
        {"family": "van Beethoven", "given": "Ludwig"},
    ]
    assert names_in("\n".join(names_of({"author": names}))) == names


@given(st.text(max_size=60))
def test_authors_written_out_are_read_as_the_same(words: str) -> None:
    names = names_in(words)
    assert names_in("\n".join(names_of({"author": names}))) == names


@pytest.mark.parametrize("words", ["2019", "2019-05", "2020-02-29", "-350", "0794-01-02"])
def test_dates_are_read_and_written(words: str) -> None:
    assert date_in(date_of({"issued": date_in(words)})) == date_in(words)


@pytest.mark.parametrize(
    "words", ["", "2019-13", "2019-02-30", "May 2019", "20190", "2019-5-", "²"]
)
def test_what_is_no_date_is_refused(words: str) -> None:
    with pytest.raises(NoDate):
        date_in(words)


@pytest.mark.parametrize("csl", [{"issued": {"raw": "May"}}, {"author": "x"}, {"issued": []}, {}])
def test_what_others_wrote_as_csl_is_read_as_far_as_it_goes(csl: dict[str, object]) -> None:
    facts = facts_of(csl)
    assert facts["published"] == facts["authors"] == ""
