"""Evidence under its arguments."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.models import Viewer
from debates.models import Argument, Debate, Evidence
from debates.queries.arguments import find_argument
from debates.queries.ignores import is_ignored_by
from debates.rules import why_not_read


def evidence_of(arguments: Iterable[int]) -> dict[int, list[Evidence]]:
    """The standing evidence of each of these arguments, oldest first, from one query."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    ids = list(arguments)
    if ids:
        for evidence in _standing().filter(argument__in=ids):
            found[evidence.argument_id].append(evidence)
    return found


def evidence_on(argument: Argument, viewer: Viewer) -> QuerySet[Evidence]:
    """The standing evidence of one argument, oldest first; none where its text is not shown.

    Each with `is_ignored`: whether the viewer folds it away. `argument.debate` is read, with
    `standing`.
    """
    if why_not_read(viewer, argument, argument.debate):
        return Evidence.objects.none()
    ignored = is_ignored_by(viewer, "added_by")
    return _standing().filter(argument=argument).annotate(is_ignored=ignored)


def evidence_in(debate: Debate, viewer: Viewer) -> QuerySet[Evidence]:
    """All standing evidence of a debate, newest first; not that of arguments that are gone."""
    stands = Q(argument__hidden_at=None, argument__withdrawn_at=None)
    return (
        _standing()
        .filter(debate=debate)
        .filter(stands | Q(argument__author=viewer.pk))
        .select_related("argument")
        .order_by("-pk")
    )


def find_evidence(viewer: Viewer, evidence_id: int) -> Evidence:
    """Raises Evidence.DoesNotExist or Argument.DoesNotExist when the viewer sees no such thing."""
    evidence = Evidence.objects.select_related("source", "added_by", "file").get(pk=evidence_id)
    evidence.argument = find_argument(viewer, evidence.argument_id)
    return evidence


def read_evidence(viewer: Viewer, evidence_id: int) -> Evidence:
    """Evidence that stands, under an argument whose text the viewer is shown; raises as above."""
    evidence = find_evidence(viewer, evidence_id)
    argument = evidence.argument
    if evidence.withdrawn_at or why_not_read(viewer, argument, argument.debate):
        raise Evidence.DoesNotExist
    return evidence


def _standing() -> QuerySet[Evidence]:
    return (
        Evidence.objects.filter(withdrawn_at=None)
        .select_related("source", "added_by", "file")
        .order_by("pk")
    )
