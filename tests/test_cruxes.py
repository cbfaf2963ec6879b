"""Cruxes: through pages and API alike."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from debates.actions.arguments import withdraw_argument
from debates.actions.cruxes import name_crux, second_crux
from debates.actions.debates import close_debate
from debates.actions.moderation import hide_argument
from debates.models import Argument, Crux, Debate, Endorsement, Event, LeftOpen, Second
from debates.queries.arguments import find_argument
from debates.queries.cruxes import find_crux, leading_cruxes
from debates.rules import Refused, are_opposed, signs_between
from tests.api import Program, is_problem
from tests.conftest import Together
from tests.faces import Face
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_debate,
    a_member,
    a_place,
    a_synthesis,
    seen_by,
)

Pair = tuple[Argument, Argument]


@pytest.fixture
def pair(claim: Argument) -> Pair:
    return claim, a_counterclaim(claim)


def bridge(synthesis: Argument, *, status: str = "bridging") -> None:
    Endorsement.objects.update_or_create(
        synthesis=synthesis,
        defaults={"debate_id": synthesis.debate_id, "is_bridging": True, "status": status},
    )


def is_open(crux: Crux) -> bool:
    return find_crux(a_member(), crux.pk).is_open


# --- What pulls which way ---


@pytest.mark.django_db
def test_the_signs_on_the_way_between_two_are_multiplied(claim: Argument) -> None:
    support, counter = a_claim(supporting=claim), a_counterclaim(claim)
    answer = a_counterclaim(counter)
    other = a_claim(claim.debate)
    ways = signs_between([claim.pk, support.pk, counter.pk, answer.pk, other.pk])
    assert ways[claim.pk, support.pk] == (1, support.pk)
    assert ways[claim.pk, counter.pk] == (-1, counter.pk)
    assert ways[claim.pk, answer.pk] == (1, answer.pk)
    assert ways[support.pk, counter.pk] == (-1, None)
    assert ways[support.pk, answer.pk] == (1, None)
    assert ways[counter.pk, answer.pk] == (-1, answer.pk)
    assert not any(other.pk in two for two in ways)


@pytest.mark.django_db
def test_what_a_synthesis_reconciles_is_opposed(debate: Debate) -> None:
    one, other = a_claim(debate), a_claim(debate)
    assert not are_opposed(one.pk, other.pk)
    synthesis = a_synthesis([one, other])
    assert are_opposed(one.pk, other.pk)
    assert are_opposed(other.pk, one.pk)
    withdraw_argument(synthesis, by=synthesis.author)
    assert not are_opposed(one.pk, other.pk)


@pytest.mark.django_db
def test_ways_are_found_in_one_query_and_not_without_end(claim: Argument) -> None:
    last = claim
    for _ in range(25):
        last = a_counterclaim(last)
    with CaptureQueriesContext(connection) as queries:
        assert signs_between([claim.pk, last.pk])[claim.pk, last.pk] == (-1, last.pk)
    assert len(queries) == 1


def test_a_synthesis_does_not_reconcile_what_supports(
    face: Face, claim: Argument, member: User
) -> None:
    support, counter = a_claim(supporting=claim), a_counterclaim(claim)
    answer = a_counterclaim(counter)
    face.sign_in(member)
    for supporting in (support, answer):
        for of in ([claim, supporting], [supporting, claim], [claim, counter, supporting]):
            outcome = face.post_synthesis(of, "Both", ["Right"] * len(of))
            assert outcome.what == "unfit"
            assert f"supports #{claim.pk}" in outcome.text
    assert face.post_synthesis([support, counter], "Both", ["Right", "Right"]).what == "done"
    assert face.post_synthesis([answer, counter], "Both", ["Right", "Right"]).what == "done"


@pytest.mark.django_db
def test_the_reason_stands_at_the_concession_of_what_supports(claim: Argument) -> None:
    support = a_claim(supporting=claim)
    kept = [{"argument": one.pk, "text": "Right"} for one in (support, claim)]
    answer = Program(a_member()).post(
        f"debates/{claim.debate.slug}/syntheses", {"statement": "Both", "concessions": kept}
    )
    errors = is_problem(answer, 400)["errors"]
    assert [(one["pointer"], one["code"]) for one in errors] == [
        ("/concessions/0/argument", "supports_it")
    ]


# --- Naming ---


def test_a_crux_is_named_with_its_type(face: Face, pair: Pair, member: User) -> None:
    assert face.name_crux(pair, "Do cars bring trade?").what == "signed out"
    face.sign_in(member)
    assert face.name_crux((pair[1], pair[0]), "Do cars bring trade?", "prediction").what == "done"
    crux = Crux.objects.get()
    assert (crux.first, crux.second, crux.kind) == (*pair, "prediction")
    assert crux.named_by == member
    assert Event.objects.filter(kind="crux_named", argument=pair[1], by=member).exists()


def test_what_is_unfit_is_refused_with_its_reason(face: Face, pair: Pair, member: User) -> None:
    claim = pair[0]
    support, elsewhere = a_claim(supporting=claim), a_claim()
    face.sign_in(member)
    for wrong, question, kind, why in [
        ((claim, support), "Why?", "fact", "do not pull apart"),
        ((claim, a_claim(claim.debate)), "Why?", "fact", "do not pull apart"),
        ((claim, claim), "Why?", "fact", "not opposed to itself"),
        ((claim, elsewhere), "Why?", "fact", "no such argument in this debate"),
        (pair, " \n ", "fact", "Please write something here."),
        (pair, "x" * 301, "fact", "300"),
        (pair, "Why?", "feeling", ""),
        (pair, "Why?", "", ""),
    ]:
        outcome = face.name_crux(wrong, question, kind)
        assert (outcome.what, why in outcome.text) == ("unfit", True), (question, kind, why)
    assert not Crux.objects.exists()


def test_a_question_is_named_once_for_a_pair(face: Face, pair: Pair, member: User) -> None:
    crux = a_crux(pair, "Do cars bring trade?")
    face.sign_in(member)
    outcome = face.name_crux(pair, "do cars bring TRADE?")
    assert (outcome.what, "named already" in outcome.text) == ("unfit", True)
    assert face.name_crux((pair[1], a_counterclaim(pair[1])), "Do cars bring trade?").what == "done"
    face.sign_in(crux.named_by)
    assert face.withdraw_crux(crux).what == "done"
    assert face.name_crux(pair, "Do cars bring trade?").what == "done"


def test_a_question_is_named_once_at_the_same_moment(together: Together) -> None:
    claim = a_claim()
    pair = (claim.pk, a_counterclaim(claim).pk)

    def name() -> Crux:
        by = a_member()
        return name_crux(seen_by(by, claim.debate), "Why?", "fact", between=pair, by=by)

    outcomes = together(name, name, name)
    refused = [one for one in outcomes if not isinstance(one, Crux)]
    assert len(refused) == 2
    assert all("named already" in str(one) for one in refused)


def test_hidden_and_withdrawn_arguments_turn_on_nothing(
    face: Face, pair: Pair, member: User, moderator: User
) -> None:
    claim, counter = pair
    crux = a_crux(pair, "Do cars bring trade?")
    hide_argument(find_argument(moderator, counter.pk), rule="spam", because="So", by=moderator)
    face.sign_in(member)
    assert face.second_crux(crux).what == "absent"
    assert face.name_crux(pair, "Why?").what == "unfit"
    assert leading_cruxes(seen_by(member, claim.debate)) == ()
    assert "trade" not in Client().get(f"/debates/{claim.debate.slug}/cruxes/").content.decode()
    other = a_counterclaim(claim)
    crux = a_crux((claim, other))
    withdraw_argument(other, by=other.author)
    assert face.second_crux(crux).what == "absent"


def test_a_closed_debate_takes_no_crux_and_no_second(
    face: Face, pair: Pair, member: User, moderator: User
) -> None:
    crux, mine = a_crux(pair), a_crux(pair, by=member)
    synthesis = a_synthesis(pair, by=member)
    close_debate(seen_by(moderator, pair[0].debate), by=moderator)
    face.sign_in(member)
    for outcome in (
        face.name_crux(pair, "Why?"),
        face.second_crux(crux),
        face.take_second_back(crux),
        face.withdraw_crux(mine),
        face.leave_open(synthesis, [crux]),
    ):
        assert (outcome.what, "closed" in outcome.text) == ("refused", True)


def test_cruxes_of_a_private_debate_are_not_there_for_strangers(face: Face, member: User) -> None:
    opener = a_member()
    debate = a_debate(by=opener, visibility="private")
    claim = a_claim(debate, by=opener)
    pair = (claim, a_counterclaim(claim, by=opener))
    crux = a_crux(pair, by=opener)
    face.sign_in(member)
    assert face.name_crux(pair, "Why?").what == "absent"
    assert face.second_crux(crux).what == "absent"
    assert face.withdraw_crux(crux).what == "absent"
    assert Client().get(f"/debates/{debate.slug}/cruxes/").status_code == 404
    assert Program(member).get(f"debates/{debate.slug}/cruxes").status_code == 404
    a_place(debate, member=member)
    assert face.second_crux(crux).what == "done"


# --- Seconding and withdrawing ---


def test_a_crux_is_seconded_once_and_that_is_taken_back(
    face: Face, pair: Pair, member: User
) -> None:
    crux = a_crux(pair)
    assert face.second_crux(crux).what == "signed out"
    face.sign_in(member)
    for seconds in (1, 1):
        assert face.second_crux(crux).what == "done"
        crux.refresh_from_db(fields=["seconds"])
        assert crux.seconds == Second.objects.filter(crux=crux).count() == seconds
    for _ in range(2):
        assert face.take_second_back(crux).what == "done"
        crux.refresh_from_db(fields=["seconds"])
        assert crux.seconds == 0


def test_nobody_seconds_their_own(face: Face, pair: Pair, member: User) -> None:
    crux = a_crux(pair, by=member)
    face.sign_in(member)
    outcome = face.second_crux(crux)
    assert (outcome.what, "named this crux yourself" in outcome.text) == ("refused", True)


def test_whoever_named_it_and_moderators_withdraw_a_crux(
    face: Face, pair: Pair, member: User, moderator: User
) -> None:
    for by in (member, moderator):
        crux = a_crux(pair, by=member)
        face.sign_in(a_member())
        assert face.withdraw_crux(crux).what == "refused"
        face.sign_in(by)
        assert face.withdraw_crux(crux).what == "done"
        assert face.withdraw_crux(crux).what == "absent"
        assert face.second_crux(crux).what == "absent"
    assert Event.objects.filter(kind="crux_withdrawn").count() == 2


def test_a_crux_withdrawn_meanwhile_is_not_seconded(pair: Pair, member: User) -> None:
    crux = a_crux(pair)
    crux.withdrawn_at = crux.named_at
    with pytest.raises(Refused, match="withdrawn"):
        second_crux(crux, by=member)


# --- Open and bridged ---


@pytest.mark.django_db
def test_a_crux_is_open_until_a_bridging_synthesis_answers_it(pair: Pair) -> None:
    crux = a_crux(pair)
    synthesis = a_synthesis(pair)
    assert is_open(crux)
    bridge(synthesis, status="open")
    assert is_open(crux)
    bridge(synthesis)
    assert not is_open(crux)
    assert is_open(a_crux((pair[1], a_counterclaim(pair[1]))))
    LeftOpen.objects.create(synthesis=synthesis, crux=crux, debate_id=crux.debate_id)
    assert is_open(crux)
    another = a_synthesis(pair)
    bridge(another)
    assert not is_open(crux)
    withdraw_argument(another, by=another.author)
    assert is_open(crux)


def test_the_author_says_what_a_synthesis_leaves_open(face: Face, pair: Pair, member: User) -> None:
    one, other = a_crux(pair), a_crux(pair)
    foreign = a_crux((pair[1], a_counterclaim(pair[1])))
    synthesis = a_synthesis(pair, by=member)
    bridge(synthesis)
    face.sign_in(a_member())
    assert face.leave_open(synthesis, [one]).what == "refused"
    face.sign_in(member)
    assert face.leave_open(synthesis, [one, foreign]).what == "unfit"
    assert not LeftOpen.objects.exists()
    assert face.leave_open(synthesis, [one]).what == "done"
    assert (is_open(one), is_open(other)) == (True, False)
    assert face.leave_open(synthesis, [other]).what == "done"
    assert (is_open(one), is_open(other)) == (False, True)
    assert face.leave_open(synthesis, []).what == "done"
    assert not LeftOpen.objects.exists()
    assert face.leave_open(pair[0], []).what == "absent"


# --- One face alone ---


@pytest.mark.django_db
def test_the_api_takes_no_crux_twice_as_left_open(pair: Pair, member: User) -> None:
    crux = a_crux(pair)
    synthesis = a_synthesis(pair, by=member)
    address = f"syntheses/{synthesis.pk}/cruxes"
    answer = Program(member).put(address, {"cruxes": [crux.pk, crux.pk]})
    assert is_problem(answer, 400)["errors"][0] == {
        "pointer": "/cruxes/1",
        "detail": "This stands twice.",
        "code": "twice",
    }
    for wrong in ({"cruxes": ["x"]}, {"cruxes": 5}, {}, {"cruxes": [10**30]}):
        is_problem(Program(member).put(address, wrong), 400)
    assert Program(member).put(address, {"cruxes": [crux.pk]}).json() == {"cruxes": [crux.pk]}
    assert Program().get(address).json() == {"cruxes": [crux.pk]}
    assert Program().get(f"cruxes/{crux.pk}").json()["left_open_by"] == [synthesis.pk]
    is_problem(Program().get(f"syntheses/{pair[0].pk}/cruxes"), 404)


@pytest.mark.django_db
def test_the_api_lists_the_cruxes_of_a_debate_and_of_a_pair(pair: Pair, member: User) -> None:
    claim, counter = pair
    cruxes = [a_crux(pair) for _ in range(3)]
    other = a_crux((counter, a_counterclaim(counter)))
    second_crux(cruxes[0], by=member)
    address = f"debates/{claim.debate.slug}/cruxes"
    listed = Program(member).get(address).json()["results"]
    assert [one["id"] for one in listed] == [other.pk, *(one.pk for one in reversed(cruxes))]
    assert (listed[-1]["i_seconded"], listed[-1]["seconds"], listed[-1]["is_open"]) == (
        True,
        1,
        True,
    )
    first = Program().get(f"{address}?pair={counter.pk},{claim.pk}&page_size=2").json()
    assert [one["id"] for one in first["results"]] == [cruxes[2].pk, cruxes[1].pk]
    rest = Program().get(first["next"]).json()
    assert [one["id"] for one in rest["results"]] == [cruxes[0].pk]
    for wrong in (
        "1",
        "1,",
        "a,b",
        f"{claim.pk},{claim.pk}",
        "0,1",
        f"1,{10**18 * 99}",
        "1,2,3",
        "",
    ):
        is_problem(Program().get(f"{address}?pair={wrong}"), 400)


@pytest.mark.django_db
def test_a_debate_shows_its_open_cruxes_most_seconded_first(
    pair: Pair, client: Client, member: User
) -> None:
    slug = pair[0].debate.slug
    page = f"/debates/{slug}/"
    assert "Open cruxes" not in client.get(page).content.decode()
    cruxes = [a_crux(pair, f"Question {number}?") for number in range(6)]
    second_crux(cruxes[5], by=member)
    shown = client.get(page).content.decode()
    places = [shown.find(f"Question {number}?") for number in (5, 0, 1, 2, 3)]
    assert places == sorted(places)
    assert min(places) > 0
    assert "Question 4?" not in shown
    assert "seconded by 1" in shown
    second_crux(cruxes[5], by=a_member())
    assert "seconded by 2" in client.get(page).content.decode()
    synthesis = a_synthesis(pair)
    bridge(synthesis)
    assert "Open cruxes" not in client.get(page).content.decode()
    LeftOpen.objects.create(synthesis=synthesis, crux=cruxes[4], debate=pair[0].debate)
    assert "Question 4?" in client.get(page).content.decode()
    every = client.get(f"/debates/{slug}/cruxes/").content.decode()
    assert all(f"Question {number}?" in every for number in range(6))
    assert every.find("Question 4?") < every.find("Question 5?") < every.find("Question 0?")


@pytest.mark.django_db
def test_pages_of_cruxes_cost_the_same_at_every_size(pair: Pair, client: Client) -> None:
    client.force_login(a_member())
    synthesis = a_synthesis(pair)
    pages = [
        f"/debates/{pair[0].debate.slug}/",
        f"/debates/{pair[0].debate.slug}/cruxes/",
        f"/api/v1/debates/{pair[0].debate.slug}/cruxes",
        f"/arguments/{pair[1].pk}/",
        f"/arguments/{synthesis.pk}/",
    ]

    def costs() -> list[int]:
        counted = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counted.append(len(queries))
        return counted

    a_crux(pair)
    costs()
    small = costs()
    Crux.objects.bulk_create(
        Crux(
            debate=pair[0].debate,
            first=pair[0],
            second=pair[1],
            question=f"Number {number}?",
            kind="fact",
            named_by=pair[0].author,
        )
        for number in range(1_000)
    )
    assert costs() == small


@pytest.mark.django_db
def test_the_pages_lead_to_naming_and_seconding(pair: Pair, client: Client, member: User) -> None:
    claim, counter = pair
    crux = a_crux(pair, "Do cars bring trade?")
    synthesis = a_synthesis(pair, by=member)
    client.force_login(member)
    name = f"/cruxes/new/?first={claim.pk}&amp;second={counter.pk}"
    for page in (counter, synthesis):
        shown = client.get(f"/arguments/{page.pk}/").content.decode()
        assert name in shown
        assert f'formaction="/cruxes/{crux.pk}/second/"' in shown
    assert f'action="/arguments/{synthesis.pk}/cruxes/"' in shown
    form = client.get(name.replace("&amp;", "&")).content.decode()
    assert claim.statement in form
    assert counter.statement in form
    back: Any = client.post(f"/cruxes/{crux.pk}/second/", {"next": f"/arguments/{counter.pk}/"})
    assert back["Location"] == f"/arguments/{counter.pk}/#crux-{crux.pk}"
    back = client.post(f"/cruxes/{crux.pk}/second/", {"next": "https://example.org/"})
    assert back["Location"].startswith("/debates/")
    for lost in ("", "?first=1", "?first=x&second=1", f"?first={claim.pk}&second={'9' * 40}"):
        assert client.get(f"/cruxes/new/{lost}").status_code == 404
    refused = client.get(f"/cruxes/new/?first={claim.pk}&second={claim.pk}")
    assert refused.status_code == 403
    assert "not opposed to itself" in refused.content.decode()
