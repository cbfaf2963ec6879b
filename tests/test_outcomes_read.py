"""Outcomes read: what pages and API tell of them, to whom, and what that costs."""

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.moderation import hide_argument
from debates.models import Argument, Debate, Endorsement, Visibility
from tests import ending
from tests.api import Program, is_problem
from tests.ending import an_outcome, disputed, settle
from tests.faces import Face
from tests.factories import a_debate, a_member
from tests.test_reading_queries import SIGNED_OUT, cost, fetch

synthesis = ending.synthesis


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
def test_endorsements_stay_as_they_are(debate: Debate, synthesis: Argument) -> None:
    settle(synthesis)
    before = Endorsement.objects.values().get()
    an_outcome(debate, synthesis=synthesis.pk)
    assert Endorsement.objects.values().get() == before
