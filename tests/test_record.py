"""The record: rulings by role and reason, its filter, its feeds, and that nothing leaves it."""

import json
from xml.etree import ElementTree

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.checks import check_evidence, settle_check
from debates.actions.sources import Cited, edit_source
from debates.models import Argument, Debate, Event, Ruling
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from debates.queries.rulings import find_ruling
from debates.rules import edition_of
from tests.api import Program, is_problem
from tests.faces import Face
from tests.factories import a_claim, a_debate, a_member, a_vote, some_evidence
from tests.flagged import a_ruling
from tests.raw import refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_ruling_says_all_but_who_made_it(face: Face, claim: Argument, moderator: User) -> None:
    a_vote(claim, by=moderator)
    ruling = a_ruling(claim)
    for outcome in (
        face.read_ruling(ruling),
        face.read_record(claim.debate),
        face.read_record(claim.debate, only="rulings"),
        face.read_log(),
    ):
        assert outcome.what == "done"
        assert "It sells something" in outcome.text
        assert "Spam" in outcome.text
        assert claim.statement not in outcome.text
    shown = Program().get(f"rulings/{ruling.pk}").json()
    assert (shown["had_voted"], shown["had_written"]) == (True, False)
    assert (shown["role"], shown["member"]) == ("moderator", None)
    page = Client().get(f"/rulings/{ruling.pk}/").content.decode()
    assert "Had voted there before." in page
    assert moderator.username not in page


def test_the_record_can_be_narrowed_to_rulings(claim: Argument) -> None:
    a_ruling(claim)
    results = Program().get(f"debates/{claim.debate.slug}/history?only=rulings").json()["results"]
    assert [one["kind"] for one in results] == ["argument_hidden"]
    assert results[0]["ruled"]["reason"] == "It sells something"
    page = Client().get(f"/debates/{claim.debate.slug}/history/?only=rulings").content.decode()
    assert "hid an argument" in page
    assert "posted an argument" not in page
    listed = Program().get(f"debates/{claim.debate.slug}/rulings").json()["results"]
    assert [one["verb"] for one in listed] == ["hide"]


def test_whom_a_ruling_concerns_is_told_to_them_and_to_moderators_only(claim: Argument) -> None:
    ruling = a_ruling(claim)
    author, by = claim.author, claim.debate.opened_by
    for viewer, named in ((None, False), (a_member(), False), (author, True), (by, True)):
        shown = Program(viewer).get(f"rulings/{ruling.pk}").json()
        assert (shown["member"] is not None) == named
    page = Client()
    page.force_login(author)
    assert f"/rulings/{ruling.pk}/appeal/" in page.get(f"/rulings/{ruling.pk}/").content.decode()


def test_a_ruling_on_the_whole_site_is_public_but_for_whom_it_concerns(face: Face) -> None:
    warned, staff = a_member(), a_member(is_staff=True)
    ruling = Ruling.objects.create(
        verb="warn", member=warned, rule="spam", reason="Once more", role="staff", by=staff
    )
    for viewer, named in ((a_member(), False), (warned, True), (staff, True)):
        face.sign_in(viewer)
        outcome = face.read_ruling(ruling)
        assert "Once more" in outcome.text
        assert (warned.username in outcome.text) == named
        assert staff.username not in outcome.text or viewer == staff
        assert "Once more" in face.read_log().text
    assert Program().get(f"rulings/{ruling.pk}").json()["member"] is None
    assert Program(warned).get(f"rulings/{ruling.pk}").json()["member"]["name"] == warned.username


