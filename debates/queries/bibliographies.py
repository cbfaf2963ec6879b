"""The bibliography of a debate: what is cited in it, and what members listed beside that."""

from collections.abc import Iterator
from typing import Any

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Lower

from accounts.models import Viewer
from debates.exchange.bibtex_writing import key_of
from debates.models import Debate, Intake, Listing, Source
from debates.queries.evidence import evidence_in
from debates.rules import moderates

KIND_RANK = Case(
    *(When(kind=kind, then=Value(rank)) for rank, kind in enumerate(Source.Kind.values)),
    output_field=IntegerField(),
)
NAMES = (KT("csl__author__0__family"), KT("csl__author__0__literal"), KT("csl__title"))
BY = Lower(Coalesce(*NAMES, output_field=TextField()))
YEAR = Coalesce(KT("csl__issued__date-parts__0__0"), Value(""), output_field=TextField())
ORDER = ("kind_rank", "by_name", "year", "title", "pk")


def _in_order(sources: QuerySet[Source]) -> QuerySet[Source]:
    return sources.annotate(kind_rank=KIND_RANK, by_name=BY, year=YEAR).order_by(*ORDER)


def bibliography_of(debate: Debate, viewer: Viewer) -> QuerySet[Source]:
    """Every source with how often it is `cited` where the viewer sees it, and who listed it.

    By kind, author, year and title.
    """
    seen = evidence_in(debate, viewer).order_by()
    times = seen.filter(source=OuterRef("pk")).values("source").annotate(times=Count("pk"))
    listings = Listing.objects.filter(debate=debate)
    listed_by = listings.filter(source=OuterRef("pk")).values("added_by")
    cited_or_listed = Q(pk__in=seen.values("source")) | Q(pk__in=listings.values("source"))
    return _in_order(Source.objects.filter(cited_or_listed, merged_into=None)).annotate(
        cited=Coalesce(Subquery(times.values("times")), 0),
        listed_by=Subquery(listed_by),
    )


def beyond(source_id: int, backwards: bool) -> Q:
    """What stands in a bibliography after this source, or before it; it may be gone from there.

    Raises Source.DoesNotExist.
    """
    way = "lt" if backwards else "gt"
    place = _in_order(Source.objects.all()).values_list(*ORDER).get(pk=source_id)
    found: Q | None = None
    for key, value in reversed([*zip(ORDER, place, strict=True)]):
        further = Q(**{f"{key}__{way}": value})
        found = further if found is None else further | Q(**{key: value}) & found
    return found or Q()


def works_in(debate: Debate, viewer: Viewer) -> Iterator[tuple[str, dict[str, Any]]]:
    """The whole bibliography as CSL-JSON, each work with its key, a few at a time."""
    for source in bibliography_of(debate, viewer).iterator(chunk_size=500):
        yield key_of(source.csl, source.pk), source.csl


def find_intake(debate: Debate, viewer: Viewer, intake_id: int) -> Intake:
    """One's own, or as a moderator anybody's. Raises Intake.DoesNotExist."""
    intakes = Intake.objects.filter(debate=debate)
    if not moderates(viewer, debate):
        intakes = intakes.filter(by=viewer.pk)
    return intakes.select_related("by").get(pk=intake_id)


def running_intake(debate: Debate, viewer: Viewer) -> Intake | None:
    """What the viewer handed in and is still being read."""
    if not viewer.is_authenticated:
        return None
    return Intake.objects.filter(debate=debate, by=viewer.pk, ended_at=None).first()
