"""Minds changed: how many an argument changed and from which side to which, never whose."""

from dataclasses import dataclass

from django.db.models import Count, F

from debates.models import Argument, MindChange
from debates.rules import why_not_read_counts

SHOWN = 100


@dataclass(frozen=True)
class Changed:
    """So many minds about one argument, in one direction."""

    about: int
    to_agree: bool
    count: int


def minds_changed_by(argument: Argument) -> list[Changed]:
    """Most first, a hundred at the most; none while votes are blind. `argument.debate` is read."""
    if why_not_read_counts(argument.debate):
        return []
    counted = (
        MindChange.objects.filter(argument=argument)
        .values("about", "to_agree")
        .annotate(count=Count("change"))
        .order_by("-count", F("about").desc(), "to_agree")
    )
    return [Changed(row["about"], row["to_agree"], row["count"]) for row in counted[:SHOWN]]
