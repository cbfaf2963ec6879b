"""CSL-JSON as it is kept: what is fit, and what is left out of hostile or sloppy files."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from debates import text
from debates.exchange.csl import KIND_OF_TYPE, TYPE_OF_KIND, Unusable, cleaned, kind_of
from debates.exchange.entries import Entry, Problem, count, read
from debates.models import Source

ANY_JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(["family", "date-parts", "raw", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
VARIABLES = ["author", "issued", "DOI", "URL", "ISBN", "page", "abstract", "volume", "type"]


def kept(**variables: Any) -> tuple[dict[str, Any], list[str]]:
    notes: list[str] = []
    return cleaned({"title": "T", **variables}, notes), notes


@given(some.dictionaries(some.sampled_from([*VARIABLES, "archive", "title"]), ANY_JSON))
def test_whatever_it_holds_what_is_kept_is_clean_and_stays(csl: dict[str, Any]) -> None:
    try:
        once = cleaned(csl)
    except Unusable:
        return
    assert cleaned(once) == once
    written = json.dumps(once)
    assert text.is_readable(json.loads(written)["title"])
    assert "\\u0000" not in written
    assert 1 <= len(once["title"]) <= 300


@pytest.mark.parametrize(
    "work", [{}, {"title": ""}, {"title": " \u3164"}, {"title": "a\0"}, {"title": {}}, [], None, 5]
)
def test_a_work_without_a_title_cannot_be_kept(work: Any) -> None:
    with pytest.raises(Unusable):
        cleaned(work)


def test_what_csl_does_not_know_is_left_out() -> None:
    assert kept(foo="x", id="y", custom={"a": 1}) == ({"title": "T", "type": "document"}, [])
    csl, notes = kept(type="spell")
    assert csl["type"] == "document"
    assert notes == ["type is left out: CSL knows no such type."]


def test_identifiers_are_kept_in_one_form() -> None:
    csl, notes = kept(
        DOI="https://doi.org/10.1000/ABC",
        ISBN="0-306-40615-2 978-0-306-40615-7",
        PMID="PMID: 00123",
        URL="HTTPS://Example.org:443/a?utm_source=x#top",
        archive="ARXIV",
        archive_location="arXiv:2101.00001v2",
    )
    assert notes == []
    assert (csl["DOI"], csl["ISBN"], csl["PMID"]) == ("10.1000/abc", "9780306406157", "123")
    assert csl["URL"] == "https://example.org/a"
    assert (csl["archive"], csl["archive_location"]) == ("arXiv", "2101.00001")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL", "javascript:alert(1)"),
        ("URL", "data:text/html,x"),
        ("URL", "file:///etc/passwd"),
        ("DOI", "10/1"),
        ("ISBN", "978-0-306-40615-8"),
        ("PMID", "12a"),
        ("volume", "v" * 40_000),
        ("volume", True),
        ("volume", 10**400),
        ("author", [{"family": "a\0"}]),
        ("author", [{"x": "y"}]),
        ("author", [{"literal": "x"}] * 501),
        ("issued", {"date-parts": [[2021, 2, 29]]}),
        ("issued", {"date-parts": [[0]]}),
        ("issued", {"date-parts": [[2020, 13]]}),
        ("issued", {"date-parts": [["x"]]}),
        ("issued", {"date-parts": [[1e999]]}),
        ("issued", {"date-parts": [[2020], [2021], [2022]]}),
    ],
)
def test_what_is_unfit_is_left_out_with_the_reason(name: str, value: Any) -> None:
    csl, notes = kept(**{name: value})
    assert name not in csl
    assert [note.startswith(f"{name} is left out: ") for note in notes] == [True]


def test_a_long_title_is_cut_after_a_word() -> None:
    csl, notes = kept(title="many words " * 4_000)
    assert len(csl["title"]) <= 300
    assert csl["title"].endswith("words…")
    assert notes == ["title is cut: it has 43999 characters, 300 fit."]


def test_dates_are_parts_or_words() -> None:
    assert kept(issued="2020-05")[0]["issued"] == {"date-parts": [[2020, 5]]}
    assert kept(issued={"raw": "Spring 2020"})[0]["issued"] == {"literal": "Spring 2020"}
    spans = {"date-parts": [["2020", "1"], [2021, 2, 3]], "circa": 1}
    assert kept(issued=spans)[0]["issued"] == {
        "date-parts": [[2020, 1], [2021, 2, 3]],
        "circa": True,
    }


def test_every_kind_of_ours_has_a_type_and_every_type_a_kind() -> None:
    assert set(TYPE_OF_KIND) == set(Source.Kind.values)
    assert set(KIND_OF_TYPE.values()) <= set(Source.Kind.values)
    for kind, csl_type in TYPE_OF_KIND.items():
        # A statistic is a data set to CSL.
        assert kind_of({"type": csl_type}) == ("data_set" if kind == "statistic" else kind)


def test_a_list_is_read_work_by_work_and_problems_have_lines() -> None:
    listed = list(read('\n[{"title": "A", "id": 7},\n\n {"x": 1},\n {"title": "B"} {', "csl"))
    [first, second, third, broken] = listed
    assert (first.line, first.key) == (2, "7")
    assert second == Problem(4, "", "It has no title.")
    assert isinstance(third, Entry)
    assert broken.line == 5
    assert "A comma or ] is missing" in broken.why  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "file",
    [
        "[" * 20_000,
        '[{"title": ' + "[" * 20_000,
        "5",
        '"x"',
        '[{"title": "A"',
        "{}",
        "[,]",
        '[{"title": "\\ud800"}]',
        '[{"title": "\\u0000"}]',
        '{"title": ' + "9" * 5_000 + "x}",
    ],
)
def test_what_is_no_list_of_works_is_a_problem_and_no_more(file: str) -> None:
    [problem] = read(file, "csl")
    assert isinstance(problem, Problem)
    assert problem.line == 1


def test_only_so_many_entries_are_read() -> None:
    listed = list(read("[" + ",\n".join(['{"title": "A"}'] * 20_010) + "]", "csl"))
    assert len(listed) == 20_001
    assert listed[-1].line == 20_001
    assert isinstance(listed[-1], Problem)
    assert count('[{"a": 1}, {}]', "csl") == 2
