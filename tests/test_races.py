"""Acts at the same moment, in real threads and connections."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import transaction

from accounts import clock
from debates.actions import once as once_module
from debates.actions.arguments import edit_argument, post_counterclaim
from debates.actions.debates import close_debate
from debates.actions.evidence import add_evidence
from debates.actions.once import AnotherRequest, InFlight, once
from debates.actions.scores import refresh_all_scores, refresh_scores
from debates.actions.sources import Cited
from debates.actions.votes import cast_vote
from debates.models import Argument, Debate, Event, Evidence, OnceKey, Source, Version, Vote
from debates.queries.arguments import find_argument
from debates.queries.drift import drift_of
from debates.rules import Refused, Stale
from tests.conftest import Together, in_thread, outcome_of
from tests.counting import drifted
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, seen_by
from tests.raw import insert_vote, run

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_equal_votes_at_once_are_one(together: Together) -> None:
    claim, member = a_claim(), a_member()
    argument = find_argument(member, claim.pk)
    outcomes = together(*[lambda: cast_vote(argument, position="agree", by=member)] * 8)
    assert outcomes == [None] * 8
    assert Vote.objects.count() == 1
    assert drifted() == []


def test_of_two_edits_of_one_version_one_wins(together: Together) -> None:
    claim = a_claim()

    def edit(words: str) -> Argument:
        return edit_argument(claim, statement=words, reasoning="", read=1, by=claim.author)

    outcomes = together(lambda: edit("One"), lambda: edit("Two"))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Argument", "Stale"]
    stale = next(outcome for outcome in outcomes if isinstance(outcome, Stale))
    assert stale.current.version == 2
    assert list(Version.objects.values_list("number", flat=True).order_by("pk")) == [1, 2]


def test_of_two_who_close_one_is_told_it_is_closed(together: Together) -> None:
    debate = a_debate()
    outcomes = together(*[lambda: close_debate(debate, by=debate.opened_by)] * 2)
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert [one.reason.code for one in refused] == ["debate_closed"]
    assert Event.objects.filter(kind="debate_closed").count() == 1


def test_closing_while_many_vote_leaves_no_vote_behind(together: Together) -> None:
    claim = a_claim()
    voters = [a_member() for _ in range(5)]
    arguments = [find_argument(voter, claim.pk) for voter in voters]
    debate = seen_by(claim.debate.opened_by, claim.debate)
    acts: list[Any] = [
        lambda argument=argument, voter=voter: cast_vote(argument, position="agree", by=voter)
        for argument, voter in zip(arguments, voters, strict=True)
    ]
    outcomes = together(*acts, lambda: close_debate(debate, by=debate.opened_by))
    assert isinstance(outcomes[-1], Debate)
    assert all(one is None or isinstance(one, Refused) for one in outcomes[:-1])
    assert Vote.objects.count() == outcomes[:-1].count(None)
    assert drifted() == []


def test_one_source_cited_twice_at_once_is_one_row(together: Together) -> None:
    claim, member = a_claim(), a_member()
    argument = find_argument(member, claim.pk)

    def cite() -> Evidence:
        cited = Cited("An essay", "HTTPS://Example.org:443/essay?utm_source=a#top")
        return add_evidence(argument, cited, shows="That it is so", by=member)

    outcomes = together(*[cite] * 6)
    assert [type(one) for one in outcomes] == [Evidence] * 6
    assert [one.url for one in Source.objects.all()] == ["https://example.org/essay"]


def test_bulk_votes_in_opposite_orders_do_not_deadlock(together: Together) -> None:
    first = a_claim()
    arguments = [first, *(a_claim(first.debate) for _ in range(4))]
    voters = [a_member() for _ in range(8)]

    def vote_on_all(voter: Any, turn: int) -> None:
        rows = [
            (voter.pk, one.pk, one.debate_id, clock.now(), clock.now()) for one in arguments[::turn]
        ]
        values = ", ".join(["(%s, %s, %s, 'agree', false, false, 1, %s, %s)"] * len(rows))
        run(
            "INSERT INTO debates_vote (member_id, argument_id, debate_id, position, well_argued,"
            f" beside_the_point, version, held_since, cast_at) VALUES {values}",
            [value for row in rows for value in row],
        )

    outcomes = together(
        *(
            lambda voter=voter, turn=turn: vote_on_all(voter, turn)
            for voter, turn in zip(voters, [1, -1] * 4, strict=True)
        )
    )
    assert outcomes == [None] * 8
    assert Vote.objects.count() == 40
    assert drifted() == []


def test_twin_requests_make_one_thing_and_get_one_answer(together: Together) -> None:
    claim, member = a_claim(), a_member()
    argument = find_argument(member, claim.pk)

    def make() -> dict[str, int]:
        return {"id": post_counterclaim(argument, "It is not so", by=member).pk}

    outcomes = together(*[lambda: once("key", "print", make, by=member)] * 4)
    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert Argument.objects.filter(parent=claim).count() == 1
    with pytest.raises(AnotherRequest):
        once("key", "another print", make, by=member)
    other = a_member()
    assert once("key", "print", lambda: {"id": 0}, by=other) == {"id": 0}


def test_a_failure_frees_its_key() -> None:
    member = a_member()

    def fail() -> dict[str, int]:
        a_debate("Is it kept?", by=member)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        once("key", "print", fail, by=member)
    assert not OnceKey.objects.exists()
    assert not Debate.objects.exists()
    assert once("key", "another print", lambda: {"id": 1}, by=member) == {"id": 1}


def test_a_twin_in_flight_for_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once_module, "PATIENCE", "100ms")
    member = a_member()
    begun, may_end = threading.Event(), threading.Event()

    def slowly() -> dict[str, int]:
        begun.set()
        assert may_end.wait(10)
        return {"id": 1}

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(in_thread, lambda: once("key", "print", slowly, by=member))
        assert begun.wait(10)
        twin = threads.submit(in_thread, lambda: once("key", "print", slowly, by=member))
        outcome = outcome_of(twin)
        may_end.set()
        assert outcome_of(first) == {"id": 1}
    assert isinstance(outcome, InFlight)


def assert_ranked() -> None:
    """Every score is what follows from the votes, and every rank what follows from the score."""
    assert [drift for debate in Debate.objects.all() for drift in drift_of(debate)] == []
    for argument in Argument.objects.select_related("tally", "score"):
        replies = argument.tally.supports + argument.tally.counters
        worth = round(argument.score.strength * 1e6)
        assert (argument.rank, argument.replies) == (worth * 1_000_000 + replies, replies)


def test_ranks_lose_nothing_while_people_vote(together: Together) -> None:
    first = a_claim()
    arguments = [first, a_counterclaim(first), a_claim(first.debate)]
    voters = [a_member() for _ in range(4)]

    def vote(voter: Any, turn: int) -> None:
        for step in range(6):
            argument = find_argument(voter, arguments[(step + turn) % 3].pk)
            cast_vote(argument, position=["agree", "disagree"][(step + turn) % 2], by=voter)

    def drain() -> None:
        for _ in range(15):
            refresh_scores(3)

    votes = [lambda voter=voter, turn=turn: vote(voter, turn) for turn, voter in enumerate(voters)]
    outcomes = together(*votes, drain, drain)
    assert outcomes == [None] * 6
    refresh_all_scores()
    assert_ranked()


def test_a_slow_drain_does_not_undo_a_newer_one() -> None:
    """It counted before the vote, waits for a row, and would write what it counted."""
    first, second = a_claim(), a_claim()
    locked, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            run("SELECT 1 FROM debates_argument WHERE id = %s FOR UPDATE", [first.pk])
            locked.set()
            assert may_end.wait(10)

    with ThreadPoolExecutor(2) as threads:
        holding = threads.submit(in_thread, hold)
        assert locked.wait(10)
        slow = threads.submit(in_thread, refresh_scores)
        wait_for_a_waiting_drain()
        insert_vote(second, a_member())
        assert refresh_scores() == 1
        may_end.set()
        assert outcome_of(holding) is None
        assert outcome_of(slow) >= 2
    assert_ranked()


def wait_for_a_waiting_drain() -> None:
    for _ in range(500):
        if run(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            " AND datname = current_database()"
        ):
            return
        threading.Event().wait(0.01)
    raise AssertionError("the drain did not wait")
