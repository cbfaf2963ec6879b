"""Syntheses with what each keeps of either side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F

from accounts.models import Viewer
from debates.models import Argument, Concession, Debate
from debates.queries import cards
from debates.queries.arguments import Page, Wanted, find_argument, list_arguments
from debates.queries.card import Card
from debates.queries.cards import Placed
from debates.queries.orders import Cursor
from debates.rules import is_blind_to


@dataclass(frozen=True)
class Keeps:
    """One concession, with the argument it is of as the viewer sees that."""

    text: str | None
    """None where the viewer may not read the synthesis."""
    of: Card
    version: int

    @property
    def is_reworded(self) -> bool:
        """Whether the argument was edited since it was read for this synthesis."""
        return self.version < self.of.version


@dataclass(frozen=True)
class Synthesis:
    """A synthesis and its two or three concessions."""

    card: Card
    keeps: Sequence[Keeps]
    revises: int | None = None
    """The synthesis of somebody else that it revises."""

    @classmethod
    def of(cls, rows: Sequence[Placed]) -> "Synthesis":
        """One that was read together with what it keeps, each concession under its own key."""
        lead, *kept = rows
        keeps = [Keeps(row.key[2], row.card, row.key[1]) for row in kept]
        return cls(lead.card, keeps, kept[0].key[3])


LEADING = """lead AS (
    SELECT id, version, revises_id FROM debates_argument
    WHERE debate_id = %(debate)s AND kind = 'synthesis'
        AND hidden_at IS NULL AND withdrawn_at IS NULL
    ORDER BY {best} LIMIT 1
), chosen (id, depth, key, place) AS (
    SELECT id, 0, NULL, 0 FROM lead
    UNION ALL
    SELECT concession.argument_id, 1,
        jsonb_build_array(synthesis_id, argument_version, text, lead.revises_id), concession.id
    FROM lead JOIN debates_concession AS concession
        ON synthesis_id = lead.id AND synthesis_version = lead.version
)"""


def leading_text(debate: Debate, viewer: Viewer) -> str:
    """The debate's strongest synthesis that stands, and what it reconciles, as one text.

    In a debate that votes blind, the newest one.
    """
    if not debate.tally.syntheses:
        return "[]"
    leading = LEADING.format(best=best_first(debate))
    return cards.read_text(leading, {"debate": debate.pk}, viewer=viewer, debate=debate)


def leading_synthesis(debate: Debate, viewer: Viewer) -> Synthesis | None:
    """The debate's strongest synthesis that stands, if it has one."""
    return leading_in(leading_text(debate, viewer))


def leading_in(text: str) -> Synthesis | None:
    """The synthesis in what `leading_text` read, if there is one."""
    rows = cards.placed(text)
    return Synthesis.of(rows) if rows else None


def list_syntheses(
    debate: Debate,
    viewer: Viewer,
    *,
    sort: str = "strongest",
    cursor: Cursor | None = None,
    size: int = 20,
    with_reasoning: bool = False,
) -> Page[Synthesis]:
    page = list_arguments(
        debate,
        viewer,
        wanted=Wanted(kind="synthesis"),
        sort=sort,
        cursor=cursor,
        size=size,
        with_reasoning=with_reasoning,
    )
    return Page(with_keeps(page.items, viewer, debate), page.next, page.previous)


def with_keeps(
    syntheses: Sequence[Card], viewer: Viewer, debate: Debate | None = None
) -> list[Synthesis]:
    """These syntheses with their present concessions, in the order of writing, from one query."""
    chosen = """chosen (id, depth, key, place) AS (
        SELECT concession.argument_id, 0,
            jsonb_build_array(synthesis_id, argument_version, text, synthesis.revises_id),
            concession.id
        FROM debates_concession AS concession
        JOIN debates_argument AS synthesis
            ON synthesis.id = synthesis_id AND synthesis.version = synthesis_version
        WHERE synthesis_id = ANY(%(syntheses)s))"""
    kept: dict[int, list[Keeps]] = {card.id: [] for card in syntheses}
    readable = {card.id for card in syntheses if card.statement is not None}
    values = {"syntheses": list(kept)}
    rows = cards.read(chosen, values, viewer=viewer, debate=debate) if kept else []
    revises: dict[int, int | None] = {}
    for row in rows:
        synthesis, version, text, revises[synthesis] = row.key
        kept[synthesis].append(Keeps(text if synthesis in readable else None, row.card, version))
    return [Synthesis(card, kept[card.id], revises.get(card.id)) for card in syntheses]


def find_synthesis(viewer: Viewer, synthesis_id: int) -> Argument:
    """A synthesis to act on. Raises Argument.DoesNotExist, also for other arguments."""
    found = find_argument(viewer, synthesis_id)
    if not found.is_synthesis:
        raise Argument.DoesNotExist
    return found


def concessions_of(syntheses: Iterable[int]) -> list[Concession]:
    """The concessions of the present versions of these syntheses, in the order of writing."""
    return list(
        Concession.objects.filter(
            synthesis__in=list(syntheses), synthesis_version=F("synthesis__version")
        ).order_by("pk")
    )


def syntheses_of(argument: Argument, viewer: Viewer) -> list[Synthesis]:
    """The syntheses that reconcile this argument, or what it stands for, best first; ten at most.

    In a debate that votes blind, the newest first.
    """
    best = best_first(argument.debate)
    chosen = f"""chosen (id, depth, key, place) AS (
        SELECT id, 0, 0, row_number() OVER (ORDER BY {best}) FROM debates_argument
        WHERE id IN (SELECT synthesis_id FROM debates_concession WHERE argument_id IN (
            SELECT %(id)s UNION ALL
            SELECT id FROM debates_argument WHERE merged_into_id = %(id)s))
            AND withdrawn_at IS NULL
        ORDER BY {best} LIMIT 10)"""  # noqa: S608 - our own constants
    rows = cards.read(chosen, {"id": argument.pk}, viewer=viewer, debate=argument.debate)
    return with_keeps([row.card for row in rows], viewer, argument.debate)


def best_first(debate: Debate) -> str:
    """The order of the best; where that would tell how people vote, of the newest."""
    return "made_at DESC, id DESC" if is_blind_to(debate) else "rank DESC, id DESC"
