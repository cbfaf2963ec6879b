"""Law 8: a closed debate takes nothing, is read, and can be reopened."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from accounts.models import User
from debates.actions.arguments import edit_argument, post_claim, withdraw_argument
from debates.actions.debates import close_debate, reopen_debate
from debates.actions.evidence import add_evidence, withdraw_evidence
from debates.actions.remarks import make_remark
from debates.actions.sources import Cited
from debates.actions.votes import cast_vote, withdraw_vote
from debates.models import Argument, Debate, Event, Vote
from debates.queries.arguments import card_of, find_argument
from debates.rules import Refused
from tests.conftest import in_thread, outcome_of
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_member,
    a_remark,
    a_synthesis,
    a_vote,
    seen_by,
    some_evidence,
)
from tests.raw import insert_argument, insert_concession, insert_vote, refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def close(debate: Debate) -> None:
    close_debate(debate, because="Both sides agree", by=debate.opened_by)


def test_a_closed_debate_takes_nothing(claim: Argument, member: User) -> None:
    evidence = some_evidence(claim, by=member)
    evidence.argument = find_argument(member, claim.pk)
    close(claim.debate)
    argument, own = find_argument(member, claim.pk), find_argument(claim.author, claim.pk)
    debate = seen_by(member, claim.debate)
    for act in (
        lambda: post_claim(debate, "One more", by=member),
        lambda: post_claim(debate, "One more", supporting=argument, by=member),
        lambda: cast_vote(argument, position="agree", by=member),
        lambda: withdraw_vote(argument, by=member),
        lambda: add_evidence(argument, Cited("T", "https://e.org"), shows="So", by=member),
        lambda: withdraw_evidence(evidence, by=member),
        lambda: make_remark(argument, "Really?", by=member),
        lambda: edit_argument(own, statement="New", reasoning="", by=claim.author),
        lambda: withdraw_argument(own, by=claim.author),
        lambda: a_synthesis([argument, own], by=member),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.reason.code == "debate_closed"
        assert caught.value.reason.text == "This debate is closed."


def test_the_database_keeps_a_closed_debate_closed(claim: Argument, member: User) -> None:
    synthesis = a_synthesis([claim, a_counterclaim(claim)])
    evidence, remark, third = some_evidence(claim), a_remark(claim), a_claim(claim.debate)
    a_vote(claim, by=member)
    close(claim.debate)
    closed = "a_closed_debate_takes_nothing"
    with refused_by(closed):
        insert_argument(claim)
    with refused_by(closed):
        insert_vote(claim, a_member())
    with refused_by(closed):
        run("UPDATE debates_vote SET position = 'disagree'")
    with refused_by(closed):
        run("DELETE FROM debates_vote")
    with refused_by(closed):
        insert_concession(synthesis.pk, third)
    with refused_by(closed):
        run("UPDATE debates_argument SET statement = 'Other' WHERE id = %s", [claim.pk])
    for table, row in (("evidence", evidence), ("remark", remark)):
        names = [str(field.column) for field in row._meta.fields if not field.primary_key]
        columns = ", ".join(names)
        with refused_by(closed):
            run(f"INSERT INTO debates_{table} ({columns}) SELECT {columns} FROM debates_{table}")


def test_a_closed_debate_is_read_and_reopened(claim: Argument, member: User) -> None:
    close(claim.debate)
    assert card_of(find_argument(None or member, claim.pk), member).statement == claim.statement
    opener = claim.debate.opened_by
    reopen_debate(seen_by(opener, claim.debate), because="There is more to say", by=opener)
    a_vote(claim, by=member)
    kinds = list(Event.objects.filter(debate=claim.debate).order_by("pk").values_list("kind"))
    assert [kind for (kind,) in kinds][-2:] == ["debate_closed", "debate_reopened"]


WAITING = """
SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@pytest.mark.django_db(transaction=True)
def test_no_vote_is_committed_after_its_debate_closed() -> None:
    """A vote is under way when closing begins: closing waits for it."""
    claim = a_claim()
    early, late = a_member(), a_member()
    voted, may_commit = threading.Event(), threading.Event()
    order: list[str] = []

    def vote_slowly() -> None:
        with transaction.atomic():
            cast_vote(find_argument(early, claim.pk), position="agree", by=early)
            voted.set()
            assert may_commit.wait(10)
            order.append("vote")

    def close_it() -> None:
        assert voted.wait(10)
        close(seen_by(claim.debate.opened_by, claim.debate))
        order.append("close")

    def vote_late() -> None:
        argument = find_argument(late, claim.pk)  # Read while it was open.
        assert closed.wait(10)
        cast_vote(argument, position="agree", by=late)

    closed = threading.Event()
    with ThreadPoolExecutor(3) as threads:
        first, second, third = (
            threads.submit(in_thread, act) for act in (vote_slowly, close_it, vote_late)
        )
        assert voted.wait(10)
        for _ in range(500):
            if second.done() or run(WAITING):
                break
            time.sleep(0.01)
        may_commit.set()
        assert outcome_of(first) is None
        assert outcome_of(second) is None
        closed.set()
        refused = outcome_of(third)
    assert order == ["vote", "close"]
    assert isinstance(refused, Refused)
    assert refused.reason.text == "This debate is closed."
    assert list(Vote.objects.values_list("member_id", flat=True)) == [early.pk]
