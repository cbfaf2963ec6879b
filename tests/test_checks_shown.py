"""What pages and API show of evidence and its checks: to whom, where, and at what cost."""

from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import User, Viewer
from debates.actions.arguments import withdraw_argument
from debates.actions.checks import check_evidence, settle_check
from debates.actions.evidence import withdraw_evidence
from debates.actions.moderation import hide_argument
from debates.models import Argument, Debate, Evidence
from debates.queries.arguments import find_argument
from debates.queries.checks import SHOWN, checks_of
from debates.queries.debates import find_debate
from debates.queries.evidence import evidence_in, evidence_on, find_evidence, read_evidence
from tests.api import Program, is_problem
from tests.factories import a_member, some_evidence
from tests.test_reading_queries import cost, fetch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

HTMX = {"HX-Request": "true"}


def answer(evidence: Evidence, question: str = "quote", because: str = "", *, by: User) -> None:
    """A yes, or with a sentence a no."""
    found = find_evidence(by, evidence.pk)
    check_evidence(found, question, is_yes=not because, because=because, by=by)


def signed_in(member: User) -> Client:
    client = Client()
    client.force_login(member)
    return client


def text_of(client: Client, path: str, **headers: str) -> str:
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.fixture
def evidence(claim: Argument) -> Evidence:
    return some_evidence(claim, quote="Word for word.", title="An essay on trams")


@pytest.mark.parametrize("member_reads", [False, True])
def test_all_evidence_of_a_page_is_read_at_one_cost(claim: Argument, member_reads: bool) -> None:
    client = signed_in(a_member()) if member_reads else Client()
    paths = [f"/arguments/{claim.pk}/", f"/api/v1/arguments/{claim.pk}/evidence"]
    answer(some_evidence(claim, quote="So."), by=a_member())

    def in_place() -> str:
        return text_of(client, f"/arguments/{claim.pk}/evidence/", **HTMX)

    few = [*(cost(fetch(client, path)) for path in paths), cost(in_place)]
    for _ in range(12):
        evidence = some_evidence(claim, quote="So.")
        for question in ("quote", "claim", "independence"):
            answer(evidence, question, by=a_member())
            answer(evidence, question, "No.", by=a_member())
    assert [*(cost(fetch(client, path)) for path in paths), cost(in_place)] == few


def test_very_many_answers_are_counted_and_the_first_are_shown(
    evidence: Evidence, member: User
) -> None:
    answer(evidence, by=member)
    doubter = a_member()
    answer(evidence, because="No.", by=doubter)
    for _ in range(SHOWN):
        answer(evidence, by=a_member())
    checked = checks_of([evidence.pk], member)[evidence.pk]
    assert checked.count == SHOWN + 2
    assert [one.member for one in checked.said[:2]] == [member, doubter]
    assert len(checked.said) == SHOWN
    assert "and 2 more" in text_of(signed_in(member), f"/arguments/{evidence.argument_id}/")


def test_the_page_says_how_many_found_it_and_what_i_said(evidence: Evidence, member: User) -> None:
    page = f"/arguments/{evidence.argument_id}/"
    client = signed_in(member)
    for number in range(4):
        answer(evidence, because="It is not there." if number == 3 else "", by=a_member())
    assert "3 of 4 found the quote" in text_of(client, page)
    answer(evidence, by=member)
    shown = text_of(client, page)
    assert "4 of 5 found the quote" in shown
    assert f'id="check-{evidence.pk}-quote-yes" aria-pressed="true"' in shown
    assert f'id="check-{evidence.pk}-claim-yes" aria-pressed="false"' in shown
    answer(evidence, because="Not on page 3.", by=member)
    shown = text_of(client, page)
    assert f'id="check-{evidence.pk}-quote-no" aria-pressed="true"' in shown
    assert "Not on page 3." in shown
    assert "Disputed" in shown


def test_the_chip_says_what_was_found_and_leads_to_it(evidence: Evidence, debate: Debate) -> None:
    page = f"/debates/{debate.slug}/"
    place = f"/arguments/{evidence.argument_id}/#evidence-{evidence.pk}"
    shown = text_of(Client(), page)
    assert f'href="{place}"' in shown
    assert "found the quote" not in shown
    answer(evidence, by=a_member())
    answer(evidence, "claim", "It shows the opposite.", by=a_member())
    shown = text_of(Client(), page)
    chip = shown[shown.index(f'href="{place}"') :]
    chip = chip[: chip.index("</a>")]
    assert "An essay on trams" in chip
    assert "1 of 1 found the quote" in chip
    assert "disputed" in chip


def test_evidence_opens_in_place_and_without_htmx_at_its_argument(evidence: Evidence) -> None:
    path = f"/arguments/{evidence.argument_id}/evidence/"
    response = Client().get(path)
    assert response["Location"] == f"/arguments/{evidence.argument_id}/#evidence"
    fragment = text_of(Client(), f"{path}?chosen={evidence.pk}", **HTMX)
    assert "<main" not in fragment
    assert f'id="evidence-{evidence.pk}" tabindex="-1" autofocus' in fragment
    assert "Word for word." in fragment
    assert "data-closes" in fragment
    assert "csrfmiddlewaretoken" not in fragment


