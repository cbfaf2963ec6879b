"""Debates that are closed with an outcome, and who disputes it."""

from typing import Any

from accounts import limits
from accounts.models import User
from debates.actions.outcomes import Ending, close_with, dispute_outcome
from debates.models import Debate, Dispute, Outcome
from debates.queries.outcomes import find_outcome
from tests.factories import a_member, seen_by


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
