"""When a synthesis is out of date, and who hears of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.models import User
from debates.actions.arguments import withdraw_argument
from debates.actions.moderation import hide_argument, restore_argument
from debates.actions.redactions import redact_version
from debates.actions.staleness import affirm_synthesis, keep_staleness
from debates.actions.syntheses import Kept, edit_synthesis
from debates.models import Argument, Concession, Notice, Staleness
from debates.queries.arguments import find_argument
from debates.rules.staleness import judge_staleness
from tests.api import Program, is_problem
from tests.faces import Face, Pages
from tests.factories import a_vote
from tests.outdating import reword, whys

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def rewrite(synthesis: Argument, statement: str, kept: list[Kept]) -> None:
    edit_synthesis(
        synthesis,
        statement=statement,
        reasoning="",
        left_open="",
        concessions=kept,
        by=synthesis.author,
    )


def hide(argument: Argument) -> User:
    by = argument.debate.opened_by
    hide_argument(find_argument(by, argument.pk), rule="spam", because="It sells", by=by)
    return by


def test_a_new_statement_makes_it_out_of_date_and_a_new_reasoning_does_not(
    synthesis: Argument, claim: Argument
) -> None:
    reword(claim, claim.statement, "And here is why")
    assert whys(synthesis) == []
    with clock.at(clock.now() + timedelta(hours=1)):
        reword(claim, "Streets are for all")
        at = clock.now()
    with clock.at(at + timedelta(hours=1)):
        reword(claim, "Streets are for everyone")
    (judged,) = judge_staleness([synthesis.pk])
    assert judged[:4] == (synthesis.pk, claim.pk, "reworded", at)
    reword(claim, "Streets are for people")
    assert whys(synthesis) == []


def test_what_was_hidden_or_withdrawn_since_makes_it_out_of_date(
    synthesis: Argument, claim: Argument
) -> None:
    reword(claim, "Streets are for all")
    withdraw_argument(claim, by=claim.author)
    assert whys(synthesis) == [(claim.pk, "withdrawn")]
    by = hide(claim)
    assert whys(synthesis) == [(claim.pk, "hidden")]
    restore_argument(find_argument(by, claim.pk), rule="spam", because="It does not", by=by)
    assert whys(synthesis) == [(claim.pk, "withdrawn")]


def test_what_was_known_when_it_was_written_does_not(synthesis: Argument, claim: Argument) -> None:
    hide(claim)
    kept = [Kept(one.argument_id, "Right", 1) for one in synthesis.concessions.all()]
    rewrite(synthesis, "Anew", kept)
    assert whys(synthesis) == []


def test_the_rows_follow_and_say_what_is_new(synthesis: Argument, claim: Argument) -> None:
    assert keep_staleness([synthesis.pk]) == []
    reword(claim, "Streets are for all")
    with CaptureQueriesContext(connection) as queries:
        assert keep_staleness([synthesis.pk]) == [(synthesis.pk, claim.pk, "reworded")]
    assert len(queries) == 1
    assert keep_staleness([synthesis.pk]) == []
    row = Staleness.objects.get()
    assert (row.synthesis, row.argument, row.why) == (synthesis, claim, "reworded")
    hide(claim)
    assert keep_staleness([synthesis.pk]) == []
    assert Staleness.objects.get().why == "hidden"
    affirm_synthesis(synthesis, by=synthesis.author)
    assert keep_staleness([synthesis.pk]) == []
    assert not Staleness.objects.exists()


def test_whoever_accepted_it_is_asked_once_to_look_again(
    synthesis: Argument, claim: Argument, face: Face
) -> None:
    accepting, rejecting = a_vote(synthesis), a_vote(synthesis, "disagree")
    a_vote(synthesis, by=claim.author)
    reword(claim, "Streets are for all")
    keep_staleness([synthesis.pk])
    other = synthesis.concessions.exclude(argument=claim).get().argument
    withdraw_argument(find_argument(other.author, other.pk), by=other.author)
    keep_staleness([synthesis.pk])
    told = Notice.objects.filter(kind=Notice.Kind.OUTDATED)
    assert {one.member for one in told} == {accepting, synthesis.author}
    assert len(told) == 2
    assert {one.by for one in told} == {claim.author}
    assert rejecting not in {one.member for one in told}
    face.sign_in(accepting)
    if isinstance(face, Pages):
        assert "Look again" in face.read_standing(synthesis).text
        face.sign_in(rejecting)
        assert "Look again" not in face.read_standing(synthesis).text


def test_a_notice_of_what_was_hidden_names_no_moderator(
    synthesis: Argument, claim: Argument, moderator: User
) -> None:
    accepting = a_vote(synthesis)
    hide(claim)
    keep_staleness([synthesis.pk])
    notice = Notice.objects.get(member=accepting)
    assert notice.is_ruling
    assert notice.by != moderator
    assert Program(accepting).get("notices").json()["results"][0]["by"] is None
    pages = Pages()
    pages.sign_in(accepting)
    text = pages.client.get("/notices/").content.decode()
    assert "A moderator" in text
    assert moderator.username not in text


def test_it_says_which_since_when_and_how_it_was_worded(
    synthesis: Argument, claim: Argument, member: User
) -> None:
    reword(claim, "Streets are for trams")
    told = Program().get(f"syntheses/{synthesis.pk}/staleness").json()
    assert told["is_out_of_date"] is True
    assert told["why_not_affirm"]["code"] == "signed_out"
    (one,) = told["arguments"]
    assert (one["argument"], one["why"], one["read"]) == (claim.pk, "reworded", 1)
    assert (one["was"], one["statement"]) == ("Streets are for people", "Streets are for trams")
    shown = Pages().read_standing(synthesis).text
    assert '<del dir="auto">people</del><ins dir="auto">trams</ins>' in shown
    is_problem(Program().get(f"syntheses/{claim.pk}/staleness"), 404)
    hide(claim)
    for viewer in (None, member):
        program = Program(viewer)
        told = program.get(f"syntheses/{synthesis.pk}/staleness")
        assert "Streets are" not in told.content.decode()
        assert told.json()["arguments"][0]["why"] == "hidden"


def test_neither_redacted_nor_hidden_words_leak(synthesis: Argument, claim: Argument) -> None:
    by = claim.debate.opened_by
    reword(claim, "Something else")
    seen = find_argument(by, claim.pk)
    redact_version(seen, 1, rule="personal", because="A name", by=by)
    assert "for people" not in Pages().read_standing(synthesis).text
    hide(claim)
    assert "Something else" not in Pages().read_standing(synthesis).text


def test_a_revised_synthesis_is_up_to_date(
    synthesis: Argument, claim: Argument, face: Face
) -> None:
    reword(claim, "Streets are for all")
    keep_staleness([synthesis.pk])
    face.sign_in(synthesis.author)
    kept = [Kept(one.argument_id, one.text, one.argument_version) for one in _present(synthesis)]
    rewrite(synthesis, "Other words", kept)
    assert whys(synthesis) == [(claim.pk, "reworded")]
    kept = [Kept(one.argument, one.text) for one in kept]
    synthesis = find_argument(synthesis.author, synthesis.pk)
    rewrite(synthesis, "Yet other words", kept)
    keep_staleness([synthesis.pk])
    assert not Staleness.objects.exists()
    assert "out-of-date" not in face.read_standing(synthesis).text


def test_the_page_lets_its_author_revise_it(synthesis: Argument, claim: Argument) -> None:
    reword(claim, "Streets are for all")
    pages = Pages()
    pages.sign_in(synthesis.author)
    assert (
        f'href="/arguments/{synthesis.pk}/edit/">Revise it' in pages.read_standing(synthesis).text
    )
    form = pages.client.get(f"/arguments/{synthesis.pk}/edit/").content.decode()
    assert "Streets are for all" in form
    assert f'name="read_{claim.pk}" value="2"' in form
    other = synthesis.concessions.exclude(argument=claim).get().argument_id
    sent = {f"keeps_{claim.pk}": "Much", f"read_{claim.pk}": "2", f"keeps_{other}": "Less"}
    sent |= {"statement": "Anew", "version": "1"}
    assert pages.client.post(f"/arguments/{synthesis.pk}/edit/", sent).status_code == 302
    assert whys(synthesis) == []


def _present(synthesis: Argument) -> list[Concession]:
    return list(synthesis.concessions.filter(synthesis_version=synthesis.version).order_by("pk"))
