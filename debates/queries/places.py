"""What moving an argument would change, told before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from accounts.models import Viewer
from debates.models import Argument, Crux
from debates.queries import search
from debates.queries.arguments import Wanted, cards_of, list_arguments
from debates.queries.card import Card
from debates.rules import no_longer_apart

THREAD = """
WITH RECURSIVE thread (id) AS (
    SELECT %s::bigint
    UNION
    SELECT argument.id FROM debates_argument AS argument JOIN thread ON parent_id = thread.id
)
SELECT count(*) FROM thread
"""


@dataclass(frozen=True)
class Moving:
    """What an argument standing elsewhere, or as something else, would change."""

    parent: Card | None
    kind: str
    arguments: int
    """How many go with it, itself among them."""
    syntheses: Sequence[Card]
    """Those that reconcile what would no longer pull apart."""
    cruxes: Sequence[Crux]
    """Those between what would no longer pull apart."""


def moving_of(argument: Argument, viewer: Viewer, parent: Argument | None, kind: str) -> Moving:
    """The dry run of moving this argument there, or of making it of that kind."""
    debate = argument.debate
    pairs = no_longer_apart(argument, parent.pk if parent else None, kind)
    with connection.cursor() as cursor:
        cursor.execute(THREAD, [argument.pk])
        many = cursor.fetchone()[0]
    syntheses = sorted({pair.synthesis for pair in pairs if pair.synthesis})
    return Moving(
        parent=cards_of([parent.pk], viewer, debate)[0] if parent else None,
        kind=kind,
        arguments=many,
        syntheses=cards_of(syntheses, viewer, debate),
        cruxes=list(Crux.objects.filter(pk__in=[pair.crux for pair in pairs if pair.crux])),
    )


def places_for(argument: Argument, viewer: Viewer, words: str) -> list[Card]:
    """Standing arguments of the debate to put this one under: by words, or the strongest."""
    debate = argument.debate
    if words:
        found: Sequence[Card] = search.find_arguments(words, viewer, debate=debate)
    else:
        wanted = Wanted(top_only=True)
        found = list_arguments(
            debate, viewer, wanted=wanted, sort="strongest", size=20, with_reasoning=False
        ).items
    return [
        card
        for card in found
        if card.id not in {argument.pk, argument.parent_id}
        and not (card.is_hidden or card.is_withdrawn)
    ]
