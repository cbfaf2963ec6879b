"""Cards drawn once: what a card shows follows from its values, and equal values share a drawing.

Rendering is the cost of a page (docs/decisions/0005-drawn-cards.md). A card
changes with each vote and each edit, and is drawn anew just then.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from django.template import engines
from django.utils.translation import get_language, ngettext
from markupsafe import Markup, escape

from accounts.models import Viewer
from debates.models import Debate
from debates.queries.arguments import Page
from debates.queries.card import Card
from debates.queries.orders import Cursor
from debates.queries.syntheses import Synthesis
from debates.queries.threads import Thread, threads_in
from debates.rules import moderates, why_not_take_part

DRAWN = 1_000
DRAWN_LISTS = 12

Asks = Literal["", "mind", "obstacle", "source"]


class Kept(NamedTuple):
    """A concession as a card shows it."""

    text: str | None
    of_id: int
    of_kind: str
    of_statement: str | None
    of_author: str | None
    reworded: bool


class Frame(NamedTuple):
    """What the drawing depends on beside the card."""

    signed_in: bool
    takes_part: bool
    """Whether links to answer, cite and vote make sense: also when signing in is all it takes."""
    moderates: bool
    slug: str = ""
    lead: bool = False
    whole: bool = False
    keeps: tuple[Kept, ...] = ()
    revises: int | None = None
    refusal: str = ""
    """Why what was just tried on this card was refused."""
    asks: Asks = ""
    """What the act just done leaves to be said."""
    unfolded: bool = False
    """Whether it stands open although its author is ignored: the act was done inside."""


def frame_of(viewer: Viewer, debate: Debate) -> Frame:
    """The frame of all cards of a debate for this viewer. Needs `debate.standing`."""
    why_not = why_not_take_part(viewer, debate)
    return Frame(
        signed_in=viewer.is_authenticated,
        takes_part=why_not is None or why_not.code == "signed_out",
        moderates=viewer.is_authenticated and moderates(viewer, debate),
        slug=debate.slug,
    )


@lru_cache(maxsize=DRAWN)
def _drawn(card: Card, frame: Frame, language: str | None) -> Markup:
    return Markup(_template("debates/_card.html").render({"card": card, "frame": frame}))  # noqa: S704 - drawn by an escaping template


def _template(name: str) -> Any:
    return engines["jinja2"].env.get_template(name)  # type: ignore[attr-defined]  # Jinja2's, as settings say


def draw(card: Card, frame: Frame) -> Markup:
    """One card as HTML. Do not give `frame.refusal` to what is drawn often."""
    return _drawn(card, frame, get_language())


def draw_threads(threads: Sequence[Thread], debate: Debate, viewer: Viewer) -> Markup:
    """A list of threads, each argument drawn with its evidence and its shown replies below it."""
    return Markup("".join(_thread(threads, frame_of(viewer, debate))))  # noqa: S704 - joined from drawn cards


def draw_read(
    text: str, sort: str, cursor: Cursor | None, debate: Debate, viewer: Viewer
) -> Page[Markup]:
    """The threads in what `threads_text` read: one drawing, or none where there are no threads."""
    return _drawn_read(text, sort, cursor, frame_of(viewer, debate), get_language())


@lru_cache(maxsize=DRAWN_LISTS)
def _drawn_read(
    text: str, sort: str, cursor: Cursor | None, frame: Frame, language: str | None
) -> Page[Markup]:
    page = threads_in(text, sort, cursor)
    drawn = [Markup("".join(_thread(page.items, frame)))] if page.items else []  # noqa: S704 - as above
    return Page(drawn, page.next, page.previous)


def _thread(threads: Iterable[Thread], frame: Frame) -> Iterable[str]:
    for thread in threads:
        card = thread.card
        yield f'<li id="thread-{card.id}">'
        yield draw(card, frame)
        yield f'<div class="under" id="under-{card.id}"></div>'
        if thread.replies or thread.more:
            yield f'<div id="replies-{card.id}"><ol class="thread">'
            yield from _thread(thread.replies, frame)
            yield "</ol>"
            yield _more(card.id, thread.more)
            yield "</div>"
        yield "</li>"


def _more(argument: int, more: int) -> str:
    """The link to replies that are not shown: in place for htmx, else a page of them."""
    if not more:
        return ""
    label = ngettext("%(num)d more reply", "%(num)d more replies", more) % {"num": more}
    at = f"/arguments/{argument}/replies/"
    return (
        f'<p class="more"><a href="{at}" hx-get="{at}" hx-target="#replies-{argument}" '
        f'hx-swap="outerHTML">{escape(label)}</a></p>'
    )


def draw_synthesis(
    synthesis: Synthesis,
    frame: Frame,
    *,
    lead: bool = False,
    whole: bool = False,
) -> Markup:
    """A synthesis with what it keeps of each side."""
    keeps = tuple(
        Kept(
            kept.text,
            kept.of.id,
            kept.of.kind,
            kept.of.statement,
            kept.of.author_name,
            kept.is_reworded,
        )
        for kept in synthesis.keeps
    )
    own = frame._replace(keeps=keeps, revises=synthesis.revises, lead=lead, whole=whole)
    return draw(synthesis.card, own)
