"""Requests for a source, as the database counts and answers them, whoever writes."""

import pytest

from accounts.models import User
from debates.actions.debates import close_debate
from debates.actions.evidence import withdraw_evidence
from debates.actions.sourcerequests import ask_for_source, take_back_request
from debates.models import Argument, Event, Notice
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from debates.rules import Refused
from tests.conftest import Together
from tests.counting import drifted, needs_source
from tests.factories import (
    a_claim,
    a_debate,
    a_member,
    seen_by,
    some_evidence,
)
from tests.raw import insert_request, refused_by, run


@pytest.mark.django_db
def test_raw_sql_is_counted_and_answered(claim: Argument) -> None:
    for _member in range(3):
        insert_request(claim, a_member())
    assert needs_source(claim) == 3
    run("DELETE FROM debates_sourcerequest WHERE member_id = (SELECT max(member_id)"
        " FROM debates_sourcerequest)")  # fmt: skip
    assert needs_source(claim) == 2
    cited = some_evidence(claim)
    assert needs_source(claim) == 0
    run("UPDATE debates_evidence SET withdrawn_at = now() WHERE id = %s", [cited.pk])
    assert needs_source(claim) == 2
    run("UPDATE debates_sourcerequest SET answered_by_id = %s", [cited.pk])
    assert needs_source(claim) == 0
    assert drifted() == []
    with refused_by("sourcerequest_is_of_the_debate_of_its_argument"):
        insert_request(claim, a_member(), debate_id=a_debate().pk)


@pytest.mark.django_db(transaction=True)
def test_counts_are_right_while_many_ask_and_cite(together: Together) -> None:
    claims = [first := a_claim(), a_claim(first.debate)]
    members = [a_member() for _ in range(5)]

    def ask_in_turn(member: User, turn: int) -> None:
        for step in range(6):
            argument = find_argument(member, claims[(step + turn) % 2].pk)
            (take_back_request if step == 4 else ask_for_source)(argument, by=member)

    def cite_in_turn() -> None:
        for step in range(6):
            made = some_evidence(claims[step % 2])
            if step % 3 == 0:
                withdraw_evidence(find_evidence(made.added_by, made.pk), by=made.added_by)

    def watch() -> list[int]:
        return [one for _look in range(40) for one in drifted()]

    acts = [lambda one=one, turn=turn: ask_in_turn(one, turn) for turn, one in enumerate(members)]
    outcomes = together(*acts, cite_in_turn, cite_in_turn, watch)
    assert outcomes == [None] * 7 + [[]]
    assert drifted() == []


@pytest.mark.django_db(transaction=True)
def test_eight_equal_requests_at_once_are_one(together: Together) -> None:
    claim, member = a_claim(), a_member()
    argument = find_argument(member, claim.pk)
    assert together(*[lambda: ask_for_source(argument, by=member)] * 8) == [None] * 8
    assert needs_source(claim) == 1
    assert Event.objects.filter(kind="source_asked").count() == 1
    assert Notice.objects.filter(kind="asked").count() == 1


@pytest.mark.django_db(transaction=True)
def test_closing_while_many_ask_leaves_no_request_behind(together: Together) -> None:
    claim = a_claim()
    by = claim.debate.opened_by
    debate = seen_by(by, claim.debate)
    members = [a_member() for _ in range(5)]
    seen = [find_argument(one, claim.pk) for one in members]
    pairs = zip(members, seen, strict=True)
    acts = [lambda by=by, one=one: ask_for_source(one, by=by) for by, one in pairs]
    outcomes = together(*acts, lambda: close_debate(debate, by=by))
    assert all(one is None or isinstance(one, Refused) for one in outcomes[:-1])
    assert needs_source(claim) == outcomes[:-1].count(None)