def test_htmx_gets_the_one_item_and_a_word_for_those_who_listen(
    evidence: Evidence, member: User
) -> None:
    some_evidence(find_argument(member, evidence.argument_id), title="Another")
    client, path = signed_in(member), f"/evidence/{evidence.pk}/checks/quote/"

    def press(**words: str) -> tuple[int, str]:
        response = client.post(path, words, headers=HTMX)
        return response.status_code, unescape(response.content.decode())

    status, text = press(answer="yes")
    assert (status, "Another" in text) == (200, False)
    assert text.strip().startswith("<li")
    assert "Your “yes” is counted." in text
    status, text = press(answer="no", because="")
    assert status == 400
    assert "Please write something here." in text
    assert "<details open>" in text
    described = f"check-{evidence.pk}-quote-because_error"
    assert f'{described}" aria-invalid="true" autofocus' in text
    assert f'id="{described}"' in text
    status, text = press(answer="no", because="It is not there.")
    assert (status, "Your “no” is counted." in text) == (200, True)
    status, text = press(answer="none")
    assert (status, "Your answer is taken back." in text) == (200, True)
    assert press(answer="maybe")[0] == 400
    client = signed_in(evidence.added_by)
    status, text = press(answer="yes")
    assert (status, "Others check the evidence that you added." in text) == (403, True)


def test_what_was_withdrawn_is_not_shown_in_its_place(evidence: Evidence, member: User) -> None:
    client, path = signed_in(member), f"/evidence/{evidence.pk}/checks/quote/"
    answer(evidence, by=member)
    withdraw_evidence(find_evidence(evidence.added_by, evidence.pk), by=evidence.added_by)
    for words, status in (({"answer": "yes"}, 403), ({"answer": "none"}, 200)):
        response = client.post(path, words, headers=HTMX)
        text = response.content.decode()
        assert (response.status_code, evidence.shows in text) == (status, False)
        assert f'id="evidence-{evidence.pk}"' in text
        assert "This evidence is withdrawn." in text


def read_anywhere(viewer: Viewer, evidence: Evidence) -> set[str]:
    """Where a viewer reads this piece of evidence."""
    found = {"nowhere"}
    debate = find_debate(viewer, evidence.debate.slug)
    if evidence in evidence_in(debate, viewer):
        found.add("debate")
    if evidence in evidence_on(find_argument(viewer, evidence.argument_id), viewer):
        found.add("argument")
    try:
        read_evidence(viewer, evidence.pk)
        found.add("alone")
    except Evidence.DoesNotExist:
        pass
    return found - {"nowhere"}


@pytest.mark.parametrize("how", ["withdrawn", "hidden"])
def test_evidence_of_an_argument_that_is_gone_is_shown_to_its_author_alone(
    evidence: Evidence, claim: Argument, moderator: User, how: str
) -> None:
    answer(evidence, because="It is not there.", by=a_member())
    everywhere = {"debate", "argument", "alone"}
    assert read_anywhere(AnonymousUser(), evidence) == everywhere
    if how == "withdrawn":
        withdraw_argument(find_argument(claim.author, claim.pk), by=claim.author)
    else:
        hide_argument(find_argument(moderator, claim.pk), rule="spam", because="S", by=moderator)
    assert read_anywhere(claim.author, evidence) == everywhere
    stranger = a_member()
    for viewer in (AnonymousUser(), stranger, evidence.added_by):
        assert read_anywhere(viewer, evidence) == set()
    program = Program(stranger)
    assert program.get(f"arguments/{claim.pk}/evidence").json()["results"] == []
    is_problem(program.get(f"evidence/{evidence.pk}"), 404)
    is_problem(program.get(f"evidence/{evidence.pk}/checks"), 404)
    client = signed_in(stranger)
    assert "Word for word." not in text_of(client, f"/arguments/{claim.pk}/")
    assert "Word for word." not in text_of(client, f"/arguments/{claim.pk}/evidence/", **HTMX)
    for path in ("quote/", f"quote/{stranger.username}/settle/"):
        assert client.get(f"/evidence/{evidence.pk}/checks/{path}").status_code == 404


def test_a_settled_no_is_shown_with_the_reason_and_without_the_moderator(
    evidence: Evidence, member: User, moderator: User
) -> None:
    answer(evidence, because="It is not there.", by=member)
    page = f"/arguments/{evidence.argument_id}/"
    assert "Settle this “no”" in text_of(signed_in(moderator), page)
    seen = find_evidence(moderator, evidence.pk)
    settle_check(seen, member, "quote", because="It is on page 13.", by=moderator)
    shown = text_of(Client(), page)
    item = shown[shown.index(f'id="evidence-{evidence.pk}"') :]
    item = item[: item.index("</section>")]
    assert "It is on page 13." in item
    assert "settled" in item
    assert moderator.username not in item
    assert "Settle this “no”" not in text_of(signed_in(moderator), page)
