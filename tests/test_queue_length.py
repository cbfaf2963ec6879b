"""The queue costs the same however long it is."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from debates.actions.syntheses import Kept, edit_synthesis
from debates.models import Argument, Case
from debates.queries.arguments import find_argument
from tests.factories import a_counterclaim, a_synthesis, some_evidence
from tests.flagged import a_flag
from tests.raw import run

pytestmark = pytest.mark.django_db

FLAG = """
WITH said AS (
    INSERT INTO debates_argument (debate_id, kind, statement, reasoning, reasoning_html,
        excerpt_html, left_open, author_id, edited_by_id, version, made_at, edited_at, rank,
        contest, replies)
    SELECT debate_id, 'claim', 'One of many', '', '', '', '', author_id, author_id, 1, now(),
        now(), 0, 0, 0 FROM debates_argument, generate_series(1, {many}) WHERE id = {like}
    RETURNING id, debate_id
), opened AS (
    INSERT INTO debates_case (debate_id, argument_id, why, note, rule, opened_at, verdict)
    SELECT debate_id, id, 'flagged', '', '', now(), '' FROM said RETURNING id
)
SELECT id FROM opened
"""


def flag_many(claim: Argument, many: int, by: User) -> None:
    """So many more claims, each with an open flag."""
    run(FLAG.format(many=many, like=claim.pk))
    run(
        "INSERT INTO debates_flag (case_id, member_id, rule, note, raised_at)"
        " SELECT id, %s, (ARRAY['spam', 'insult', 'unclear'])[1 + id %% 3], '', now()"
        " FROM debates_case WHERE flags = 0",
        [by.pk],
    )


def cost(client: Client, page: str) -> int:
    client.get(page)  # The first of a session notes that it is seen.
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def test_a_queue_costs_the_same_at_every_length(
    client: Any, claim: Argument, moderator: User
) -> None:
    moderator.is_staff = True
    moderator.save(update_fields=["is_staff"])
    client.force_login(moderator)
    slug = claim.debate.slug
    pages = [f"/debates/{slug}/moderation/", "/moderation/", f"/api/v1/debates/{slug}/cases"]
    flag_many(claim, 100, by=claim.author)
    small = [cost(client, page) for page in pages]
    assert max(small) <= 8
    flag_many(claim, 9_900, by=claim.author)
    assert Case.objects.filter(closed_at=None).count() == 10_000
    assert [cost(client, page) for page in pages] == small
    worst = Case.objects.order_by("-urgency", "pk").first()
    assert worst
    assert cost(client, f"/cases/{worst.pk}/") <= 10


def test_a_case_costs_no_more_than_ten(client: Any, claim: Argument, moderator: User) -> None:
    client.force_login(moderator)
    reply = a_counterclaim(claim)
    synthesis = a_synthesis([claim, reply])
    keeps = [Kept(one.pk, "What is right in it") for one in (claim, reply)]
    edit_synthesis(
        find_argument(synthesis.author, synthesis.pk),
        statement="Other words",
        reasoning="And why",
        left_open="How much?",
        concessions=keeps,
        by=synthesis.author,
    )
    for thing in (reply, synthesis, some_evidence(reply)):
        for _ in range(5):
            case = a_flag(thing).case
        assert cost(client, f"/cases/{case.pk}/") <= 10
