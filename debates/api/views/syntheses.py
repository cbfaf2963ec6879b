"""Syntheses: lists of them, and each one."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from debates.actions import syntheses as acts
from debates.actions.syntheses import Kept
from debates.api.answers import Given, paged
from debates.api.operations import Asked, operation
from debates.api.problems import unfit
from debates.api.resource import Resource
from debates.api.serializers.arguments import reason_of, why_not
from debates.api.serializers.syntheses import (
    NewSynthesis,
    SynthesisEdit,
    SynthesisShape,
    synthesis,
)
from debates.api.views.lists import PAGING, place_in, sorted_by
from debates.models import Argument, Debate
from debates.queries import syntheses
from debates.queries.arguments import card_of, find_argument
from debates.queries.debates import find_debate
from debates.queries.syntheses import Synthesis, concessions_of, find_synthesis
from debates.rules import why_not_revise

EXPANDS = ("why_not",)
EXAMPLE = {
    "statement": "Build one line, and judge by its riders.",
    "left_open": "Who pays if it fails.",
    "concessions": [
        {"argument": 1, "text": "Trams carry more people than lanes."},
        {"argument": 2, "text": "A tram binds money for decades."},
    ],
}


class SynthesesOfDebate(Resource):
    """The syntheses of one debate."""

    @operation(
        "list_syntheses",
        "The syntheses of a debate",
        gives=SynthesisShape,
        paged=True,
        parameters=(sorted_by("strongest"), *PAGING),
        expands=EXPANDS,
    )
    def get(self, asked: Asked, slug: str) -> Given:
        debate = find_debate(asked.viewer, slug)
        sort, cursor = place_in(asked, debate)
        page = syntheses.list_syntheses(
            debate,
            asked.viewer,
            sort=sort,
            cursor=cursor,
            size=asked.params["page_size"],
            with_reasoning=True,
        )
        return paged(asked.request, page, lambda one: _drawn(asked, one, debate))

    @operation(
        "post_synthesis",
        "Reconcile two or three arguments",
        takes=NewSynthesis,
        gives=SynthesisShape,
        status=201,
        example=EXAMPLE,
    )
    def post(self, asked: Asked, slug: str) -> Given:
        debate, said = find_debate(asked.viewer, slug), asked.body
        posted = acts.post_synthesis(
            debate,
            said["statement"],
            said["reasoning"],
            left_open=said["left_open"],
            concessions=_kept(said["concessions"]),
            revises=_revised(asked, said.get("revises")),
            by=asked.by,
        )
        return _shown(asked, posted, debate, made=True)


class OneSynthesis(Resource):
    """One synthesis."""

    @operation("read_synthesis", "A synthesis", gives=SynthesisShape, expands=EXPANDS)
    def get(self, asked: Asked, argument_id: int) -> Given:
        found = find_synthesis(asked.viewer, argument_id)
        return _shown(asked, found, found.debate)

    @operation(
        "edit_synthesis",
        "Edit your synthesis",
        takes=SynthesisEdit,
        gives=SynthesisShape,
        versioned=True,
        example={"left_open": "Who pays if it fails, and when we look."},
    )
    def patch(self, asked: Asked, argument_id: int) -> Given:
        found, said = find_synthesis(asked.viewer, argument_id), asked.body
        read = asked.read_version(found)
        words = {
            name: said.get(name, getattr(found, name))
            for name in ("statement", "reasoning", "left_open")
        }
        kept = [
            Kept(one.argument_id, one.text, one.argument_version)
            for one in concessions_of([found.pk])
        ]
        if "concessions" in said:
            kept = _kept(said["concessions"])
        acts.edit_synthesis(found, **words, concessions=kept, read=read, by=asked.by)
        return _shown(asked, found, found.debate)


class SynthesesOfArgument(Resource):
    """The syntheses that reconcile one argument."""

    @operation(
        "list_syntheses_of_argument",
        "The best ten syntheses that reconcile an argument",
        about="While the debate votes blind, the newest ten.",
        gives=SynthesisShape,
        paged=True,
        expands=EXPANDS,
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        argument = find_argument(asked.viewer, argument_id)
        found = syntheses.syntheses_of(argument, asked.viewer)
        results = [_drawn(asked, one, argument.debate) for one in found]
        return Given({"results": results, "next": None, "previous": None})


def _revised(asked: Asked, number: int | None) -> Argument | None:
    """The synthesis that a new one says it revises."""
    if number is None:
        return None
    try:
        return find_argument(asked.viewer, number)
    except Argument.DoesNotExist:
        why = _("There is no such synthesis in this debate.")
        raise unfit([{"pointer": "/revises", "detail": why, "code": "elsewhere"}]) from None


def _kept(concessions: Iterable[dict[str, Any]]) -> list[Kept]:
    return [Kept(one["argument"], one["text"], one.get("version")) for one in concessions]


def _shown(asked: Asked, found: Argument, debate: Debate, *, made: bool = False) -> Given:
    """The synthesis as it reads now."""
    card = card_of(found, asked.viewer)
    shown = syntheses.with_keeps([card], asked.viewer, debate)[0]
    return Given(
        _drawn(asked, shown, debate),
        status=201 if made else 200,
        version=card.version,
        location=f"{asked.base}/api/v1/syntheses/{card.id}" if made else "",
    )


def _drawn(asked: Asked, shown: Synthesis, debate: Debate) -> dict[str, Any]:
    drawn = synthesis(shown, debate.slug, asked.base)
    if "why_not" in asked.expand:
        why_not_it = reason_of(why_not_revise(asked.viewer, shown.card, debate))
        drawn["why_not"] = why_not(shown.card, asked.viewer, debate) | {"revise": why_not_it}
    return drawn
