"""Sources: which there are, which one a work is, and where each is cited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import Viewer
from debates import text
from debates.exchange.identifiers import place_of
from debates.models import Argument, Debate, Evidence, Identifier, Listing, Source, Visibility
from debates.models.membership import Membership
from debates.rules import recognise

SIMILAR = 5


@dataclass(frozen=True)
class Found:
    """What is known of a work that somebody is about to cite."""

    known: Source | None
    similar: Sequence[Source]
    """Others of the same title."""


def sources_for(viewer: Viewer) -> QuerySet[Source]:
    """Sources that standing arguments cite or bibliographies list, as far as the viewer sees.

    Each with `cited`, how often. Those that were merged are left out.
    """
    own = Membership.objects.filter(member=viewer.pk).values("debate")
    seen = ~Q(debate__visibility=Visibility.PRIVATE) | Q(debate__in=own)
    citing = Evidence.objects.filter(
        seen,
        source=OuterRef("pk"),
        withdrawn_at=None,
        argument__hidden_at=None,
        argument__withdrawn_at=None,
    )
    times = citing.order_by().values("source").annotate(times=Count("pk")).values("times")
    listing = Listing.objects.filter(seen, source=OuterRef("pk"))
    return (
        Source.objects.filter(Q(debate=None) | Q(debate__in=own), merged_into=None)
        .filter(Exists(citing) | Exists(listing))
        .annotate(cited=Coalesce(Subquery(times), Value(0)))
        .order_by("-pk")
    )


def find_source(viewer: Viewer, source_id: int) -> Source:
    """A source as sources_for has it; of one that was merged, the one that it became.

    Raises Source.DoesNotExist.
    """
    became = Source.objects.filter(pk=source_id).values_list(Coalesce("merged_into", "pk"))
    return sources_for(viewer).get(pk=Subquery(became))


def find_known(csl: Mapping[str, Any], viewer: Viewer, debate: Debate | None = None) -> Found:
    """The source that citing this work would cite, and others of its title, that the viewer sees.

    `debate` is where it would be cited: what a private debate knows is found there alone.
    """
    known = recognise(csl, debate)
    title = str(csl.get("title", ""))
    same = Q(words=text.title_key(title)) if title.strip() else Q()
    same = Q(pk=known.pk) | same if known else same
    if not same:
        return Found(None, [])
    here = Q(debate=None) | Q(debate=debate)
    found = list(sources_for(viewer).filter(here, same)[: SIMILAR + 1])
    known = next((one for one in found if known and one.pk == known.pk), None)
    return Found(known, [one for one in found if one != known][:SIMILAR])


def citations_of(source: Source, viewer: Viewer) -> QuerySet[Evidence]:
    """Where a source is cited, newest first, as far as the viewer sees."""
    visible = Argument.objects.visible_to(viewer).filter(hidden_at=None, withdrawn_at=None)
    return (
        Evidence.objects.filter(withdrawn_at=None, source=source, argument__in=visible)
        .select_related("source", "added_by", "file", "argument__debate")
        .order_by("-pk")
    )


def identifiers_of(source: Source) -> list[tuple[str, str, str]]:
    """All that a source is recognised by: the name of each, its one form and where it leads."""
    rows = source.identifiers.exclude(scheme=Identifier.Scheme.WORDS).order_by("pk")
    return [(row.get_scheme_display(), row.value, place_of(row.scheme, row.value)) for row in rows]
