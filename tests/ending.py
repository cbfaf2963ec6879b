"""Debates that are closed with an outcome, and who disputes it."""

from typing import Any

import pytest

from accounts import limits
from accounts.models import User
from debates.actions.outcomes import Ending, close_with, dispute_outcome
from debates.models import Argument, Debate, Dispute, Endorsement, Outcome
from debates.queries.outcomes import find_outcome
from tests.factories import a_counterclaim, a_member, a_synthesis, seen_by


def an_outcome(
    debate: Debate,
    text: str = "It came to this",
    *,
    disputed_by: User | None = None,
    **said: Any,
) -> Outcome:
    """What the debate is now closed with, by its opener."""
    by = debate.opened_by
    with limits.lifted():
        close_with(seen_by(by, debate), Ending(text, **said), by=by)
    outcome = Outcome.objects.latest("pk")
    if disputed_by:
        disputed(outcome, by=disputed_by)
    return outcome


def disputed(
    outcome: Outcome, words: str = "It leaves us out", *, by: User | None = None
) -> Dispute:
    by = by or a_member()
    with limits.lifted():
        found = find_outcome(seen_by(by, outcome.debate), outcome.number)
        return dispute_outcome(found, words, by=by)


@pytest.fixture
def synthesis(debate: Debate, claim: Argument) -> Argument:
    return a_synthesis([claim, a_counterclaim(claim)], "Cars outside, streets inside")


def settle(synthesis: Argument, *, settled: bool = True) -> None:
    status = "bridging" if settled else "promising"
    Endorsement.objects.update_or_create(
        synthesis=synthesis,
        defaults={"debate": synthesis.debate, "is_settled": settled, "status": status},
    )
