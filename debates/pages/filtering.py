"""Filters as links: each leads to the list with one choice more or less, and the others kept."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from debates.queries.evidence_filters import Chosen, Filter, Option


class Link(NamedTuple):
    option: Option
    to: str


def links_of(filters: Sequence[Filter], chosen: Chosen) -> list[tuple[str, list[Link]]]:
    """By the label of each filter its links. What is chosen leads to the list without it."""
    labels = {
        "status": _("Checks"),
        "standing": _("Its source was"),
        "stance": _("What it does"),
        "kind": _("Kind of source"),
    }
    return [
        (labels[one.name], [Link(option, _to(one.name, option, chosen)) for option in one.options])
        for one in filters
    ]


def _to(name: str, option: Option, chosen: Chosen) -> str:
    others: dict[str, Any] = {other: value for other, value in chosen.items() if other != name}
    if not option.is_chosen:
        others[name] = option.value
    return f"?{urlencode(others)}#pieces"
