"""The evidence of a debate narrowed down, and how much of it there is of each sort."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import Count, QuerySet, TextChoices

from accounts.models import Viewer
from debates.models import Debate, Evidence, Source, Stance
from debates.queries.evidence import evidence_in
from debates.queries.ignores import is_ignored_by

Chosen = Mapping[str, str]
"""At most one value for each filter, by its name."""

FILTERS: dict[str, tuple[str, type[TextChoices]]] = {
    "status": ("status", Evidence.Status),
    "standing": ("source__standing", Source.Standing),
    "stance": ("stance", Stance),
    "kind": ("source__kind", Source.Kind),
}


class Option(NamedTuple):
    """A value of a filter, with how many pieces would be shown if it were chosen."""

    value: str
    label: str
    pieces: int
    is_chosen: bool


class Filter(NamedTuple):
    name: str
    options: tuple[Option, ...]
    """Those of which there is something, and what is chosen."""


def known_among(given: Chosen) -> dict[str, str]:
    """What of this are values of our filters."""
    return {
        name: given[name]
        for name, (_column, choices) in FILTERS.items()
        if given.get(name) in choices.values
    }


def evidence_narrowed(debate: Debate, viewer: Viewer, chosen: Chosen) -> QuerySet[Evidence]:
    """The evidence that the viewer sees and that is of all chosen sorts, newest first."""
    wanted = {FILTERS[name][0]: value for name, value in chosen.items()}
    ignored = is_ignored_by(viewer, "added_by")
    return evidence_in(debate, viewer).filter(**wanted).annotate(is_ignored=ignored)


def filters_in(debate: Debate, viewer: Viewer, chosen: Chosen) -> list[Filter]:
    """Every filter with its counts: of what the viewer sees and the *other* filters let through."""
    columns = [column for column, _choices in FILTERS.values()]
    counted = (
        evidence_in(debate, viewer).order_by().values_list(*columns).annotate(pieces=Count("pk"))
    )
    sorts = [(dict(zip(FILTERS, row[:-1], strict=True)), row[-1]) for row in counted]

    def count(name: str, value: str) -> int:
        wanted = {**chosen, name: value}.items()
        return sum(pieces for sort, pieces in sorts if wanted <= sort.items())

    found = []
    for name, (_column, choices) in FILTERS.items():
        options = (
            Option(value, str(label), count(name, value), chosen.get(name) == value)
            for value, label in choices.choices
        )
        shown = tuple(one for one in options if one.pieces or one.is_chosen)
        if shown:
            found.append(Filter(name, shown))
    return found
