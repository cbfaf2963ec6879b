"""The picture of where people stand: points with a shape and a colour for what they hold."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from django.template import engines
from django.utils.translation import get_language
from markupsafe import Markup

from debates.models import Debate
from debates.pages.requests import PageRequest
from debates.queries.landscapes import Pole, Seen, Stand, landscape_for, small_landscape_in

WIDTH, LEAST_HEIGHT, MARGIN = 400, 160, 14
SHAPES = ("circle", "square", "triangle", "diamond", "cross")
SIDE_TONES = ("claim", "counter", "synthesis")
"""By place, as the sides of a synthesis are coloured."""
GROUP_TONES = ("synthesis", "strong", "plain", "soft", "open")
"""None of teal and orange: a group is no side."""
DRAWN = 24


class Mark(NamedTuple):
    x: int
    y: int
    is_me: bool


class Sort(NamedTuple):
    """Those who hold the same, or stand in one group: a shape, a colour and its place."""

    shape: str
    tone: str
    pole: Pole | None
    group: str
    """The letter, where points are told apart by group."""
    marks: tuple[Mark, ...]


class Picture(NamedTuple):
    width: int
    height: int
    sorts: tuple[Sort, ...]
    undecided: Sort | None
    """Drawn first, so that those who hold something lie above them; named last."""
    me: Mark | None


def landscape_part(request: PageRequest, debate: Debate) -> dict[str, object]:
    """The context of `_landscape.html`."""
    seen = landscape_for(debate, request.user)
    return {"seen": seen, "picture": picture_of(seen) if seen.points else None}


def draw_small(text: str, slug: str) -> Markup:
    """The small picture beside a debate, from what `small_landscape_text` read."""
    return _drawn(text, slug, get_language()) if text else Markup()


@lru_cache(maxsize=DRAWN)
def _drawn(text: str, slug: str, language: str | None) -> Markup:
    seen = small_landscape_in(text)
    assert seen is not None
    template = engines["jinja2"].env.get_template("debates/_small_landscape.html")  # type: ignore[attr-defined]  # Jinja2's, as settings say
    context = {"seen": seen, "picture": picture_of(seen), "slug": slug}
    return Markup(template.render(context))  # noqa: S704 - drawn by an escaping template


def picture_of(seen: Seen) -> Picture:
    """Places on one scale in both directions: what is far apart is far apart."""
    xs = [point.x for point in seen.points]
    ys = [point.y for point in seen.points]
    # Only a debate where all vote alike has no width.
    scale = (WIDTH - 2 * MARGIN) / (max(max(xs) - min(xs), max(ys) - min(ys)) or 1)
    height = max(LEAST_HEIGHT, round((max(ys) - min(ys)) * scale) + 2 * MARGIN)
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2

    def mark(point: Stand) -> Mark:
        x = WIDTH / 2 + (point.x - middle_x) * scale
        y = height / 2 - (point.y - middle_y) * scale
        return Mark(round(x), round(y), point.is_me)

    me = next((mark(point) for point in seen.points if point.is_me), None)
    if not seen.poles:
        return Picture(WIDTH, height, _by_group(seen, mark), None, me)
    *sides, undecided = _by_pole(seen, mark)
    return Picture(WIDTH, height, tuple(sides), undecided, me)


def _by_pole(seen: Seen, mark: Callable[[Stand], Mark]) -> list[Sort]:
    """Those who hold each pole, then those who hold none more than the others."""
    holding: dict[int | None, list[Mark]] = {None: []}
    holding |= {pole.id: [] for pole in seen.poles}
    for point in seen.points:
        holding[point.holds].append(mark(point))
    sides = [
        Sort(shape, tone, pole, "", tuple(holding[pole.id]))
        for shape, tone, pole in zip(SHAPES, SIDE_TONES, seen.poles, strict=False)
    ]
    return [*sides, Sort("diamond", "plain", None, "", tuple(holding[None]))]


def _by_group(seen: Seen, mark: Callable[[Stand], Mark]) -> tuple[Sort, ...]:
    groups = max(point.group for point in seen.points) + 1
    marks: list[list[Mark]] = [[] for _ in range(groups)]
    for point in seen.points:
        marks[point.group].append(mark(point))
    return tuple(
        Sort(SHAPES[group], GROUP_TONES[group], None, chr(ord("A") + group), tuple(within))
        for group, within in enumerate(marks)
    )
