"""Outcomes: debates closed with one, restated and reopened, through pages and API alike."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts import clock
from accounts.models import User
from debates.actions.moderation import hide_argument
from debates.actions.outcomes import Ending, restate_outcome
from debates.models import Argument, Debate, Event, Outcome
from debates.queries.debates import find_debate
from tests import ending
from tests.conftest import Together
from tests.ending import an_outcome, settle
from tests.faces import Face
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_synthesis, seen_by
from tests.raw import refused_by

synthesis = ending.synthesis


def in_days(days: int) -> str:
    return (clock.now() + timedelta(days=days)).date().isoformat()


# --- Closing with an outcome ---


def test_a_debate_closes_with_a_settled_synthesis(
    face: Face, debate: Debate, synthesis: Argument
) -> None:
    settle(synthesis)
    face.sign_in(debate.opened_by)
    outcome = face.close_with(debate, "Both it is", synthesis, look_again_on=in_days(30))
    assert outcome.what == "done", outcome.text
    stated = Outcome.objects.get()
    debate.refresh_from_db()
    assert (stated.number, stated.synthesis_id, stated.text) == (1, synthesis.pk, "Both it is")
    assert stated.closed_at == debate.closed_at
    assert str(stated.look_again_on) == in_days(30)
    read = face.read_debate(debate).text
    assert "Both it is" in read
    assert synthesis.statement in read
    event = Event.objects.get(kind="outcome_stated")
    assert (event.argument_id, event.by_id) == (synthesis.pk, debate.opened_by_id)


def test_what_is_not_settled_needs_a_reason(
    face: Face, debate: Debate, synthesis: Argument
) -> None:
    face.sign_in(debate.opened_by)
    for settled in (None, False):
        if settled is False:
            settle(synthesis, settled=False)
        outcome = face.close_with(debate, "Both it is", synthesis, reason="Time is up")
        assert outcome.what == "unfit"
        assert "It is not settled" in outcome.text
    assert not find_debate(debate.opened_by, debate.slug).is_closed
    why = "The vote is tomorrow"
    assert face.close_with(debate, "Both it is", synthesis, why_early=why).what == "done"
    assert why in face.read_debate(debate).text


def test_a_debate_closes_with_no_synthesis(face: Face, debate: Debate) -> None:
    face.sign_in(debate.opened_by)
    assert face.close_with(debate, "No common ground", reason="Time is up").what == "done"
    assert Outcome.objects.get().synthesis_id is None
    assert Event.objects.get(kind="debate_closed").reason == "Time is up"
    assert "No common ground" in face.read_debate(debate).text


def test_a_debate_closes_without_an_outcome_and_gets_one_later(face: Face, debate: Debate) -> None:
    face.sign_in(debate.opened_by)
    assert face.restate(debate, "Too early").what == "refused"
    assert face.close(debate, "Time is up").what == "done"
    assert not Outcome.objects.exists()
    assert face.restate(debate, "It came to this").what == "done"
    assert "It came to this" in face.read_debate(debate).text


def test_the_outcome_is_a_standing_synthesis_of_this_debate(
    face: Face, debate: Debate, claim: Argument, synthesis: Argument
) -> None:
    face.sign_in(debate.opened_by)
    early = {"why_early": "It is late"}
    for chosen, why in [
        (claim, "Only a synthesis can be the outcome."),
        (a_synthesis(), "There is no such synthesis in this debate."),
    ]:
        outcome = face.close_with(debate, "This", chosen, **early)
        assert outcome.what == "unfit"
        assert why in outcome.text
    hide_argument(synthesis, rule="insult", because="An insult", by=a_member(is_staff=True))
    outcome = face.close_with(debate, "This", synthesis, **early)
    assert outcome.what == "unfit"
    assert "This argument is hidden." in outcome.text
    assert not Outcome.objects.exists()


def test_all_that_is_unfit_is_named_at_once(face: Face, debate: Debate) -> None:
    face.sign_in(debate.opened_by)
    outcome = face.close_with(debate, "x" * 1_001, look_again_on=in_days(0))
    assert outcome.what == "unfit"
    assert "This is 1 character too long: 1000 fit." in outcome.text
    assert "Choose a day that is still to come." in outcome.text
    assert face.close_with(debate, " ").what == "unfit"
    assert face.close_with(debate, "Fine", why_early="z" * 301).what == "unfit"
    assert face.close_with(debate, "Fine", look_again_on="soon").what == "unfit"
    assert face.close_with(debate, "\x00").what == "unfit"
    assert not Outcome.objects.exists()


def test_only_its_opener_and_staff_state_the_outcome(
    face: Face, debate: Debate, member: User
) -> None:
    why = "Only whoever runs a debate can do this."
    face.sign_in(member)
    assert why in face.close_with(debate, "Mine").text
    an_outcome(debate)
    outcome = face.restate(debate, "Mine")
    assert outcome.what == "refused"
    assert why in outcome.text
    face.sign_in(a_member(is_staff=True))
    assert face.restate(debate, "The staff's").what == "done"


@pytest.mark.django_db
def test_the_closing_form_offers_syntheses_and_keeps_what_was_typed(
    debate: Debate, claim: Argument, synthesis: Argument, no_limits: None
) -> None:
    settle(synthesis)
    other = a_synthesis([claim, a_counterclaim(claim)])
    client = Client()
    client.force_login(debate.opened_by)
    form = client.get(f"/debates/{debate.slug}/close/").content.decode()
    assert "settled: most on every side endorse it" in form
    assert "not settled: Too few votes yet" in form
    said = {"synthesis": "", "text": "Kept words", "look_again_on": in_days(3), "reason": "Late"}
    answer = client.post(f"/debates/{debate.slug}/close/", said)
    assert answer.status_code == 400
    shown = answer.content.decode()
    assert "Choose what the outcome is" in shown
    assert all(words in shown for words in ("Kept words", in_days(3), "Late"))
    answer = client.post(f"/debates/{debate.slug}/close/", said | {"synthesis": str(other.pk)})
    assert answer.status_code == 400
    assert f'value="{other.pk}" ' in answer.content.decode()
    assert "checked" in answer.content.decode()
    for hostile in ("x", "9" * 40, "-1", "٣"):
        answer = client.post(f"/debates/{debate.slug}/close/", said | {"synthesis": hostile})
        assert answer.status_code == 400


@pytest.mark.django_db
def test_closing_a_blind_debate_shows_no_status_before(no_limits: None) -> None:
    debate = a_debate(is_blind=True)
    claim = a_claim(debate)
    settle(a_synthesis([claim, a_counterclaim(claim)]), settled=False)
    client = Client()
    client.force_login(debate.opened_by)
    form = client.get(f"/debates/{debate.slug}/close/").content.decode()
    assert "not settled" in form
    assert "Promising" not in form


# --- Restating and reopening ---


def test_restating_makes_a_new_version(face: Face, debate: Debate, synthesis: Argument) -> None:
    first = an_outcome(debate, "First words")
    settle(synthesis)
    face.sign_in(debate.opened_by)
    assert face.restate(debate, "Second words", synthesis).what == "done"
    first.refresh_from_db()
    second = Outcome.objects.get(number=2)
    assert (second.closed_at, first.text) == (first.closed_at, "First words")
    read = face.read_debate(debate).text
    assert "Second words" in read
    assert "First words" not in read
    every = face.read_outcomes(debate).text
    assert every.index("Second words") < every.index("First words")


def test_reopening_makes_the_outcome_history(face: Face, debate: Debate) -> None:
    an_outcome(debate, "First words")
    face.sign_in(debate.opened_by)
    assert face.reopen(debate).what == "done"
    assert "First words" not in face.read_debate(debate).text
    assert "First words" in face.read_outcomes(debate).text
    assert face.close(debate).what == "done"
    assert "First words" not in face.read_debate(debate).text
    assert face.restate(debate, "Second words").what == "done"
    assert Outcome.objects.get(text="Second words").number == 2
    face.sign_in(a_member())
    assert face.dispute(debate, 1, "I do not agree").what == "refused"


@pytest.mark.django_db
def test_restating_starts_from_what_stands(debate: Debate, synthesis: Argument) -> None:
    an_outcome(debate, "Words to mend", synthesis=synthesis.pk, why_early="It is late")
    client = Client()
    client.force_login(debate.opened_by)
    form = client.get(f"/debates/{debate.slug}/outcomes/new/").content.decode()
    assert "Words to mend" in form
    assert "It is late" in form
    assert "checked" in form


@pytest.mark.django_db
def test_outcomes_of_a_debate_are_numbered(debate: Debate) -> None:
    stated = an_outcome(debate)
    with refused_by("outcomes_of_a_debate_are_numbered"):
        Outcome.objects.create(
            debate=debate, number=1, closed_at=stated.closed_at, text="x", by=debate.opened_by
        )


@pytest.mark.django_db(transaction=True)
def test_who_restates_at_once_makes_two_versions(together: Together) -> None:
    debate = a_debate()
    an_outcome(debate)
    staff = a_member(is_staff=True)
    outcomes = together(
        *(
            lambda by=by: restate_outcome(seen_by(by, debate), Ending(f"By {by.pk}"), by=by)
            for by in (debate.opened_by, staff)
        )
    )
    assert sorted(one.number for one in outcomes) == [2, 3]
