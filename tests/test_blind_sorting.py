"""Blind voting: no order of arguments tells how people vote until the debate closes."""

from collections.abc import Sequence

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.debates import close_debate
from debates.actions.scores import refresh_all_scores
from debates.models import Argument, Debate
from debates.queries.arguments import find_argument, list_arguments
from debates.queries.card import Card
from debates.queries.rivals import rivals_of
from debates.queries.search import find_arguments
from debates.queries.syntheses import syntheses_of
from debates.queries.threads import replies_of, threads_of
from tests import blind
from tests.api import Program, is_problem
from tests.blind import signed_in, texts_for
from tests.factories import a_claim, a_counterclaim, a_synthesis, a_vote, seen_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

debate = blind.debate


def ranked_against_time(debate: Debate) -> tuple[list[Argument], list[Argument], list[Argument]]:
    """Claims, replies and syntheses, oldest first: the votes would have them otherwise."""
    claims = [a_claim(debate, f"Streets {number}") for number in range(3)]
    replies = [a_counterclaim(claims[0]) for _ in range(5)]
    pair = [claims[0], replies[0]]
    syntheses = [a_synthesis(pair) for _ in range(3)]
    for group in (claims, replies, syntheses):
        a_vote(group[0], "disagree")
        a_vote(group[1])
        a_vote(group[1])
        a_vote(group[-1], "disagree")
    refresh_all_scores()
    return claims, replies, syntheses


def ids(cards: Sequence[Card]) -> list[int]:
    return [card.id for card in cards]


def test_no_order_tells_how_people_vote(debate: Debate, member: User) -> None:
    claims, replies, syntheses = ranked_against_time(debate)
    debate = seen_by(member, debate)
    threads = threads_of(debate, member, sort="strongest")
    assert [thread.card.id for thread in threads.items] == [one.pk for one in claims]
    under = [thread.card.id for thread in threads.items[0].replies]
    assert under == [one.pk for one in replies[:3]]
    claim = find_argument(member, claims[0].pk)
    page = replies_of(claim, member, sort="contested")
    assert [thread.card.id for thread in page.items] == [one.pk for one in replies]
    everything = [one.pk for one in (*claims, *replies, *syntheses)]
    assert ids(list_arguments(debate, member, sort="strongest").items) == everything
    newest = [one.pk for one in reversed(syntheses)]
    assert [one.card.id for one in syntheses_of(claim, member)] == newest
    rival = find_argument(member, syntheses[1].pk)
    assert [one.card.id for one in rivals_of(rival, member)] == [newest[0], newest[2]]
    found = [one.pk for one in reversed(claims)]
    assert ids(find_arguments("streets", member)) == found
    assert ids(find_arguments("streets", member, debate=debate)) == found


def test_what_is_found_stands_behind_what_is_ranked(claim: Argument, member: User) -> None:
    low, high = (a_claim(statement=f"Streets, and {number}") for number in range(2))
    a_vote(low, "disagree")
    a_vote(high)
    for _ in range(3):
        a_vote(claim)
    refresh_all_scores()
    assert ids(find_arguments("streets", member)) == [high.pk, low.pk, claim.pk]
    close_debate(claim.debate, by=claim.debate.opened_by)
    assert ids(find_arguments("streets", member)) == [claim.pk, high.pk, low.pk]


def test_the_threads_page_on_by_time(debate: Debate, member: User) -> None:
    claims = [a_claim(debate) for _ in range(22)]
    client = Client()
    page = client.get(f"/debates/{debate.slug}/?sort=strongest").content.decode()
    assert f"argument-{claims[0].pk}" in page
    assert f"argument-{claims[21].pk}" not in page
    first = threads_of(seen_by(member, debate), member)
    assert first.next
    more = client.get(f"/debates/{debate.slug}/", {"sort": "oldest", "cursor": first.next})
    assert f"argument-{claims[21].pk}" in more.content.decode()


def test_pages_offer_no_order_by_votes(debate: Debate) -> None:
    claims, _replies, _syntheses = ranked_against_time(debate)
    client = Client()
    addresses = [f"/debates/{debate.slug}/", f"/debates/{debate.slug}/syntheses/"]
    addresses.append(f"/arguments/{claims[0].pk}/")
    for text in texts_for(client, addresses).values():
        assert "?sort=strongest" not in text
        assert "?sort=contested" not in text
        assert '<strong aria-current="true">oldest</strong>' in text
    close_debate(debate, by=debate.opened_by)
    for text in texts_for(client, addresses).values():
        assert '<strong aria-current="true">strongest</strong>' in text


def test_no_synthesis_leads(debate: Debate, member: User) -> None:
    _claims, _replies, syntheses = ranked_against_time(debate)
    address = f"/debates/{debate.slug}/"
    client = signed_in(member)
    page = client.get(address).content.decode()
    assert "Leading synthesis" not in page
    assert f"argument-{syntheses[-1].pk}" in page
    htmx = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{address}"}
    vote = f"/arguments/{syntheses[-1].pk}/vote/"
    voted = client.post(vote, {"position": "agree"}, headers=htmx).content.decode()
    assert "Leading synthesis" not in voted
    close_debate(debate, by=debate.opened_by)
    assert "Leading synthesis" in client.get(address).content.decode()


@pytest.mark.parametrize("sort", ["strongest", "contested"])
def test_the_api_refuses_an_order_by_votes(debate: Debate, sort: str) -> None:
    claims, _replies, _syntheses = ranked_against_time(debate)
    lists = [
        f"debates/{debate.slug}/arguments",
        f"debates/{debate.slug}/syntheses",
        f"arguments/{claims[0].pk}/replies",
    ]
    for address in lists:
        problem = is_problem(Program().get(f"{address}?sort={sort}"), 400)
        assert problem["errors"][0]["parameter"] == "sort"
        assert problem["errors"][0]["code"] == "blind"
        by_default = Program().get(address).json()["results"]
        assert by_default == Program().get(f"{address}?sort=oldest").json()["results"]
        onward = Program().get(f"{address}?page_size=2").json()["next"]
        assert Program().get(onward).status_code == 200
    close_debate(debate, by=debate.opened_by)
    for address in lists:
        assert Program().get(f"{address}?sort={sort}").status_code == 200
