"""Marking a source as retracted or corrected, and taking it back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from debates.actions.debates import close_debate
from debates.actions.evidence import withdraw_evidence
from debates.actions.removing import remove_demo
from debates.actions.retractions import reinstate_source, retract_source
from debates.actions.sources import merge_sources
from debates.models import Argument, Debate, Event, Evidence, Retraction, Source
from debates.rules import Refused
from tests.api import Program, is_problem
from tests.conftest import Together
from tests.faces import Face, Pages
from tests.faces_retraction import NOTICE
from tests.factories import (
    a_claim,
    a_debate,
    a_member,
    seen_by,
    some_evidence,
)
from tests.retracting import a_retraction, take_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

ESSAY = "https://example.org/essay"


@pytest.fixture
def evidence(claim: Argument) -> Evidence:
    return some_evidence(claim, url=ESSAY, title="Ten years of trams")


@pytest.fixture
def source(evidence: Evidence) -> Source:
    return evidence.source


def standing(source: Source) -> str:
    source.refresh_from_db()
    return source.standing


@pytest.mark.parametrize("kind", ["retracted", "corrected"])
def test_a_moderator_marks_a_source_and_takes_it_back(
    face: Face, source: Source, moderator: User, kind: str
) -> None:
    face.sign_in(moderator)
    assert face.retract(source, kind=kind, because="Counted twice").what == "done"
    assert standing(source) == kind
    shown = face.read_source(source).text
    assert all(word in shown for word in (kind, NOTICE, "Counted twice", "moderator"))
    assert moderator.username not in shown.split("</header>")[-1]
    again = face.retract(source, kind=kind)
    assert again.what == "refused"
    assert "marked already" in again.text
    assert face.reinstate(source).what == "done"
    assert standing(source) == ""
    assert face.reinstate(source).what == "refused"
    assert face.retract(source).what == "done"
    kept = Retraction.objects.order_by("pk").values_list("kind", "undone_by")
    assert list(kept) == [(kind, moderator.pk), ("retracted", None)]


def test_what_was_taken_back_stays_readable(source: Source) -> None:
    a_retraction(source, because="Counted twice")
    take_back(source)
    shown = Pages().read_source(source).text
    assert "Counted twice" in shown
    assert "This source was retracted." not in shown
    told = Program().get(f"sources/{source.pk}/retraction").json()
    assert told["retraction"] is None
    assert [one["because"] for one in told["taken_back"]] == ["Counted twice"]


def test_a_list_of_sources_tells_of_each_in_one_more_query(claim: Argument) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            shown = Program().get("sources").json()["results"]
        assert all(one["retraction"]["kind"] == one["standing"] for one in shown)
        return len(found)

    a_retraction(some_evidence(claim).source)
    before = queries()
    for kind in ("retracted", "corrected"):
        a_retraction(some_evidence(claim).source, kind)
    assert queries() == before


def test_only_who_moderates_every_debate_that_cites_it(
    face: Face, source: Source, moderator: User, member: User
) -> None:
    assert face.retract(source).what == "signed out"
    face.sign_in(member)
    assert face.retract(source).what == "refused"
    elsewhere = some_evidence(a_claim(), url=ESSAY)
    assert elsewhere.source == source
    face.sign_in(moderator)
    assert face.retract(source).what == "refused"
    withdraw_evidence(elsewhere, by=elsewhere.added_by)
    assert face.retract(source).what == "done"
    elsewhere = some_evidence(elsewhere.argument, url=ESSAY)
    assert face.reinstate(source).what == "refused"
    face.sign_in(a_member(is_staff=True))
    assert face.reinstate(source).what == "done"


@pytest.mark.parametrize(
    "url",
    [
        *("", "  ", "essay", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"),
        *("https://me:secret@example.org/", "https://me@example.org/", "ftp://example.org/"),
        *("https://", "https://example.org/" + "x" * 40_000),
    ],
)
def test_it_takes_a_web_address_where_it_says_so(
    face: Face, source: Source, moderator: User, url: str
) -> None:
    face.sign_in(moderator)
    assert face.retract(source, url=url).what == "unfit"
    assert not Retraction.objects.exists()


def test_a_password_in_the_address_is_called_that(source: Source) -> None:
    program = Program(a_member(is_staff=True))
    said = {"kind": "retracted", "url": "https://ada:secret@example.org/notice"}
    problem = is_problem(program.put(f"sources/{source.pk}/retraction", said), 400)
    assert [(one["pointer"], one["code"]) for one in problem["errors"]] == [("/url", "credentials")]


def test_the_address_is_kept_in_its_one_form(source: Source) -> None:
    by = a_member(is_staff=True)
    url = "HTTPS://Example.org:443/notice?utm_source=x"
    assert retract_source(source, kind="retracted", url=url, by=by).url == NOTICE


@pytest.mark.parametrize("because", ["x" * 300, "\0", "\ud800"])
def test_words_that_do_not_fit_name_their_field(source: Source, because: str) -> None:
    program, address = Program(a_member(is_staff=True)), f"sources/{source.pk}/retraction"
    said = {"kind": "retracted", "url": NOTICE}
    problem = is_problem(program.put(address, said | {"because": because}), 400)
    assert [one["pointer"] for one in problem["errors"]] == ["/because"]
    for name in ("kind", "url"):
        is_problem(program.put(address, said | {name: because}), 400)
    is_problem(program.put(address.replace(str(source.pk), "9" * 20), said), 404)


def test_the_record_of_each_debate_that_cites_it_says_so(
    source: Source, claim: Argument, debate: Debate
) -> None:
    some_evidence(claim, url=ESSAY)
    other = some_evidence(a_claim(), url=ESSAY)
    gone = some_evidence(a_claim(), url=ESSAY)
    withdraw_evidence(gone, by=gone.added_by)
    by = a_member(is_staff=True)
    a_retraction(source, because="Counted twice", by=by)
    take_back(source)
    for one, kind, reason in (
        (debate.pk, Event.Kind.SOURCE_RETRACTED, "Counted twice"),
        (other.debate_id, Event.Kind.SOURCE_RETRACTED, "Counted twice"),
        (debate.pk, Event.Kind.SOURCE_REINSTATED, ""),
    ):
        assert Event.objects.get(kind=kind, debate=one).reason == reason
    marked = Event.objects.filter(kind__in=["source_retracted", "source_reinstated"])
    assert marked.count() == 4
    assert by.username not in Pages().client.get(f"/debates/{debate.slug}/history/").text


def test_one_retraction_stands_whoever_is_faster(together: Together) -> None:
    source = some_evidence(a_claim()).source
    staff = [a_member(is_staff=True) for _ in range(4)]
    ended = together(*(lambda by=by: a_retraction(source, by=by) for by in staff))
    assert sum(isinstance(one, Retraction) for one in ended) == 1
    assert sum(isinstance(one, Refused) for one in ended) == 3
    assert Retraction.objects.get(undone_at=None).source == source
    assert Event.objects.filter(kind=Event.Kind.SOURCE_RETRACTED).count() == 1
    ended = together(*(lambda by=by: reinstate_source(source, by=by) for by in staff))
    assert sum(isinstance(one, Refused) for one in ended) == 3
    assert standing(source) == ""


def test_the_argument_that_cites_it_warns(
    face: Face, source: Source, claim: Argument, debate: Debate
) -> None:
    against = some_evidence(a_claim(debate), stance="undermines")
    a_retraction(source)
    a_retraction(against.source)
    for text in (face.read_argument(claim).text, face.read_debate(debate).text):
        if isinstance(face, Pages):
            assert "cites a retracted source" in text
    assert Program().get(f"arguments/{claim.pk}").json()["rests_on"] == "retracted"
    assert Program().get(f"arguments/{against.argument_id}").json()["rests_on"] is None
    cited = Program().get(f"arguments/{claim.pk}/evidence").json()["results"][0]
    assert cited["source"]["standing"] == "retracted"
    shown = Pages().read_argument(claim).text
    assert "Its source was retracted." in shown
    assert f'href="/sources/{source.pk}/#retraction"' in shown
    take_back(source)
    assert "retracted" not in Pages().read_argument(claim).text


def test_a_closed_debate_warns_too(source: Source, claim: Argument, debate: Debate) -> None:
    close_debate(seen_by(debate.opened_by, debate), by=debate.opened_by)
    a_retraction(source, "corrected", by=debate.opened_by)
    assert "cites a corrected source" in Pages().read_argument(claim).text


def test_the_source_of_a_private_debate_is_there_for_its_members(face: Face) -> None:
    private = a_debate("A quiet one?", visibility="private")
    source = some_evidence(a_claim(private, by=private.opened_by), by=private.opened_by).source
    face.sign_in(a_member())
    assert face.retract(source).what == "absent"
    assert face.reinstate(source).what == "absent"
    face.sign_in(private.opened_by)
    assert face.retract(source).what == "done"


@pytest.mark.django_db(transaction=True)
def test_a_demo_member_who_marked_a_source_that_stays_becomes_a_former_one() -> None:
    demo = a_member(is_demo=True)
    source = some_evidence(a_claim(a_debate(by=demo))).source
    a_retraction(source, by=demo)
    assert remove_demo(with_what_others_wrote=True)
    assert Retraction.objects.get().by.deleted_at


@pytest.mark.django_db(transaction=True)
def test_a_demo_members_source_stays_while_anothers_became_it() -> None:
    demo = a_member(is_demo=True)
    claim = a_claim(a_debate(by=demo), by=demo)
    kept, gone = some_evidence(claim, by=demo).source, some_evidence(claim).source
    merge_sources(gone, into=kept, by=a_member(is_staff=True))
    assert remove_demo(with_what_others_wrote=True)
    gone.refresh_from_db()
    assert gone.merged_into == kept
