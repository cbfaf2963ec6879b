"""Sources: which there are, which one a work is, and where each is cited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Viewer
from debates.exchange.identifiers import address_by
from debates.models import (
    Argument,
    Debate,
    Evidence,
    Identifier,
    Listing,
    Membership,
    Source,
    Visibility,
)
from debates.rules.recognising import KNOWN, known_by

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
    listing = Listing.objects.filter(seen, source=OuterRef("pk")).order_by().values("debate")[:1]
    # Scalars, since for EXISTS the planner would read all that was ever cited first.
    return (
        Source.objects.filter(Q(debate=None) | Q(debate__in=own), merged_into=None)
        .annotate(cited=Coalesce(Subquery(times), 0), listed=Subquery(listing))
        .filter(Q(cited__gt=0) | Q(listed__isnull=False))
        .order_by("-pk")
    )


def find_source(viewer: Viewer, source_id: int) -> Source:
    """A source as sources_for has it; of one that was merged, the one that it became.

    Raises Source.DoesNotExist.
    """
    became = Source.objects.filter(pk=source_id).values_list(Coalesce("merged_into", "pk"))
    return sources_for(viewer).get(pk=Subquery(became))


SEEN = """(debate.visibility <> 'private' OR debate.id IN (
    SELECT debate_id FROM debates_membership WHERE member_id = %(viewer)s))"""
# The source that a work is known as, and those of its title. What sources_for says, as text:
# putting the ORM's query together takes longer than all of this. Law 7's test holds it to the same.
LOOK_UP = f"""
WITH known AS ({KNOWN}), chosen AS (
    SELECT id, TRUE AS is_known FROM known
    UNION ALL
    (SELECT id, FALSE FROM debates_source
    WHERE words = %(words)s AND words <> '' AND merged_into_id IS NULL
        AND (debate_id IS NULL OR debate_id = %(debate)s) AND id NOT IN (SELECT id FROM known)
    ORDER BY id LIMIT 20)
)
SELECT source.*, chosen.is_known, counted.cited
FROM chosen JOIN debates_source AS source USING (id), LATERAL (
    SELECT count(*) AS cited FROM debates_evidence AS evidence
    JOIN debates_argument AS argument ON argument.id = evidence.argument_id
    JOIN debates_debate AS debate ON debate.id = evidence.debate_id
    WHERE source_id = source.id AND evidence.withdrawn_at IS NULL
        AND argument.hidden_at IS NULL AND argument.withdrawn_at IS NULL AND {SEEN}
) AS counted
WHERE (counted.cited > 0 OR EXISTS (
        SELECT FROM debates_listing AS listing
        JOIN debates_debate AS debate ON debate.id = listing.debate_id
        WHERE source_id = source.id AND {SEEN}))
    AND (source.debate_id IS NULL OR source.debate_id IN (
        SELECT debate_id FROM debates_membership WHERE member_id = %(viewer)s))
ORDER BY is_known DESC, source.id LIMIT {1 + SIMILAR}
"""  # noqa: S608 - our own constants


def find_known(csl: Mapping[str, Any], viewer: Viewer, debate: Debate | None = None) -> Found:
    """The source that citing this work would cite, and others of its title, that the viewer sees.

    Each with `cited`. `debate` is where it would be cited: what a private debate knows is found
    there alone.
    """
    values = known_by(csl, debate) | {"viewer": viewer.pk or 0}
    found: list[Any] = list(Source.objects.raw(LOOK_UP, values))
    known = [one for one in found if one.is_known]
    return Found(known[0] if known else None, found[len(known) :][:SIMILAR])


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
    return [
        (row.get_scheme_display(), row.value, address_by(row.scheme, row.value)) for row in rows
    ]
