"""Sources: one row per work, known again, with a page of its own; through pages and API alike."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.evidence import add_evidence
from debates.actions.sources import Cited
from debates.models import Argument, Debate, Evidence, Listing, Source
from debates.queries.arguments import find_argument
from tests.api import Program
from tests.conftest import Together
from tests.faces import Api, Face
from tests.factories import a_claim, a_member, some_evidence
from tests.raw import run
from tests.retracting import a_retraction

WORDS = {"title": "Ten years of trams", "shows": "That it is so"}
URL = "https://example.org/trams"


def cite(argument: Argument, cited: Cited, *, by: User) -> Evidence:
    return add_evidence(find_argument(by, argument.pk), cited, shows="So", by=by)


@pytest.mark.parametrize(
    "again",
    [
        *("HTTPS://example.org:443/trams?utm_source=x#top", "http://example.org/trams"),
        *("https://doi.org/10.1000/ABC", "doi:10.1000/abc", "ISBN 0-306-40615-2"),
        *("https://arxiv.org/pdf/2101.00001v2", "10.48550/arXiv.2101.00001", "pmid:12345"),
        "https://pubmed.ncbi.nlm.nih.gov/12345/",
    ],
)
def test_a_work_is_one_source_however_it_is_named(
    face: Face, claim: Argument, member: User, again: str
) -> None:
    known = cite(claim, Cited("Trams", URL, "10.1000/abc", isbn="9780306406157"), by=member).source
    for number in ({"arxiv": "2101.00001"}, {"pmid": "12345"}):
        cite(claim, Cited("Trams", **number), by=member)
    face.sign_in(member)
    before = Source.objects.count()
    assert face.add_evidence(claim, **WORDS, url=again).what == "done"
    assert Source.objects.count() == before
    newest = claim.evidence.latest("pk").source
    assert (newest.title, newest.kind) == ("Trams", known.kind)


def test_a_source_is_kept_as_csl(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    words = WORDS | {
        "url": "arXiv:2101.00001v2",
        "doi": "10.1000/ABC",
        "kind": "study",
        "authors": "Doe, Jane\n{World Tram Council}",
        "published": "2019-05",
        "container": "Journal of Trams",
        "publisher": "Rails",
    }
    assert face.add_evidence(claim, **words).what == "done"
    source = claim.evidence.get().source
    assert source.csl == {
        "type": "article-journal",
        "title": "Ten years of trams",
        "author": [{"family": "Doe", "given": "Jane"}, {"literal": "World Tram Council"}],
        "issued": {"date-parts": [[2019, 5]]},
        "container-title": "Journal of Trams",
        "publisher": "Rails",
        "DOI": "10.1000/abc",
        "archive": "arXiv",
        "archive_location": "2101.00001",
        "URL": "https://arxiv.org/abs/2101.00001",
    }
    text = face.read_source(source).text
    for shown in ("Doe, Jane", "2019-05", "Journal of Trams", "10.1000/abc", "2101.00001"):
        assert shown in text


@pytest.mark.parametrize("field", ["authors", "container", "publisher", "published", "title"])
@pytest.mark.parametrize("value", ["x" * 20_001, "\ud800", "a\0b"])
def test_hostile_words_about_a_source_are_unfit(claim: Argument, field: str, value: str) -> None:
    said: Any = [value] if field == "authors" else value
    source = {"title": "T", "url": URL, field: said}
    answer = Program(a_member()).post(
        f"arguments/{claim.pk}/evidence", {"source": source, "shows": "So"}
    )
    assert answer.status_code == 400
    assert field in json.dumps(answer.json()) or "cannot be" in json.dumps(answer.json())


def test_names_fit_where_they_identify_a_work(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    kanji = "".join(chr(0x20000 + turn) for turn in range(201))
    words = {"title": kanji, "shows": "So", "kind": "book"}
    assert face.add_evidence(claim, **words, authors=kanji).what == "unfit"
    assert face.add_evidence(claim, **words, authors=kanji[:200]).what == "done"
    assert claim.evidence.get().source.identifiers.get().scheme == "words"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [{"url": URL}, {"isbn": "9780306406157"}, {"authors": "Doe"}])
def test_those_who_cite_one_new_work_at_once_make_one_source(
    together: Together, number: dict[str, str]
) -> None:
    claims = [a_claim() for _ in range(4)]

    def cites(claim: Argument) -> Evidence:
        return cite(claim, Cited("Trams", **number), by=claim.author)

    made = together(*[lambda claim=claim: cites(claim) for claim in claims])
    assert [type(one) for one in made] == [Evidence] * 4
    assert Evidence.objects.values("source").distinct().count() == Source.objects.count() == 1


# --- Found again while one types ---


def test_a_known_work_is_found_before_it_is_cited(face: Face, member: User) -> None:
    known = some_evidence(url=URL, title="Ten years of trams").source
    some_evidence(url=URL)
    other = some_evidence(url="https://example.com/copy", title="TEN YEARS, of Trams!").source
    for words in ({"url": f"{URL}?utm_source=x"}, {"url": URL, "title": "Something else"}):
        outcome = face.look_up_source(**words)
        assert known.title in outcome.text
        assert ("cited 2 times" if not isinstance(face, Api) else "'cited': 2") in outcome.text
        assert other.title not in outcome.text
    assert other.title in face.look_up_source(url=URL, title="Ten years of trams").text
    outcome = face.look_up_source(title="ten years of trams")
    assert known.title in outcome.text
    assert other.title in outcome.text
    assert known.title not in face.look_up_source(url="https://example.org/else").text


def test_a_known_work_that_was_retracted_says_so(face: Face, claim: Argument) -> None:
    source = some_evidence(claim, url=URL).source
    assert "retracted" not in face.look_up_source(url=URL).text
    a_retraction(source)
    assert "retracted" in face.look_up_source(url=URL).text


def test_without_scripts_the_form_leads_to_the_look_up(client: Client, claim: Argument) -> None:
    client.force_login(a_member())
    form = client.get(f"/arguments/{claim.pk}/evidence/new/").content.decode()
    look_up = f"/sources/known/?debate={claim.debate.slug}"
    assert f'<a href="{look_up}" target="_blank">' in form
    some_evidence(claim, url=URL)
    found = client.get(f"{look_up}&url={URL}").content.decode()
    assert "cited 1 time here already" in found


def test_citing_a_known_work_says_that_it_was_known(client: Client, claim: Argument) -> None:
    some_evidence(url=URL, title="Trams")
    client.force_login(a_member())
    said = WORDS | {"url": URL, "kind": "article", "stance": "supports"}
    answer = client.post(f"/arguments/{claim.pk}/evidence/new/", said, follow=True)
    assert "known here already, as “Trams”" in answer.content.decode()


def test_the_look_up_names_what_is_no_number(db: None) -> None:
    for name, value in [("isbn", "1"), ("doi", "x"), ("url", "javascript:x"), ("debate", "none")]:
        answer = Program().get(f"sources/lookup?{name}={value}")
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["parameter"] == name


# --- Its page, and what is said of it ---


def test_a_long_list_of_citations_goes_on(client: Client, claim: Argument) -> None:
    source = some_evidence(claim).source
    row = claim.evidence.get()
    run(
        "INSERT INTO debates_evidence (debate_id, argument_id, source_id, quote, locator, shows,"
        " stance, added_by_id, added_at) SELECT debate_id, argument_id, source_id, '', '', 'So',"
        " stance, added_by_id, added_at FROM debates_evidence, generate_series(1, 100)"
    )
    page = client.get(f"/sources/{source.pk}/").content.decode()
    assert page.count("#evidence-") == 100
    before = re.search(r"\?before=(\d+)", page)
    assert before
    page = client.get(f"/sources/{source.pk}/{before[0]}").content.decode()
    assert re.findall(r"#evidence-(\d+)", page) == [str(row.pk)]
    told = Program().get(f"sources/{source.pk}/citations?page_size=100").json()
    assert len(told["results"]) == 100
    assert len(Program().get(told["next"]).json()["results"]) == 1


def test_a_source_that_is_only_listed_has_a_page(face: Face, debate: Debate) -> None:
    source = some_evidence().source
    Evidence.objects.all().delete()
    assert face.read_source(source).what == "absent"
    Listing.objects.create(debate=debate, source=source, added_by=source.added_by)
    assert face.read_source(source).what == "done"
    Debate.objects.filter(pk=debate.pk).update(visibility="private")
    assert face.read_source(source).what == "absent"
