"""What members ask a source for."""

from typing import NamedTuple

from django.db.models import Count

from accounts.models import Viewer
from debates.models import Argument, Debate, SourceRequest

SHOWN = 5


class AskedFor(NamedTuple):
    """An argument for which so many ask for a source."""

    argument: int
    statement: str
    needs_source: int


def my_request(argument: Argument, viewer: Viewer) -> SourceRequest | None:
    """The viewer's own, open or answered."""
    if not viewer.is_authenticated:
        return None
    return SourceRequest.objects.filter(argument=argument, member=viewer.pk).first()


def most_asked_in(debate: Debate) -> list[AskedFor]:
    """The standing arguments of a debate for which most ask, five at most."""
    counted = (
        SourceRequest.objects.filter(debate=debate, answered_by=None)
        .filter(argument__hidden_at=None, argument__withdrawn_at=None)
        .values_list("argument", "argument__statement")
        .annotate(asking=Count("member"))
        .order_by("-asking", "argument")
    )
    return [AskedFor(*row) for row in counted[:SHOWN]]
