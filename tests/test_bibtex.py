"""BibTeX as people have it: macros, accents, old styles, and files that are broken in places."""

import time
from typing import Any

import pytest

from debates.exchange.bibtex import read_bibtex
from debates.exchange.bibtex_writing import key_of, written_bibtex
from debates.exchange.csl import cleaned
from debates.exchange.entries import Entry, Problem


def one(file: str) -> dict[str, Any]:
    """The one work of a file that is read without a word."""
    [entry] = read_bibtex(file)
    assert isinstance(entry, Entry), entry
    assert entry.notes == []
    return entry.csl


def three_broken_of(many: int) -> str:
    """A file of so many entries: one is not closed, one has no sign of equality, the last ends."""
    entries = [f"@book{{b{n},\n  title = {{Book {n}}},\n}}\n" for n in range(many)]
    entries[10] = "@book{b10,\n  title = {Open,\n}\n"
    entries[many // 2] = f"@book{{b{many // 2},\n  title {{Book}}\n}}\n"
    entries[many - 1] = f"@book{{b{many - 1},\n  title = {{Book\n"
    return "".join(entries)


def test_of_ten_thousand_entries_three_broken_ones_are_named_by_line() -> None:
    read = list(read_bibtex(three_broken_of(10_000)))
    problems = [found for found in read if isinstance(found, Problem)]
    assert len(read) - len(problems) == 9_997
    assert [(found.line, found.key) for found in problems] == [
        (31, "b10"),
        (15_001, "b5000"),
        (29_998, "b9999"),
    ]
    assert all(found.why.startswith("This entry is broken") for found in problems)


def test_abbreviations_months_and_pieces_are_put_together() -> None:
    file = """
    @STRING(nat = "Nature") @string{np = nat # { Physics}}
    @comment{ignored, @book{no, title={No}}}
    @preamble{"\\newcommand{\\x}{y}"}
    Words between entries are no entries.
    @Article{x, Title = "A" # { B}, JOURNAL = NP, month = mar # "~15", year = 2020}
    """
    csl = one(file)
    assert (csl["title"], csl["container-title"]) == ("A B", "Nature Physics")
    assert csl["issued"] == {"date-parts": [[2020, 3, 15]]}


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G{\"o}del, Erd{\H{o}}s, \v{S}koda", "Gödel, Erdős, Škoda"),
        (r"{The} {DNA} of {\ss} and \O", "The DNA of ß and Ø"),
        (r"50\% of R\&D, \$5 and \#1", "50% of R&D, $5 and #1"),
        ("50% of R&D for $5", "50% of R&D for $5"),
        (r"\emph{Words} \textbf{in} {\em styles}", "Words in styles"),
        ("pages 1--2---or so", "pages 1–2—or so"),
        ("``Quoted'' words", "“Quoted” words"),
        (r"On $x^2$ of~it", "On $x^2$ of it"),
        ("over\n     two lines", "over two lines"),
        (r"a {\bf{b", r"a b"),
    ],
)
def test_latex_is_read_as_text(latex: str, text: str) -> None:
    if latex.count("{") != latex.count("}"):
        latex += "}" * (latex.count("{") - latex.count("}"))
    assert one(f"@misc{{x, title = {{{latex}}}}}")["title"] == text


def test_names_are_people_bodies_and_others() -> None:
    authors = (
        r"Donald E. Knuth and van der Berg, Jan and King, Jr., Martin and {World Health "
        r"Organization} and {\'E}mile Zola and \'{A}lvarez, J. and Plato and others"
    )
    assert one(f"@book{{x, title={{T}}, author = {{{authors}}}}}")["author"] == [
        {"family": "Knuth", "given": "Donald E."},
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        {"family": "King", "given": "Martin", "suffix": "Jr."},
        {"literal": "World Health Organization"},
        {"family": "Zola", "given": "Émile"},
        {"family": "Álvarez", "given": "J."},
        {"family": "Plato"},
        {"literal": "others"},
    ]


def test_fields_of_biblatex_and_old_habits_are_read() -> None:
    csl = one(r"""@article{x, title={T}, subtitle={S}, journaltitle={J}, date={2020-05-03/2020-06},
        location={Graz}, eprint={2101.00001}, eprinttype={arxiv}, pages={1--9}, number=7,
        howpublished={\url{https://example.org/a\_b}}, urldate={2021-01-02}}""")
    assert (csl["title"], csl["container-title"], csl["page"]) == ("T: S", "J", "1-9")
    assert (csl["issue"], csl["publisher-place"]) == ("7", "Graz")
    assert (csl["archive"], csl["archive_location"]) == ("arXiv", "2101.00001")
    assert csl["URL"] == "https://example.org/a_b"
    assert csl["issued"] == {"date-parts": [[2020, 5, 3], [2020, 6]]}
    assert csl["accessed"] == {"date-parts": [[2021, 1, 2]]}
    report = one("@techreport{x, title={T}, institution={I}, number={7}, year={in press}}")
    assert (report["publisher"], report["number"]) == ("I", "7")
    assert report["issued"] == {"literal": "in press"}


