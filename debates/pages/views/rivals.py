"""What stands beside a synthesis: its rivals, what it revises, and what revises it."""

from typing import Any

from debates.models import Argument
from debates.pages.requests import PageRequest
from debates.queries.card import Card
from debates.queries.revisions import revision_of
from debates.queries.rivals import rivals_of
from debates.rules import why_not_revise


def rivals_parts(request: PageRequest, synthesis: Argument, card: Card) -> dict[str, Any]:
    rivals = rivals_of(synthesis, request.user)
    return {
        "rivals": rivals,
        "revision": revision_of(synthesis, card, request.user),
        "revisions": [one for one in rivals if one.revises == synthesis.pk],
        "why_not_revise": why_not_revise(request.user, card, synthesis.debate),
    }
