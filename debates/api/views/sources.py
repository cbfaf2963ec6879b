"""Sources: lists of them, each one, which one a work is, and what moderators change of them."""

from typing import Any

from django.utils.translation import gettext as _

from accounts import limits
from accounts.address import address_of
from accounts.models import Scope
from debates.actions import sources as acts
from debates.actions.sources import Cited
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.parameters import Parameter
from debates.api.problems import unfit, unfit_parameter
from debates.api.resource import Resource
from debates.api.serializers.evidence import EvidenceShape, WholeSourceShape, evidence
from debates.api.serializers.sources import (
    CitedSourceShape,
    KnownShape,
    NewMerging,
    SourceEdit,
    SourceShape,
    as_cited,
    cited_source,
    source,
)
from debates.api.views.lists import PAGING, paged_by_id
from debates.exchange.works import facts_of, identified
from debates.models import Debate, Source
from debates.queries import sources as queries
from debates.queries.debates import find_debate
from debates.queries.retractions import with_retraction
from debates.rules import edition_of, why_not_recognised

NUMBERS = {
    "url": "Its address, or any of its numbers.",
    "doi": "Its DOI.",
    "isbn": "Its ISBN.",
    "arxiv": "Its arXiv number.",
    "pmid": "Its PubMed number.",
}


class Sources(Resource):
    """What is cited, anywhere that the reader sees."""

    @operation(
        "list_sources",
        "Sources, newest first",
        gives=CitedSourceShape,
        paged=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked) -> Given:
        return paged_by_id(
            asked, with_retraction(queries.sources_for(asked.viewer)), cited_source, of="sources"
        )


class KnownSource(Resource):
    """Which source a work is."""

    @operation(
        "look_up_source",
        "The source that a work is known as, and others of its title",
        gives=KnownShape,
        parameters=(
            *(Parameter(name, about) for name, about in NUMBERS.items()),
            Parameter("title", "Its title."),
            Parameter("debate", "Where it would be cited: its own sources are looked at too."),
        ),
        limited=True,
    )
    def get(self, asked: Asked) -> Given:
        params = {name: value or "" for name, value in asked.params.items()}
        numbers, problems = identified({name: params[name] for name in NUMBERS})
        for name, problem in problems.items():
            reason = why_not_recognised(name, problem)
            raise unfit_parameter(name, reason.text, reason.code)
        debate = _debate(asked, params["debate"])
        searcher = asked.by if asked.viewer.is_authenticated else address_of(asked.request)
        limits.spend("search", searcher)
        found = queries.find_known(numbers | {"title": params["title"][:300]}, asked.viewer, debate)
        known: Any = found.known
        return Given(
            {
                "known": source(known) if known else None,
                "cited": known.cited if known else 0,
                "similar": [source(one) for one in found.similar],
            }
        )


class OneSource(Resource):
    """One source. Of one that was merged, the source that it became."""

    @operation("read_source", "A source with where it is cited", gives=WholeSourceShape)
    def get(self, asked: Asked, source_id: int) -> Given:
        return _shown(asked, queries.find_source(asked.viewer, source_id))

    @operation(
        "edit_source",
        "Say better what a source is",
        takes=SourceEdit,
        gives=WholeSourceShape,
        versioned=True,
        about="For whoever added it while nobody else cites it, and whoever moderates every "
        "debate that cites it.",
        example={"authors": ["Doe, Jane"], "published": "2019-05"},
    )
    def patch(self, asked: Asked, source_id: int) -> Given:
        found = queries.find_source(asked.viewer, source_id)
        found.version = edition_of(found)  # type: ignore[attr-defined]  # what read_version reads
        read = asked.read_version(found)
        words = {**facts_of(found.csl), "kind": found.kind, **as_cited(asked.body)}
        acts.edit_source(found, Cited(**words), read=read, by=asked.by)
        return _shown(asked, queries.find_source(asked.viewer, source_id))


class Citations(Resource):
    """Where one source is cited."""

    @operation(
        "list_citations",
        "The evidence that cites a source, newest first",
        gives=EvidenceShape,
        paged=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked, source_id: int) -> Given:
        found = queries.find_source(asked.viewer, source_id)
        return paged_by_id(
            asked, queries.citations_of(found, asked.viewer), evidence, of=f"citations {found.pk}"
        )


class Merging(Resource):
    """That a source turned out to be another one."""

    @operation(
        "merge_sources",
        "Say that a source is another one",
        takes=NewMerging,
        gives=SourceShape,
        scope=Scope.MODERATE,
        about="For whoever moderates every debate that cites either. It cannot be undone.",
        example={"into": 1},
    )
    def put(self, asked: Asked, source_id: int) -> Given:
        gone = queries.find_source(asked.viewer, source_id)
        try:
            into = queries.find_source(asked.viewer, asked.body["into"])
        except Source.DoesNotExist:
            why = _("There is no such source here.")
            raise unfit([{"pointer": "/into", "detail": why, "code": "unknown"}]) from None
        if gone.pk != into.pk or gone.pk == source_id:  # Else it was done before.
            into = acts.merge_sources(gone, into=into, by=asked.by)
        return Given(source(into))


def _shown(asked: Asked, found: Source) -> Given:
    newest = queries.citations_of(found, asked.viewer)[:100]
    whole = cited_source(found) | {"citations": [evidence(one) for one in newest]}
    return Given(whole, version=edition_of(found))


def _debate(asked: Asked, slug: str) -> Debate | None:
    try:
        return find_debate(asked.viewer, slug) if slug else None
    except Debate.DoesNotExist:
        why = _("There is no such debate here.")
        raise unfit_parameter("debate", why, "unknown") from None