def test_an_entry_has_what_it_lacks_from_the_one_that_it_is_a_part_of() -> None:
    first, second, whole = read_bibtex("""
        @string{p = "Parker"}
        @inproceedings{a, title={A}, author={Mill, J.}, crossref={whole}}
        @inproceedings{b, title={B}, crossref = "whole", year=1999}
        @proceedings{whole, title={Of Streets}, editor={Berg, A.}, date={2000}, publisher=p,
            isbn={978-0-306-40615-7}}""")
    assert isinstance(first, Entry)
    assert isinstance(second, Entry)
    assert first.csl == {
        **{"type": "paper-conference", "title": "A", "container-title": "Of Streets"},
        **{"author": [{"family": "Mill", "given": "J."}], "publisher": "Parker"},
        **{"editor": [{"family": "Berg", "given": "A."}], "issued": {"date-parts": [[2000]]}},
    }
    assert second.csl["issued"] == {"date-parts": [[1999]]}
    assert isinstance(whole, Entry)
    assert (whole.csl["title"], whole.csl["ISBN"]) == ("Of Streets", "9780306406157")


@pytest.mark.parametrize(
    ("bibtex", "csl_type", "genre"),
    [
        ("article", "article-journal", None),
        ("inproceedings", "paper-conference", None),
        ("conference", "paper-conference", None),
        ("phdthesis", "thesis", "PhD thesis"),
        ("mastersthesis", "thesis", "Master's thesis"),
        ("proceedings", "book", None),
        ("www", "webpage", None),
        ("unheardof", "document", None),
    ],
)
def test_types_have_their_counterparts(bibtex: str, csl_type: str, genre: str | None) -> None:
    csl = one(f"@{bibtex}{{x, title={{T}}}}")
    assert (csl["type"], csl.get("genre")) == (csl_type, genre)


def test_what_is_doubtful_is_read_and_noted() -> None:
    [entry] = read_bibtex(
        "@book{x, title={A}, title={B}, publisher=nobody, doi={none}, isbn={978-0-306-40615-8}}"
    )
    assert isinstance(entry, Entry)
    assert (entry.csl["title"], entry.csl["publisher"]) == ("A", "nobody")
    assert len(entry.notes) == 4
    assert [type(found) for found in read_bibtex("@book{x, title={A}}\n@book{x, title={B}}")] == [
        Entry,
        Entry,
    ]


@pytest.mark.parametrize(
    "file",
    [
        "@book{x, title={" + "x" * 40_000 + "}}",
        "@book{x, title={" + "{" * 20_000 + "}" * 20_000 + "}}",
        "@book{x, title={T}, author={" + "and " * 5_000 + "}}",
        "@book{x, title={" + "$" * 999 + "}}",
        "@book{x, title={" + "\\begin{a}" * 2_000 + "}}",
        "@book{" * 20_000,
        "@book{\n" * 20_000,
        "@string{a = a}" + "@book{x, title = a # a # a}",
        "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 60))
        + "@book{x, title=s59}",
        "@" * 40_000,
        '@book{x, title = "a{"}"}',
        "@book{x, title={\ud800 \x01}}",
        "@book",
        "",
        "{}" * 20_000,
    ],
)
def test_hostile_files_are_read_in_time(file: str) -> None:
    began = time.process_time()
    for found in read_bibtex(file):
        assert found.line >= 1
    assert time.process_time() - began < 10


def test_keys_say_who_and_when_and_are_apart() -> None:
    csl = cleaned({"title": "T", "author": [{"family": "Müller-Ö"}], "issued": "2020"})
    assert key_of(csl, 7) == "mullero2020-7"
    assert key_of(cleaned({"title": "T", "author": [{"literal": "漢"}]}), 8) == "8"
    assert written_bibtex(csl, "k").startswith("@misc{k,\n  title = {T},\n")


@pytest.mark.parametrize(
    ("once", "again"),
    [
        ("@string{{a = {{{long}}}}}", "@misc{{k, title = {{T}}, note = a}}"),
        (
            "@misc{{a, title = {{A}}, note = {{{long}}}}}",
            "@misc{{k, title = {{T}}, crossref = {{a}}}}",
        ),
        ("@string{{a = {{{long}}}}}", "@misc{{k, title = {{T}}, note = a # {{x}}}}"),
    ],
    ids=["abbreviation", "crossref", "pieces"],
)
def test_few_words_do_not_make_very_many(once: str, again: str) -> None:
    text = "\n".join([once, *[again] * 550, "@misc{{z, title = {{Z}}}}"]).format(long="x" * 19_900)
    entries = list(read_bibtex(text))
    refused = [one for one in entries if isinstance(one, Problem)]
    assert 40 < len(refused) < 60
    assert "too much of this file" in refused[0].why
    assert isinstance(entries[-1], Entry)
    assert entries[-1].key == "z"