def test_a_ruling_is_undone_once_by_whoever_may(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    ruling = a_ruling(claim)
    face.sign_in(member)
    assert face.undo(ruling).what == "refused"
    face.sign_in(moderator)
    assert face.undo(ruling).what == "done"
    assert face.undo(ruling).what == "refused"
    undoing = Ruling.objects.get(undoes=ruling)
    assert face.undo(undoing).what == "refused"
    assert Program().get(f"rulings/{ruling.pk}").json()["undone_by"] == undoing.pk
    assert f"/rulings/{undoing.pk}/" in Client().get(f"/rulings/{ruling.pk}/").content.decode()


def test_the_rulings_of_a_private_debate_are_its_members_affair(face: Face) -> None:
    owner = a_member()
    debate = a_debate(visibility="private", by=owner)
    ruling = a_ruling(a_claim(debate, by=owner))
    for stranger in (a_member(), a_member(is_staff=True)):
        face.sign_in(stranger)
        assert face.read_ruling(ruling).what == "absent"
        assert face.undo(ruling).what == "absent"
        assert ruling.reason not in face.read_log().text
    face.sign_in(owner)
    assert face.read_ruling(ruling).what == "done"


@pytest.mark.parametrize("table", ["event", "ruling", "appealreply"])
@pytest.mark.parametrize("sql", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_nothing_is_taken_out_of_the_record(claim: Argument, table: str, sql: str) -> None:
    a_ruling(claim)
    with refused_by("the_record_is_append_only"):
        run(sql.format(f"debates_{table}"))


def test_what_was_missing_in_the_record_stands_in_it(claim: Argument, moderator: User) -> None:
    by = a_member()
    evidence = find_evidence(by, some_evidence(claim).pk)
    check_evidence(evidence, "claim", is_yes=False, because="It does not", by=by)
    seen = find_evidence(moderator, evidence.pk)
    settle_check(seen, by, "claim", because="It does, on page 2", by=moderator)
    check_evidence(evidence, "claim", is_yes=False, because="Nor there", by=by)
    source, adder = evidence.source, evidence.added_by
    cited = Cited(title="A better title", url=source.address)
    edit_source(source, cited, read=edition_of(source), by=adder)
    kinds = list(Event.objects.order_by("-pk").values_list("kind", flat=True)[:3])
    assert kinds == ["source_edited", "check_unsettled", "check_settled"]


def test_feeds_are_valid_unchanging_and_without_cookies(claim: Argument) -> None:
    a_ruling(claim)
    reader = Client()
    base = f"/debates/{claim.debate.slug}/history/feed"
    for address in (f"{base}.atom", "/moderation/log/feed.atom"):
        answer = reader.get(address)
        assert answer["Content-Type"].startswith("application/atom+xml")
        feed = ElementTree.fromstring(answer.content)
        assert feed.tag == f"{ATOM}feed"
        for name in ("id", "title", "updated", "author"):
            assert feed.find(f"{ATOM}{name}") is not None, name
        entries = feed.findall(f"{ATOM}entry")
        assert entries
        for entry in entries:
            for name in ("id", "title", "updated", "link", "summary"):
                assert entry.find(f"{ATOM}{name}") is not None, name
        assert_kept(reader, address)
    for address in (f"{base}.json", "/moderation/log/feed.json"):
        answer = reader.get(address)
        assert answer["Content-Type"].startswith("application/feed+json")
        told = json.loads(answer.content)
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert told["feed_url"].endswith(address)
        assert "It sells something" in told["items"][0]["content_text"]
        ids = [one["id"] for one in told["items"]]
        assert len(ids) == len(set(ids))
        assert claim.statement not in answer.content.decode()
        assert_kept(reader, address)


def test_a_private_debate_has_no_feed_for_anybody() -> None:
    owner = a_member()
    debate: Debate = a_debate(visibility="private", by=owner)
    a_ruling(a_claim(debate, by=owner))
    reader = Client()
    reader.force_login(owner)
    for form in ("atom", "json"):
        assert reader.get(f"/debates/{debate.slug}/history/feed.{form}").status_code == 404
        assert debate.question not in reader.get(f"/moderation/log/feed.{form}").content.decode()


def test_an_unknown_ruling_is_a_page_that_is_not_there() -> None:
    is_problem(Program().get("rulings/99"), 404)
    assert Client().get("/rulings/99999999999999999999/").status_code == 404


def test_the_record_costs_as_many_queries_however_long_it_is(
    claim: Argument, django_assert_max_num_queries: object
) -> None:
    for _ in range(5):
        a_ruling(a_claim(claim.debate))
    find_ruling(a_member(), a_ruling(find_argument(claim.author, claim.pk)).pk)
    with django_assert_max_num_queries(3):  # type: ignore[operator]  # a fixture
        assert Client().get(f"/debates/{claim.debate.slug}/history/").status_code == 200
    with django_assert_max_num_queries(2):  # type: ignore[operator]  # a fixture
        assert Client().get("/moderation/log/").status_code == 200


def assert_kept(reader: Client, address: str) -> None:
    """Whoever holds it already is told so, and gets no cookie."""
    answer = reader.get(address)
    assert not answer.cookies
    again = reader.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
