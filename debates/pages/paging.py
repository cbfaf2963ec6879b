"""Long lists, a stretch at a time: `?before=` names the last that was shown."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from debates.pages.requests import PageRequest

Row = TypeVar("Row", bound=Model)


def newest(
    request: PageRequest, rows: QuerySet[Row], most: int = 50
) -> tuple[list[Row], int | None]:
    """The newest of these rows, or those before the one that is named.

    And what the next stretch is before; None at the end.
    """
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows.order_by("-pk")[: most + 1])
    return found[:most], found[most - 1].pk if len(found) > most else None
