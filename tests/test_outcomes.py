"""Outcomes, restated and disputed: through pages and API alike."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts import clock
from accounts.models import User
from debates.actions.moderation import hide_argument
from debates.actions.outcomes import Ending, dispute_outcome, restate_outcome
from debates.models import (
    Argument,
    Debate,
    Dispute,
    Endorsement,
    Event,
    Notice,
    Outcome,
    Visibility,
)
from debates.queries.debates import find_debate
from debates.queries.outcomes import find_outcome
from debates.rules import Refused
from tests.api import Program, is_problem
from tests.conftest import Together
from tests.ending import an_outcome, disputed
from tests.faces import Face
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_place,
    a_synthesis,
    seen_by,
)
from tests.raw import refused_by, run
from tests.test_reading_queries import SIGNED_OUT, cost, fetch


@pytest.fixture
def synthesis(debate: Debate, claim: Argument) -> Argument:
    return a_synthesis([claim, a_counterclaim(claim)], "Cars outside, streets inside")


def settle(synthesis: Argument, *, settled: bool = True) -> None:
    status = "bridging" if settled else "promising"
    Endorsement.objects.update_or_create(
        synthesis=synthesis,
        defaults={"debate": synthesis.debate, "is_settled": settled, "status": status},
    )


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
    why = "Only the member who opened a debate can do this."
    face.sign_in(member)
    assert why in face.close_with(debate, "Mine").text
    an_outcome(debate)
    outcome = face.restate(debate, "Mine")
    assert outcome.what == "refused"
    assert why in outcome.text
    face.sign_in(a_member(is_staff=True))
    assert face.restate(debate, "The staff's").what == "done"


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


# --- Disputing ---


def test_a_member_disputes_an_outcome_once_a_version(
    face: Face, debate: Debate, member: User
) -> None:
    an_outcome(debate)
    assert face.dispute(debate, 1, "It leaves us out").what == "signed out"
    face.sign_in(member)
    assert face.dispute(debate, 1, " ").what == "unfit"
    assert face.dispute(debate, 1, "y" * 301).what == "unfit"
    assert face.dispute(debate, 2, "It leaves us out").what == "absent"
    assert face.dispute(debate, 1, "It leaves us out").what == "done"
    assert "It leaves us out" in face.read_disputes(debate, 1).text
    again = face.dispute(debate, 1, "Again")
    assert again.what == "refused"
    assert "You have disputed this outcome already." in again.text
    notice = Notice.objects.get(kind="disputed")
    assert (notice.member_id, notice.by_id) == (debate.opened_by_id, member.pk)
    assert Event.objects.get(kind="outcome_disputed").reason == "v1"
    by = debate.opened_by
    restate_outcome(seen_by(by, debate), Ending("Other words"), by=by)
    assert "no longer the outcome" in face.dispute(debate, 1, "Again").text
    assert face.dispute(debate, 2, "It still does").what == "done"
    assert "It leaves us out" in face.read_disputes(debate, 1).text


def test_nobody_disputes_what_they_stated_themselves(face: Face, debate: Debate) -> None:
    an_outcome(debate)
    face.sign_in(debate.opened_by)
    outcome = face.dispute(debate, 1, "On second thought")
    assert outcome.what == "refused"
    assert "You stated this outcome: you can restate it." in outcome.text


def test_only_invited_members_dispute_where_they_argue(face: Face, member: User) -> None:
    debate = a_debate(visibility=Visibility.INVITED)
    an_outcome(debate)
    face.sign_in(member)
    outcome = face.dispute(debate, 1, "I was not asked")
    assert outcome.what == "refused"
    assert "Only invited members" in outcome.text
    face.sign_in(a_place(debate))
    assert face.dispute(debate, 1, "I was asked, and said no").what == "done"


def test_a_private_debates_outcome_is_not_there_for_strangers(face: Face, member: User) -> None:
    debate = a_debate(visibility=Visibility.PRIVATE)
    an_outcome(debate)
    face.sign_in(member)
    for outcome in (
        face.read_outcomes(debate),
        face.read_disputes(debate, 1),
        face.dispute(debate, 1, "Why?"),
        face.restate(debate, "Mine"),
    ):
        assert outcome.what == "absent"


# --- What is read ---


def test_a_hidden_synthesis_keeps_its_words_as_an_outcome(
    face: Face, debate: Debate, synthesis: Argument
) -> None:
    an_outcome(debate, synthesis=synthesis.pk, why_early="It is late")
    hide_argument(synthesis, rule="insult", because="An insult", by=a_member(is_staff=True))
    face.sign_in(a_member())
    assert synthesis.statement not in face.read_debate(debate).text
    assert synthesis.statement not in face.read_outcomes(debate).text
    face.sign_in(synthesis.author)
    assert synthesis.statement in face.read_outcomes(debate).text


@pytest.mark.django_db
def test_a_kept_page_shows_what_became_of_the_outcome(
    debate: Debate, synthesis: Argument, no_limits: None
) -> None:
    stated = an_outcome(debate, synthesis=synthesis.pk, why_early="It is late")

    def page() -> str:
        return Client().get(f"/debates/{debate.slug}/").content.decode()

    assert "Disputed by" not in page()
    assert "not settled" in page()
    member = a_member()
    disputed(stated, by=member)
    assert "Disputed by 1 member" in page()
    assert "It leaves us out" in page()
    settle(synthesis)
    assert "not settled" not in page()
    member.username = "renamed"
    member.save()
    assert "renamed" in page()
    hide_argument(synthesis, rule="insult", because="An insult", by=a_member(is_staff=True))
    assert synthesis.statement not in page()


@pytest.mark.django_db
def test_an_outcome_costs_one_query(debate: Debate, synthesis: Argument, no_limits: None) -> None:
    read = fetch(Client(), f"/debates/{debate.slug}/")
    before = cost(read)
    stated = an_outcome(debate, synthesis=synthesis.pk, why_early="It is late")
    assert cost(read) == before + 1 <= SIGNED_OUT
    for _ in range(12):
        disputed(stated)
    assert cost(read) == before + 1
    page = Client().get(f"/debates/{debate.slug}/").content.decode()
    assert "Disputed by 12 members" in page
    assert page.count("It leaves us out") == 5
    every = Client().get(f"/debates/{debate.slug}/outcomes/1/").content.decode()
    assert every.count("It leaves us out") == 12


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
def test_the_api_tells_the_outcome_and_points_at_what_is_wrong(
    debate: Debate, synthesis: Argument, no_limits: None
) -> None:
    program = Program(debate.opened_by)
    address = f"debates/{debate.slug}"
    assert program.get(address).json()["outcome"] is None
    outcome = {"synthesis": synthesis.pk, "text": "Both"}
    told = is_problem(program.put(f"{address}/closing", {"outcome": outcome}), 400)
    assert told["errors"][0]["pointer"] == "/outcome/why_early"
    assert told["errors"][0]["code"] == "not_settled"
    for wrong in (
        {"synthesis": "1"},
        {"synthesis": 2**70},
        {"look_again_on": 5},
        {"look_again_on": "2027-02-30"},
        {"look_again_on": ["2027-02-03"]},
        {"extra": 1},
        {"text": None},
    ):
        is_problem(program.put(f"{address}/closing", {"outcome": outcome | wrong}), 400)
    is_problem(program.put(f"{address}/closing", {"outcome": []}), 400)
    answer = program.put(f"{address}/closing", {"outcome": outcome | {"why_early": "Late"}})
    assert answer.status_code == 200, answer.content
    shown = answer.json()["outcome"]
    assert shown["synthesis"] == synthesis.pk
    assert shown["statement"] == synthesis.statement
    assert (shown["number"], shown["is_current"], shown["is_settled"]) == (1, True, False)
    made = program.post(f"{address}/outcomes", {"text": "None after all"})
    assert made.status_code == 201
    assert program.get(made["Location"]).json() == made.json()
    asked = program.get(f"{address}/outcomes/2?expand=why_not").json()
    assert asked["why_not"]["dispute"]["code"] == "own_outcome"
    asked = program.get(f"{address}?expand=why_not").json()
    assert asked["why_not"]["state_outcome"] is None
    listed = program.get(f"{address}/outcomes?page_size=1").json()
    assert [one["number"] for one in listed["results"]] == [2]
    further = program.get(listed["next"]).json()
    assert [one["number"] for one in further["results"]] == [1]
    assert program.get(f"{address}/outcomes/{2**40}").status_code == 404
    assert "outcome" not in program.get("debates").json()["results"][0]


@pytest.mark.django_db
def test_disputes_are_paged(debate: Debate, no_limits: None) -> None:
    stated = an_outcome(debate)
    for number in range(3):
        disputed(stated, f"Reason {number}")
    program = Program()
    page = program.get(f"debates/{debate.slug}/outcomes/1/disputes?page_size=2").json()
    rest = program.get(page["next"]).json()
    assert [one["text"] for one in (*page["results"], *rest["results"])] == [
        *("Reason 0", "Reason 1", "Reason 2"),
    ]


@pytest.mark.django_db
def test_endorsements_stay_as_they_are(debate: Debate, synthesis: Argument) -> None:
    settle(synthesis)
    before = Endorsement.objects.values().get()
    an_outcome(debate, synthesis=synthesis.pk)
    assert Endorsement.objects.values().get() == before


# --- What the database keeps ---


@pytest.mark.django_db
def test_outcomes_and_disputes_are_never_rewritten(debate: Debate, member: User) -> None:
    stated = an_outcome(debate, disputed_by=member)
    for table in ("outcome", "dispute"):
        for change in (f"UPDATE debates_{table} SET text = 'x'", f"DELETE FROM debates_{table}"):
            with pytest.raises(IntegrityError), transaction.atomic():
                run(change)
    assert Dispute.objects.get().outcome_id == stated.pk


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


@pytest.mark.django_db(transaction=True)
def test_one_dispute_sent_twice_at_once_is_one(together: Together) -> None:
    debate = a_debate()
    an_outcome(debate)
    by = a_member()
    found = find_outcome(seen_by(by, debate), 1)
    outcomes = together(*[lambda: dispute_outcome(found, "It leaves us out", by=by)] * 3)
    assert Dispute.objects.count() == 1
    refused = [one for one in outcomes if isinstance(one, Refused)]
    assert [one.reason.code for one in refused] == ["already_disputed"] * 2
