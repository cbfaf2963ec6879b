"""The bibliography of a debate: through pages and API alike."""

import json
import threading
import time
from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.evidence import withdraw_evidence
from debates.actions.intakes import work_through
from debates.actions.moderation import hide_argument
from debates.actions.references import write_references
from debates.exchange.bibtex import read_bibtex
from debates.exchange.entries import Entry
from debates.management.working import drain
from debates.models import Argument, Debate, Intake, Listing, Source
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from tests.faces import Face, Pages
from tests.factories import a_claim, a_debate, a_member, a_place, an_intake, some_evidence

WORKS = """[
{"id": "b", "type": "book", "title": "On Liberty", "author": [{"family": "Mill", "given": "J. S."}],
 "issued": {"date-parts": [[1859]]}, "publisher": "Parker"},
{"id": "a", "type": "article-journal", "title": "Of Walking & <script>alert(1)</script>",
 "author": [{"family": "van Dyke", "given": "Ann"}, {"literal": "Streets and Squares, Ltd"}],
 "container-title": "Journal of Streets", "volume": "12", "issue": "3", "page": "1-20",
 "issued": {"date-parts": [[2020, 5, 3]]}, "DOI": "10.1000/walk_ing",
 "abstract": "First.\\nSecond, 50% & more {so}."},
{"id": "c", "type": "webpage", "title": "Å Ж 漢", "URL": "https://example.org/~a/b_c%20?x=1",
 "accessed": {"date-parts": [[2021, 2]]}, "archive": "arXiv", "archive_location": "2101.00001"}
]"""


def test_what_is_cited_stands_in_it_and_what_is_listed(
    face: Face, debate: Debate, claim: Argument
) -> None:
    some_evidence(claim, title="Cited twice", url="https://example.org/twice")
    some_evidence(claim, title="Cited twice", url="https://example.org/twice")
    an_intake(debate, WORKS, format="csl")
    text = face.read_bibliography(debate).text
    for title in ("Cited twice", "On Liberty", "Å Ж 漢"):
        assert text.count(title) >= 1
    assert "Cited 2 times here" in text or "'cited': 2" in text


def test_what_a_viewer_may_not_see_is_not_in_it(face: Face, debate: Debate) -> None:
    claim, other = a_claim(debate), a_claim(debate)
    evidence = some_evidence(claim, title="Taken back")
    withdraw_evidence(find_evidence(evidence.added_by, evidence.pk), by=evidence.added_by)
    some_evidence(other, title="Buy this")
    by = debate.opened_by
    hide_argument(find_argument(by, other.pk), rule="spam", because="Sells", by=by)
    for of in ("bibtex", "csl"):
        assert "Taken back" not in face.export_bibliography(debate, of)
        assert "Buy this" not in face.export_bibliography(debate, of)
    assert "Buy this" not in face.read_bibliography(debate).text
    face.sign_in(other.author)
    assert "Buy this" in face.read_bibliography(debate).text


def test_of_a_private_debate_strangers_learn_nothing(face: Face) -> None:
    debate = a_debate(visibility="private")
    intake = an_intake(debate, by=debate.opened_by)
    [listing] = Listing.objects.filter(debate=debate)
    assert listing.source.debate == debate
    face.sign_in(a_member())
    assert face.read_bibliography(debate).what == "absent"
    assert face.read_intake(intake).what == "absent"
    assert face.take_in(debate, b"@book{a, title={A}}").what == "absent"
    assert face.unlist(debate, listing.source_id).what == "absent"
    face.sign_in(a_place(debate))
    assert face.read_bibliography(debate).what == "done"
    assert face.read_intake(intake).what == "absent"


def test_only_whoever_listed_a_source_or_a_moderator_takes_it_out(
    face: Face, debate: Debate, member: User
) -> None:
    an_intake(debate, WORKS, format="csl", by=member)
    first, second, _third = Listing.objects.filter(debate=debate).order_by("source")
    face.sign_in(a_member())
    refused = face.unlist(debate, first.source_id)
    assert refused.what == "refused"
    assert "Only whoever listed a source" in refused.text
    face.sign_in(member)
    assert face.unlist(debate, first.source_id).what == "done"
    assert face.unlist(debate, first.source_id).what == "absent"
    face.sign_in(debate.opened_by)
    assert face.unlist(debate, second.source_id).what == "done"
    assert Listing.objects.filter(debate=debate).count() == 1


