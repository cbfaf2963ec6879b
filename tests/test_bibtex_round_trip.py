"""What CSL-JSON and BibTeX both have is not lost between them, whatever stands in it."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from debates import text
from debates.exchange.bibtex import read_bibtex
from debates.exchange.bibtex_fields import DATES, LINES, NAMES, numbers_of, shared
from debates.exchange.bibtex_writing import written_bibtex
from debates.exchange.csl import KIND_OF_TYPE, cleaned
from debates.exchange.entries import Entry

SPECIAL = "{}%&#$_~^\\\"'`-,=@/<>?!| aAzÉé漢ß‘–’'"
chars = some.one_of(some.sampled_from(SPECIAL), some.characters(exclude_categories=["C", "Z"]))


def lines(most: int = 60) -> some.SearchStrategy[str]:
    return (
        some.text(chars, min_size=1, max_size=most)
        .map(text.as_line)
        .filter(text.has_something_visible)
    )


names = some.one_of(
    some.builds(lambda body: {"literal": body}, lines()),
    some.fixed_dictionaries(
        {"family": lines(20)},
        optional={"given": lines(20), "suffix": lines(8), "non-dropping-particle": lines(8)},
    ),
    some.sampled_from(
        [
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {"family": "Fontaine", "given": "Jean", "non-dropping-particle": "de La"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"family": "García Márquez", "given": "Gabriel"},
            {"literal": "Barnes and Noble, Inc."},
            {"literal": "others"},
        ]
    ),
)
days = some.dates().map(lambda day: [day.year, day.month, day.day])
parts = some.builds(lambda day, many: day[:many], days, some.integers(1, 3))
dates = some.one_of(
    some.fixed_dictionaries(
        {"date-parts": some.lists(parts, min_size=1, max_size=2)},
        optional={"circa": some.just(True)},
    ),
    some.integers(-9_999, -1).map(lambda year: {"date-parts": [[year]]}),
    lines().map(lambda words: {"literal": words}),
)
identifiers = some.fixed_dictionaries(
    {},
    optional={
        "URL": some.sampled_from(
            ["https://example.org/~joe/a_b%20c?x=1&y={2}#", "http://xn--bcher-kva.example/"]
        ),
        "DOI": some.sampled_from(["10.1000/a_b", "10.1002/(sici)1:2<3::aid>3.0.co;2-#"]),
        "ISBN": some.just("9780306406157"),
        "PMID": some.just("12345"),
    },
)
archives = some.sampled_from(
    [
        {},
        {"archive": "arXiv", "archive_location": "2101.00001"},
        {"archive": "HAL_x", "archive_location": "hal-{1}"},
    ]
)


@some.composite
def works(draw: some.DrawFn) -> dict[str, Any]:
    """A work that holds some of what both formats have."""
    csl_type = draw(some.sampled_from(sorted(KIND_OF_TYPE)))
    texts = {*LINES, *numbers_of(csl_type)} - {"abstract", "note"}
    csl = {
        "type": csl_type,
        "title": draw(lines()),
        **draw(some.fixed_dictionaries({}, optional=dict.fromkeys(sorted(texts), lines()))),
        **draw(
            some.fixed_dictionaries(
                {}, optional=dict.fromkeys(NAMES, some.lists(names, min_size=1, max_size=4))
            )
        ),
        **draw(some.fixed_dictionaries({}, optional=dict.fromkeys(DATES, dates))),
        **draw(identifiers),
        **draw(archives),
    }
    paragraphs = some.lists(lines(), min_size=1, max_size=4).map("\n".join)
    csl |= draw(some.fixed_dictionaries({}, optional={"abstract": paragraphs, "note": paragraphs}))
    notes: list[str] = []
    csl = cleaned(csl, notes)
    assert not notes
    return csl


@settings(max_examples=300)
@given(works())
def test_no_field_that_both_have_is_lost(csl: dict[str, Any]) -> None:
    assert set(csl) - {"archive", "archive_location"} <= shared(csl["type"])
    [read] = read_bibtex(written_bibtex(csl, "key"))
    assert isinstance(read, Entry), read
    assert read.notes == []
    assert read.csl == csl


@settings(max_examples=50)
@given(some.lists(works(), min_size=2, max_size=4))
def test_entries_do_not_run_into_each_other(several: list[dict[str, Any]]) -> None:
    file = "".join(written_bibtex(csl, f"key{number}") for number, csl in enumerate(several))
    read = list(read_bibtex(file))
    assert [one.csl for one in read if isinstance(one, Entry)] == several
