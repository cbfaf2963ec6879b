"""Where people stand in a debate: shown to all, and nobody learns who that is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.models import User
from debates.actions.landscapes import draw_due_landscapes, draw_landscape
from debates.actions.moderation import hide_argument
from debates.actions.votes import cast_vote
from debates.models import Argument, Debate, Landscape, Visibility
from debates.queries.arguments import find_argument
from tests.conftest import in_thread, outcome_of
from tests.faces import Face
from tests.factories import a_claim, a_counterclaim, a_member, a_synthesis, a_vote

# --- In a debate ---


@pytest.fixture
def stands(debate: Debate, no_limits: None) -> Argument:
    """A synthesis, in a debate where five lean to the claim, three to the counterclaim."""
    claim = a_claim(debate, "Streets are for people")
    counterclaim = a_counterclaim(claim, "Buses are people too")
    third = a_claim(debate, "Shops lose customers")
    for number in range(9):
        member, leans = a_member(), number < 5
        a_vote(claim, "agree" if leans else "disagree", by=member)
        a_vote(counterclaim, "disagree" if leans or number == 8 else "agree", by=member)
        a_vote(third, "disagree" if leans else "agree", by=member)
    synthesis = a_synthesis([claim, counterclaim])
    assert draw_landscape(debate)
    return synthesis


LEANING = "5 lean to the claim, 3 to the counterclaim, 1 undecided"


def test_a_landscape_is_said_in_words(face: Face, debate: Debate, stands: Argument) -> None:
    shown = face.read_landscape(debate)
    assert shown.what == "done"
    assert LEANING in shown.text
    assert "how 9 people vote on 3 arguments" in shown.text
    assert "2 groups" in shown.text
    assert "Shops lose customers" in shown.text


def test_no_answer_says_whose_a_point_is(face: Face, debate: Debate, stands: Argument) -> None:
    voters = list(User.objects.filter(votes__debate=debate).distinct())
    assert len(voters) == 9
    for viewer in (None, a_member(), debate.opened_by):
        if viewer:
            face.sign_in(viewer)
        shown = face.read_landscape(debate).text + face.read_debate(debate).text
        assert not [voter for voter in voters if voter.username in shown]
        assert "is_me': True" not in shown
        assert "Only you see this ring" not in shown


def test_no_member_id_leaves_by_the_api(debate: Debate, stands: Argument, client: Client) -> None:
    body = client.get(f"/api/v1/debates/{debate.slug}/landscape").json()
    assert {frozenset(point) for point in body["points"]} == {
        frozenset({"x", "y", "group", "holds", "is_me"})
    }
    # The order is that of the places, not that of joining.
    assert [point["x"] for point in body["points"]] == sorted(p["x"] for p in body["points"])
    arguments = set(debate.arguments.values_list("pk", flat=True))
    assert {point["holds"] for point in body["points"]} <= arguments | {None}
    assert {one["argument"] for group in body["groups"] for one in group["apart"]} <= arguments


def test_members_see_which_point_is_theirs(face: Face, debate: Debate, stands: Argument) -> None:
    member = User.objects.filter(votes__debate=debate).earliest("pk")
    face.sign_in(member)
    shown = face.read_landscape(debate).text
    assert ("Only you see this ring" in shown) or shown.count("'is_me': True") == 1
    assert 'class="me"' not in face.read_debate(debate).text


def test_too_few_votes_say_how_many_are_missing(face: Face, debate: Debate) -> None:
    claim = a_claim(debate)
    a_vote(claim)
    a_vote(claim, "disagree")
    draw_landscape(debate)
    shown = face.read_landscape(debate).text
    assert "3 voters and 2 arguments with two votes more" in shown
    assert "<use" not in shown
    for _ in range(3):
        a_vote(claim)
    assert ": 2 arguments with two votes more" in face.read_landscape(debate).text


def test_a_blind_debate_says_why_nothing_is_shown_until_it_closes(
    face: Face, debate: Debate, stands: Argument
) -> None:
    Debate.objects.filter(pk=debate.pk).update(is_blind=True)
    shown = face.read_landscape(debate).text
    assert "Votes are blind here" in shown
    assert "lean" not in shown
    assert "<use" not in shown + face.read_debate(debate).text
    Debate.objects.filter(pk=debate.pk).update(closed_at=clock.now())
    assert LEANING in face.read_landscape(debate).text


def test_a_private_debates_landscape_is_not_there_for_strangers(
    face: Face, debate: Debate, stands: Argument
) -> None:
    Debate.objects.filter(pk=debate.pk).update(visibility=Visibility.PRIVATE)
    assert face.read_landscape(debate).what == "absent"


def test_a_hidden_argument_sets_no_group_apart(
    face: Face, debate: Debate, stands: Argument, moderator: User
) -> None:
    third = find_argument(moderator, debate.arguments.get(statement="Shops lose customers").pk)
    hide_argument(third, rule="insult", because="It is one.", by=moderator)
    assert "Shops lose" not in face.read_landscape(debate).text


def test_without_a_synthesis_points_are_told_apart_by_group(
    face: Face, debate: Debate, stands: Argument
) -> None:
    Argument.objects.filter(pk=stands.pk).update(withdrawn_at=clock.now())
    shown = face.read_landscape(debate).text
    assert "lean" not in shown
    assert "Group A" in shown or "'group': 'A'" in shown


def test_the_page_of_a_debate_shows_it_small_and_follows_every_change(
    debate: Debate, stands: Argument, client: Client
) -> None:
    address = f"/debates/{debate.slug}/"
    first = client.get(address).content.decode()
    assert first.count("<use") == 9 + 3  # With one of each in the legend.
    assert f"{address}people/#stands" in first
    undecided = User.objects.filter(votes__debate=debate).latest("pk")
    a_vote(debate.arguments.get(kind="counterclaim"), "agree", by=undecided)
    assert client.get(address).content.decode() != first


def test_the_small_picture_costs_one_query_and_none_in_a_small_debate(
    debate: Debate, stands: Argument, client: Client
) -> None:
    def asked(one: Debate) -> list[str]:
        client.get(f"/debates/{one.slug}/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"/debates/{one.slug}/")
        return [query["sql"] for query in queries if "debates_landscape" in query["sql"]]

    assert len(asked(debate)) == 1
    assert asked(a_claim().debate) == []


# --- Drawn anew ---


def later(seconds: int) -> Any:
    return clock.at(clock.now() + timedelta(seconds=seconds))


def test_a_debate_is_drawn_when_positions_changed_and_once_a_minute_at_most(
    debate: Debate, stands: Argument
) -> None:
    assert draw_due_landscapes() == 0
    with later(70):
        assert draw_due_landscapes() == 1  # What was cast just before may have come just after.
        assert draw_due_landscapes() == 0
    with later(140):
        assert draw_due_landscapes() == 0
        a_vote(debate.arguments.get(kind="counterclaim"))
        assert draw_due_landscapes() == 1
    assert len(Landscape.objects.get(debate=debate).points) == 10


def test_a_debate_below_the_minimum_is_not_drawn_over_and_over(debate: Debate) -> None:
    a_vote(a_claim(debate))
    assert draw_due_landscapes(all_of_them=True) == 1
    with later(3600):
        draw_due_landscapes()
    with later(7200):
        assert draw_due_landscapes(all_of_them=True) == 0
    assert Landscape.objects.get(debate=debate).points == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_draw_one_debate_at_once_and_nobodys_vote_waits(
    debate: Debate, stands: Argument
) -> None:
    voter = a_member()
    claim = find_argument(voter, debate.arguments.get(statement="Streets are for people").pk)
    with ThreadPoolExecutor(1) as threads, transaction.atomic():
        assert draw_landscape(debate)
        other = threads.submit(in_thread, lambda: draw_landscape(debate))
        assert outcome_of(other) is not True
        vote = threads.submit(in_thread, lambda: cast_vote(claim, position="agree", by=voter))
        vote.result(10)
    assert claim.votes.count() == 10
