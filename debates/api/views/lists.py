"""How lists of arguments are asked for and drawn."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from debates.api.answers import Given, paged
from debates.api.operations import Asked
from debates.api.pagination import by_id
from debates.api.parameters import CURSOR, LARGEST_ID, Parameter, page_size
from debates.api.problems import unfit_parameter
from debates.api.serializers.arguments import argument, why_not
from debates.api.serializers.evidence import evidence
from debates.models import Debate, Kind
from debates.queries.card import Card
from debates.queries.debates import debates_for
from debates.queries.evidence import evidence_of
from debates.queries.orders import ORDERS, Cursor, order_in
from debates.rules import why_not_sort_by_votes

M = TypeVar("M", bound=Model)

KIND = Parameter("kind", "Only arguments of this kind.", choices=tuple(Kind.values))
PARENT = Parameter(
    "parent",
    "Only answers to this argument; `none` for those that answer nothing.",
    most=LARGEST_ID,
    also="none",
)
AUTHOR = Parameter("author", "Only what the member of this name wrote.")
PAGING = (CURSOR, page_size())


def sorted_by(default: str) -> Parameter:
    about = "The order. While a debate votes blind, `oldest` by default, and none by votes."
    return Parameter("sort", about, choices=tuple(ORDERS), default=default)


def paged_by_id(
    asked: Asked,
    rows: QuerySet[M],
    show: Callable[[M], Any],
    *,
    of: str,
    newest_first: bool = True,
    key: str = "pk",
) -> Given:
    """The stretch of these rows that is asked for with PAGING; `of` names the list."""
    cursor, size = asked.params["cursor"], asked.params["page_size"]
    page = by_id(rows, of=of, cursor=cursor, size=size, newest_first=newest_first, key=key)
    return paged(asked.request, page, show)


def place_in(asked: Asked, debate: Debate) -> tuple[str, Cursor | None]:
    """The order of the asked list, and where it goes on. Raises BadCursor."""
    sort = order_in(debate, asked.params["sort"])
    if "sort" in asked.request.GET and sort != asked.params["sort"]:
        reason = why_not_sort_by_votes(debate)
        raise unfit_parameter("sort", str(reason), "blind")
    cursor = asked.params["cursor"]
    return sort, Cursor.read(cursor, sort) if cursor else None


def drawing(
    asked: Asked, debate: Debate, cards: Iterable[Card]
) -> Callable[[Card], dict[str, Any]]:
    """How each of these arguments of one debate is shown, with what was asked for beside it."""
    attached: dict[int, list[Any]] = {}
    if "evidence" in asked.expand:
        readable = [card.id for card in cards if card.statement is not None]
        attached = evidence_of(readable)

    def draw(card: Card) -> dict[str, Any]:
        shown = argument(card, debate.slug, asked.base)
        if "why_not" in asked.expand:
            shown["why_not"] = why_not(card, asked.viewer, debate)
        if "evidence" in asked.expand:
            shown["evidence"] = [evidence(one) for one in attached.get(card.id, ())]
        return shown

    return draw


def from_anywhere(asked: Asked, cards: list[Card]) -> list[dict[str, Any]]:
    """Arguments of several debates, each with the slug of its own."""
    numbers = {card.debate_id for card in cards}
    slugs: dict[int, str] = {}
    if numbers:
        slugs = dict(debates_for(asked.viewer).filter(pk__in=numbers).values_list("pk", "slug"))
    return [argument(card, slugs.get(card.debate_id), asked.base) for card in cards]
