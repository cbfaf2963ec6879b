"""Finding debates and arguments by words."""

import re

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery, SearchVector
from django.db.models import BigIntegerField, Case, F, Value, When

from accounts.models import Viewer
from debates.models import Argument, Debate
from debates.queries.arguments import cards_of
from debates.queries.card import Card
from debates.queries.debates import debates_for

# The same expression as the index in the models, or PostgreSQL will not use it.
CONFIG = "simple"

# The order of what is found would tell how a blind debate votes.
RANK_TOLD = Case(
    When(debate__is_blind=True, debate__closed_at=None, then=Value(0)),
    default=F("rank"),
    output_field=BigIntegerField(),
)


def find_arguments(
    words: str, viewer: Viewer, *, debate: Debate | None = None, size: int = 20
) -> list[Card]:
    """Standing arguments whose statement holds these words, the strongest first.

    Those of debates that vote blind come after them, the newest first.
    """
    query = _query(words)
    if query is None:
        return []
    found = (
        Argument.objects.visible_to(viewer)
        .filter(hidden_at=None, withdrawn_at=None)
        .annotate(words=SearchVector("statement", config=CONFIG))
        .filter(words=query)
    )
    if debate:
        found = found.filter(debate=debate)
    ids = found.order_by(RANK_TOLD.desc(), "-pk").values_list("pk", flat=True)[:size]
    return cards_of(list(ids), viewer, debate)


def find_debates(words: str, viewer: Viewer, *, size: int = 20) -> list[Debate]:
    """Debates whose question holds these words, the newest first."""
    query = _query(words)
    if query is None:
        return []
    found = debates_for(viewer).annotate(words=SearchVector("question", config=CONFIG))
    return list(found.filter(words=query).order_by("-pk")[:size])


def _query(words: str) -> CombinedSearchQuery | SearchQuery | None:
    """All of the words, each as a beginning: the last letters may still be coming."""
    query: CombinedSearchQuery | SearchQuery | None = None
    for term in re.findall(r"\w+", words)[:10]:
        part = SearchQuery(f"{term}:*", search_type="raw", config=CONFIG)
        query = part if query is None else query & part
    return query