def test_references_are_written_once_and_again_when_the_source_changes(
    face: Face, debate: Debate
) -> None:
    an_intake(debate, WORKS, format="csl")
    assert "van Dyke, Ann" in face.read_bibliography(debate).text
    assert write_references() == 3
    assert write_references() == 0
    text = unescape(face.read_bibliography(debate).text)
    assert "van Dyke, A. and Streets and Squares, Ltd (2020)" in text
    assert "<i>Journal of Streets</i>, 12(3), pp. 1–20" in text
    assert "“Of Walking & <script>" in text
    source = Source.objects.get(doi="10.1000/walk_ing")
    assert "&lt;script&gt;" in source.reference
    assert "<script" not in source.reference
    source.csl["title"] = "Of Running"
    source.save(update_fields=["csl"])
    assert write_references() == 1
    assert "Of Running" in face.read_bibliography(debate).text


def test_the_worker_writes_references_when_it_is_idle(transactional_db: None) -> None:
    source = some_evidence().source
    stop = threading.Event()
    worker = threading.Thread(target=drain, args=[stop])
    worker.start()
    try:
        for _ in range(100):
            source.refresh_from_db()
            if source.reference:
                break
            time.sleep(0.1)
    finally:
        stop.set()
        worker.join(20)
    assert source.reference == "An essay."


def test_nothing_is_lost_from_csl_through_the_product_to_bibtex_and_back(
    face: Face, debate: Debate, member: User
) -> None:
    """CSL-JSON into one debate, BibTeX from it into another, on a site that knows none of it."""
    face.sign_in(member)
    assert face.take_in_text(debate, WORKS, of="csl").what == "done"
    work_through(Intake.objects.get().pk)
    bibtex = face.export_bibliography(debate, "bibtex")
    Source.objects.all().delete()
    other = a_debate()
    assert face.take_in(other, bibtex.encode()).what == "done"
    intake = Intake.objects.get(debate=other)
    work_through(intake.pk)
    intake.refresh_from_db()
    assert (intake.listed, intake.problems) == (3, [])
    again = json.loads(face.export_bibliography(other, "csl"))
    given = {work["title"]: work for work in json.loads(WORKS)}
    assert {work["title"] for work in again} == set(given)
    for work in again:
        assert {**work, "id": None} == {**given[work["title"]], "id": None}


def test_exports_are_whole_and_in_order(face: Face, debate: Debate) -> None:
    an_intake(debate, WORKS, format="csl")
    titles = ["Of Walking & <script>alert(1)</script>", "Å Ж 漢", "On Liberty"]
    csl = json.loads(face.export_bibliography(debate, "csl"))
    assert [work["title"] for work in csl] == titles
    read = list(read_bibtex(face.export_bibliography(debate, "bibtex")))
    assert [one.csl["title"] for one in read if isinstance(one, Entry)] == titles
    assert [one.key for one in read] == [work["id"] for work in csl]
    assert len({work["id"] for work in csl}) == 3


def test_the_api_pages_through_it_in_order_and_back(debate: Debate, claim: Argument) -> None:
    an_intake(debate, WORKS, format="csl")
    some_evidence(claim, title="Cited")
    years = ("1999", "1999", "2001", "")
    an_intake(debate, "".join(f"@book{{z, title={{Zebras {n}}}, author={{Mill, J.}}, year={{{y}}}}}"
        for n, y in enumerate(years)))  # fmt: skip
    exported = json.loads(Pages().export_bibliography(debate, "csl"))
    whole = [work["title"] for work in exported]
    path = f"/api/v1/debates/{debate.slug}/bibliography"
    for size in (1, 2, 3, 50):
        titles, to = [], f"{path}?page_size={size}"
        while to:
            page = Client().get(to).json()
            titles += [one["source"]["title"] for one in page["results"]]
            last, to = page, page["next"]
        assert titles == whole, size
        back, to = [one["source"]["title"] for one in last["results"]], last["previous"]
        while to:
            page = Client().get(to).json()
            back = [one["source"]["title"] for one in page["results"]] + back
            to = page["previous"]
        assert back == whole, size
    newest = Client().get(f"{path}?sort=newest").json()["results"]
    ids = [one["source"]["id"] for one in newest]
    assert ids == sorted(ids, reverse=True)
    following = Client().get(f"{path}?page_size=1").json()["next"]
    assert Client().get(f"{following}&sort=newest").status_code == 400


def test_an_empty_bibliography_is_an_empty_list(face: Face, debate: Debate) -> None:
    assert json.loads(face.export_bibliography(debate, "csl")) == []
    assert face.export_bibliography(debate, "bibtex") == ""


@pytest.mark.django_db
def test_reading_it_takes_as_many_queries_for_many_sources(
    debate: Debate, django_assert_max_num_queries: object
) -> None:
    an_intake(debate, "".join(f"@book{{b{n}, title={{T {n}}}, year={n}}}\n" for n in range(1, 100)))
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        Pages().read_bibliography(debate)
