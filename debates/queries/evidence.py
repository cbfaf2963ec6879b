"""Evidence under its arguments."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.models import Viewer
from debates.models import Debate, Evidence, File
from debates.queries.arguments import find_argument


def evidence_of(arguments: Iterable[int]) -> dict[int, list[Evidence]]:
    """The standing evidence of each of these arguments, oldest first, from one query."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    ids = list(arguments)
    if ids:
        for evidence in _standing().filter(argument__in=ids):
            found[evidence.argument_id].append(evidence)
    return found


def evidence_in(debate: Debate, viewer: Viewer) -> QuerySet[Evidence]:
    """All standing evidence of a debate, newest first; not that of hidden arguments."""
    return (
        _standing()
        .filter(debate=debate)
        .filter(Q(argument__hidden_at=None) | Q(argument__author=viewer.pk))
        .select_related("argument")
        .order_by("-pk")
    )


def find_evidence(viewer: Viewer, evidence_id: int) -> Evidence:
    """Raises Evidence.DoesNotExist or Argument.DoesNotExist when the viewer sees no such thing."""
    evidence = Evidence.objects.select_related("source", "added_by", "file").get(pk=evidence_id)
    evidence.argument = find_argument(viewer, evidence.argument_id)
    return evidence


def files_of(viewer: Viewer) -> QuerySet[File]:
    """The files that a member keeps here, the newest first."""
    return File.objects.filter(holdings__member=viewer.pk).order_by("-holdings__at")


def _standing() -> QuerySet[Evidence]:
    return (
        Evidence.objects.filter(withdrawn_at=None)
        .select_related("source", "added_by", "file")
        .order_by("pk")
    )
