"""Evidence under its arguments, and what is known of its sources."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from accounts.models import Viewer
from debates.models import Argument, Debate, Evidence, Source, Visibility
from debates.models.membership import Membership
from debates.queries.arguments import find_argument
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

    `argument.debate` is read, with `standing`.
    """
    if why_not_read(viewer, argument, argument.debate):
        return Evidence.objects.none()
    return _standing().filter(argument=argument)


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


def sources_for(viewer: Viewer) -> QuerySet[Source]:
    """Sources cited by standing arguments that the viewer sees, with how often."""
    cited = (
        Evidence.objects.filter(source=OuterRef("pk"), withdrawn_at=None)
        .filter(argument__hidden_at=None, argument__withdrawn_at=None)
        .filter(
            ~Q(debate__visibility=Visibility.PRIVATE)
            | Q(debate__in=Membership.objects.filter(member=viewer.pk).values("debate"))
        )
        .order_by()
        .values("source")
        .annotate(times=Count("pk"))
    )
    return (
        Source.objects.annotate(cited=Subquery(cited.values("times")))
        .filter(cited__gt=0)
        .order_by("-pk")
    )


def citations_of(source: Source, viewer: Viewer) -> list[Evidence]:
    """Where a source is cited, newest first, as far as the viewer sees; a hundred at most."""
    visible = Argument.objects.visible_to(viewer).filter(hidden_at=None, withdrawn_at=None)
    return list(
        _standing()
        .filter(source=source, argument__in=visible)
        .select_related("argument__debate")
        .order_by("-pk")[:100]
    )


def _standing() -> QuerySet[Evidence]:
    return (
        Evidence.objects.filter(withdrawn_at=None)
        .select_related("source", "added_by", "file")
        .order_by("pk")
    )
