"""Finding debates and arguments by words."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet

from accounts.models import Viewer
from debates.models import Argument, Debate
from debates.queries.arguments import cards_of
from debates.queries.cards import Card
from debates.queries.debates import debates_for

# The same expression as the index in the models, or PostgreSQL will not use it.
CONFIG = "simple"


def find_arguments(
    words: str, viewer: Viewer, *, debate: Debate | None = None, size: int = 20
) -> list[Card]:
    """Standing arguments whose statement holds these words, the strongest first."""
    if not words.strip():
        return []
    found = _matching(
        Argument.objects.visible_to(viewer).filter(hidden_at=None, withdrawn_at=None),
        "statement",
        words,
    )
    if debate:
        found = found.filter(debate=debate)
    ids = found.order_by("-rank", "-pk").values_list("pk", flat=True)[:size]
    return cards_of(list(ids), viewer, debate)


def find_debates(words: str, viewer: Viewer, *, size: int = 20) -> list[Debate]:
    """Debates whose question holds these words, the newest first."""
    if not words.strip():
        return []
    return list(_matching(debates_for(viewer), "question", words).order_by("-pk")[:size])


def _matching(rows: QuerySet, field: str, words: str) -> QuerySet:  # type: ignore[type-arg]  # of either model
    terms = words.split()[:10]
    query = None
    for term in terms:
        # The last letters may still be coming: each word matches as a beginning.
        clean = "".join(char for char in term if char.isalnum())
        if clean:
            part = SearchQuery(f"{clean}:*", search_type="raw", config=CONFIG)
            query = part if query is None else query & part
    if query is None:
        return rows.none()
    return rows.annotate(words=SearchVector(field, config=CONFIG)).filter(words=query)
