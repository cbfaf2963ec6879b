"""Who checked which evidence, and what they found."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, Value, When, Window
from django.db.models.expressions import OrderBy
from django.db.models.functions import RowNumber

from accounts.models import Viewer
from debates.models import Check, Evidence

SHOWN = 30
"""How many answers of one piece of evidence a page shows with who gave them."""


@dataclass
class Checked:
    """What was answered of one piece of evidence, the viewer's own and what is open first."""

    said: list[Check] = field(default_factory=list)
    count: int = 0
    """How many answers there are: more than are shown, where there are very many."""
    mine: dict[str, Check] = field(default_factory=dict)
    """The viewer's own, by question."""


def checks_of(ids: Iterable[int], viewer: Viewer, most: int = SHOWN) -> dict[int, Checked]:
    """What was answered of each of these pieces of evidence, from one query."""
    found: dict[int, Checked] = defaultdict(Checked)
    wanted = list(ids)
    order: list[Case | F | OrderBy] = [
        Case(When(member=viewer.pk or 0, then=0), default=1),
        Case(When(is_yes=False, settled_at=None, then=Value(0)), default=Value(1)),
        F("at").desc(),
        F("member"),
        F("question"),
    ]
    ranked = (
        Check.objects.filter(evidence__in=wanted)
        .select_related("member")
        .annotate(
            place=Window(RowNumber(), partition_by="evidence", order_by=order),
            count=Window(Count("*"), partition_by="evidence"),
        )
    )
    if wanted:
        for check in ranked.filter(place__lte=most).order_by("evidence", "place"):
            checked = found[check.evidence_id]
            checked.said.append(check)
            checked.count = check.count
            if check.member_id == viewer.pk:
                checked.mine[check.question] = check
    return found


def find_check(evidence: Evidence, question: str, name: str) -> Check:
    """The answer of the member of this name. Raises Check.DoesNotExist."""
    named = Check.objects.select_related("member").filter(member__username__iexact=name)
    return named.get(evidence=evidence, question=question)
