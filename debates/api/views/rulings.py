"""Rulings: of the whole site, of a debate, one by one, and undone."""

from collections.abc import Callable
from typing import Any

from debates.actions.undoing import undo_ruling
from debates.api.answers import Given
from debates.api.operations import Asked, operation, ruling_operation
from debates.api.resource import Resource
from debates.api.serializers.rulings import RulingShape, ruling
from debates.api.views.lists import PAGING, paged_by_id
from debates.models import Ruling
from debates.queries.debates import find_debate
from debates.queries.rulings import find_ruling, parts_of, rulings_for, rulings_in


class Rulings(Resource):
    """The rulings of the whole site."""

    @operation(
        "list_rulings",
        "Every ruling, newest first",
        gives=RulingShape,
        paged=True,
        parameters=PAGING,
        about="Those that are a part of another stand under that. "
        "Of private debates, members read those of their own.",
    )
    def get(self, asked: Asked) -> Given:
        return paged_by_id(asked, rulings_for(asked.viewer), drawn(asked), of="rulings")


class RulingsOfDebate(Resource):
    """The rulings of one debate."""

    @operation(
        "list_rulings_of_debate",
        "The rulings of a debate, newest first",
        gives=RulingShape,
        paged=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        return paged_by_id(asked, rulings_in(found), drawn(asked), of=f"rulings {found.pk}")


class OneRuling(Resource):
    """One ruling."""

    @operation("read_ruling", "A ruling", gives=RulingShape, open_to_the_suspended=True)
    def get(self, asked: Asked, ruling_id: int) -> Given:
        return Given(drawn(asked)(find_ruling(asked.viewer, ruling_id)))


class Parts(Resource):
    """What a ruling that concerns many things did to each."""

    @operation(
        "list_parts_of_ruling",
        "The parts of a ruling, one for each thing",
        gives=RulingShape,
        paged=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked, ruling_id: int) -> Given:
        whole = find_ruling(asked.viewer, ruling_id)
        of = f"parts {whole.pk}"
        return paged_by_id(asked, parts_of(whole), drawn(asked), of=of, newest_first=False)


class Undoing(Resource):
    """That a ruling is undone."""

    @ruling_operation(
        "undo_ruling",
        "Undo a ruling",
        gives=RulingShape,
        about="Answers with the ruling that undoes it. Redacted words are put back for 37 days.",
        example={"rule": "mistake", "reason": "It quotes the insult to answer it."},
    )
    def put(self, asked: Asked, ruling_id: int) -> Given:
        found = find_ruling(asked.viewer, ruling_id)
        undone = undo_ruling(found, **asked.grounds)
        return Given(drawn(asked)(find_ruling(asked.viewer, undone.pk)))


def drawn(asked: Asked) -> Callable[[Ruling], dict[str, Any]]:
    """How each ruling is shown to whoever asks."""
    return lambda one: ruling(one, asked.viewer, asked.base)
