"""Debates: lists of them, each one, and its closing."""

from typing import Any

from debates.actions import debates as acts
from debates.actions.outcomes import close_with
from debates.api.answers import Given, paged
from debates.api.operations import Asked, operation
from debates.api.parameters import CURSOR, Parameter, page_size
from debates.api.resource import Resource
from debates.api.serializers.debates import (
    Because,
    DebateEdit,
    DebateShape,
    NewDebate,
    debate,
    why_not,
)
from debates.api.serializers.outcomes import NewClosing, ending_of, outcome
from debates.models import Debate
from debates.queries.debates import DEBATE_ORDERS, find_debate, list_debates
from debates.queries.outcomes import current_outcome

EXPANDS = ("why_not",)


class Debates(Resource):
    """All debates that the reader sees."""

    @operation(
        "list_debates",
        "Debates",
        gives=DebateShape,
        paged=True,
        parameters=(
            Parameter(
                "sort",
                "The order; `active` leaves out those without arguments.",
                choices=tuple(DEBATE_ORDERS),
                default="newest",
            ),
            Parameter("status", "Only those that are open, or closed.", choices=("open", "closed")),
            CURSOR,
            page_size(20),
        ),
        expands=EXPANDS,
    )
    def get(self, asked: Asked) -> Given:
        page = list_debates(
            asked.viewer,
            sort=asked.params["sort"],
            status=asked.params["status"],
            cursor=asked.params["cursor"],
            size=asked.params["page_size"],
        )
        return paged(asked.request, page, lambda one: _drawn(asked, one))

    @operation(
        "open_debate",
        "Open a debate",
        takes=NewDebate,
        gives=DebateShape,
        status=201,
        example={"question": "Should our town build a tram?", "context": "The vote is in May."},
    )
    def post(self, asked: Asked) -> Given:
        opened = acts.open_debate(**asked.body, by=asked.by)
        return shown(asked, opened, made=True)


class OneDebate(Resource):
    """One debate."""

    @operation("read_debate", "A debate", gives=DebateShape, expands=EXPANDS)
    def get(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        return Given(_whole(asked, found), version=found.version)

    @operation(
        "edit_debate",
        "Edit a debate",
        takes=DebateEdit,
        gives=DebateShape,
        versioned=True,
        about="For whoever opened it, and staff. Its address stays.",
        example={"context": "The vote is in June."},
    )
    def patch(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        read = asked.read_version(found)
        words = {"question": found.question, "context": found.context} | asked.body
        return shown(asked, acts.edit_debate(found, **words, read=read, by=asked.by))


class Closing(Resource):
    """The end of a debate, until it is reopened."""

    @operation(
        "close_debate",
        "Close a debate",
        takes=NewClosing,
        gives=DebateShape,
        optional_body=True,
        about="It can be read and reopened, and takes nothing new. An outcome is optional.",
        example={
            "reason": "The town has decided.",
            "outcome": {"synthesis": None, "text": "Neither side would give way on the fares."},
        },
    )
    def put(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        because = asked.body.get("reason", "")
        if given := asked.body.get("outcome"):
            closed = close_with(found, ending_of(given), because=because, by=asked.by)
            return shown(asked, closed)
        return shown(asked, acts.close_debate(found, because=because, by=asked.by))

    @operation(
        "reopen_debate", "Reopen a debate", takes=Because, gives=DebateShape, optional_body=True
    )
    def delete(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        because = asked.body.get("reason", "")
        return shown(asked, acts.reopen_debate(found, because=because, by=asked.by))


def shown(asked: Asked, changed: Debate, *, made: bool = False) -> Given:
    """The debate as it reads now."""
    found = find_debate(asked.viewer, changed.slug)
    return Given(
        _whole(asked, found),
        status=201 if made else 200,
        version=found.version,
        location=f"{asked.base}/api/v1/debates/{found.slug}" if made else "",
    )


def _whole(asked: Asked, shown: Debate) -> dict[str, Any]:
    """A debate by itself: with what it is closed with."""
    current = current_outcome(shown, asked.viewer)
    return _drawn(asked, shown) | {"outcome": current and outcome(current)}


def _drawn(asked: Asked, shown: Debate) -> dict[str, Any]:
    drawn = debate(shown, asked.base)
    if "why_not" in asked.expand:
        drawn["why_not"] = why_not(shown, asked.viewer)
    return drawn
