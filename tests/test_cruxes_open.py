"""Cruxes that are open, bridged or left open, and where they are shown."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from debates.actions.arguments import withdraw_argument
from debates.actions.cruxes import second_crux
from debates.models import Argument, Crux, Endorsement, LeftOpen
from debates.queries.cruxes import find_crux
from tests.api import Program, is_problem
from tests.faces import Face
from tests.factories import a_counterclaim, a_crux, a_member, a_synthesis
from tests.opposing import Pair
from tests.opposing import pair as pair


def bridge(synthesis: Argument, *, status: str = "bridging") -> None:
    Endorsement.objects.update_or_create(
        synthesis=synthesis,
        defaults={"debate_id": synthesis.debate_id, "is_bridging": True, "status": status},
    )


def is_open(crux: Crux) -> bool:
    return find_crux(a_member(), crux.pk).is_open


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
