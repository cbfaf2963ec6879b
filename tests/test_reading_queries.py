"""Reading costs the same however long a debate is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from debates.actions.arguments import post_claim, post_counterclaim
from debates.actions.scores import refresh_all_scores
from debates.models import Argument, Debate
from debates.queries.arguments import card_of, card_of_new, find_argument, list_arguments
from debates.queries.debates import find_debate
from debates.queries.orders import ORDERS, Cursor
from debates.queries.threads import threads_of
from tests.factories import a_claim, a_counterclaim, a_member, a_synthesis, a_vote
from tests.raw import run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

SIGNED_OUT, SIGNED_IN = 10, 14

# A thousand arguments: 250 threads of four, two of them replies to replies.
GROW = """
INSERT INTO debates_argument (debate_id, parent_id, kind, statement, reasoning, reasoning_html,
    excerpt_html, left_open, author_id, edited_by_id, version, made_at, edited_at, rank, contest,
    replies)
SELECT debate_id, {parent}, '{kind}', 'One of many', '', '', '', '', author_id, author_id, 1,
    now(), now(), 0, 0, 0
FROM debates_argument, generate_series(1, {times}) WHERE {of}
"""


def grow(claim: Argument) -> None:
    """To a thousand arguments and some more."""
    run(GROW.format(parent="NULL", kind="claim", times=250, of=f"id = {claim.pk}"))
    tops = f"parent_id IS NULL AND kind = 'claim' AND debate_id = {claim.debate_id}"
    run(GROW.format(parent="id", kind="counterclaim", times=2, of=tops))
    under = f"parent_id IS NOT NULL AND kind = 'counterclaim' AND debate_id = {claim.debate_id}"
    run(GROW.format(parent="id", kind="claim", times=1, of=f"{under} AND id % 2 = 0"))
    refresh_all_scores()
    assert Argument.objects.filter(debate=claim.debate_id).count() >= 1_000


def cost(read: Callable[[], Any]) -> int:
    """How many queries it takes, once what is kept for all readers is kept."""
    read()
    with CaptureQueriesContext(connection) as queries:
        read()
    return len(queries)


def fetch(client: Client, path: str) -> Callable[[], Any]:
    def read() -> None:
        assert client.get(path).status_code == 200

    return read


def reader(signed_in: bool) -> Client:
    client = Client()
    if signed_in:
        client.force_login(a_member())
    return client


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_debate_page_costs_the_same_at_every_size(claim: Argument, signed_in: bool) -> None:
    a_synthesis([claim, a_counterclaim(claim)])
    client = reader(signed_in)
    pages = [
        f"/debates/{claim.debate.slug}/",
        f"/debates/{claim.debate.slug}/?sort=newest",
        f"/arguments/{claim.pk}/",
    ]
    small = [cost(fetch(client, page)) for page in pages]
    grow(claim)
    assert [cost(fetch(client, page)) for page in pages] == small
    assert max(small[:2]) <= (SIGNED_IN if signed_in else SIGNED_OUT)


@pytest.mark.parametrize("signed_in", [False, True])
def test_the_api_lists_at_one_cost(claim: Argument, signed_in: bool) -> None:
    client = reader(signed_in)
    lists = [
        f"/api/v1/debates/{claim.debate.slug}/arguments",
        f"/api/v1/debates/{claim.debate.slug}/arguments?sort=strongest",
        f"/api/v1/arguments/{claim.pk}/replies",
        "/api/v1/debates",
    ]
    a_counterclaim(claim)
    small = [cost(fetch(client, path)) for path in lists]
    grow(claim)
    assert [cost(fetch(client, path)) for path in lists] == small
    assert max(small) <= (SIGNED_IN if signed_in else SIGNED_OUT)


def test_a_long_thread_is_read_in_one_query(claim: Argument, member: User) -> None:
    grow(claim)
    a_vote(claim, by=member)
    debate = find_debate(member, claim.debate.slug)
    with CaptureQueriesContext(connection) as queries:
        page = threads_of(debate, member)
    assert len(queries) == 1
    assert len(page.items) == 20
    assert page.next


def test_a_deep_chain_is_read_without_falling_over(claim: Argument) -> None:
    last = claim
    for _ in range(30):
        last = a_counterclaim(last)
    assert cost(fetch(Client(), f"/arguments/{last.pk}/")) <= SIGNED_OUT


def test_pages_of_a_list_skip_and_double_nothing(claim: Argument, member: User) -> None:
    grow(claim)
    a_claim(claim.debate)
    debate = find_debate(member, claim.debate.slug)
    for sort in ORDERS:
        seen: list[int] = []
        cursor = None
        while True:
            page = list_arguments(debate, member, sort=sort, cursor=cursor, size=400)
            seen += [card.id for card in page.items]
            if not page.next:
                break
            cursor = Cursor.read(page.next, sort)
        assert len(seen) == len(set(seen)) == debate.arguments.count()


def test_a_new_argument_is_told_as_it_is_read(debate: Debate, member: User) -> None:
    words = "Because of *this*.\n\n" + "And that. " * 200
    claim = post_claim(find_debate(member, debate.slug), "It is so", words, by=member)
    assert card_of_new(claim, member) == card_of(find_argument(member, claim.pk), member)
    reply = post_counterclaim(find_argument(member, claim.pk), "It is not so", by=member)
    assert card_of_new(reply, member) == card_of(find_argument(member, reply.pk), member)
