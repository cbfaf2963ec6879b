"""Evidence, and the sources that it cites."""

from typing import Any

from debates.actions import evidence as acts
from debates.actions.sources import Cited
from debates.api.answers import Given, paged
from debates.api.operations import Asked, operation
from debates.api.pagination import by_id
from debates.api.resource import Resource
from debates.api.serializers.evidence import (
    CitedSourceShape,
    EvidenceShape,
    NewEvidence,
    evidence,
    source,
)
from debates.api.views.lists import PAGING
from debates.models import Evidence
from debates.queries import evidence as queries
from debates.queries.arguments import find_argument
from debates.queries.debates import find_debate
from debates.queries.files import held_file
from debates.rules import why_not_read_hidden

EXAMPLE = {
    "source": {"url": "https://example.org/trams", "title": "Ten years of trams", "kind": "study"},
    "quote": "Ridership rose by a third.",
    "locator": "p. 12",
    "shows": "Riders came when the line opened.",
    "stance": "supports",
}


class EvidenceOfDebate(Resource):
    """All evidence in one debate."""

    @operation(
        "list_evidence_of_debate",
        "The evidence in a debate, newest first",
        gives=EvidenceShape,
        paged=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked, slug: str) -> Given:
        debate = find_debate(asked.viewer, slug)
        page = by_id(
            queries.evidence_in(debate, asked.viewer),
            of=f"evidence of debate {debate.pk}",
            cursor=asked.params["cursor"],
            size=asked.params["page_size"],
        )
        return paged(asked.request, page, evidence)


class EvidenceOfArgument(Resource):
    """The evidence for and against one argument."""

    @operation(
        "list_evidence",
        "The evidence attached to an argument, newest first",
        gives=EvidenceShape,
        paged=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        argument = find_argument(asked.viewer, argument_id)
        attached = Evidence.objects.filter(argument=argument, withdrawn_at=None)
        if why_not_read_hidden(asked.viewer, argument, argument.debate):
            attached = attached.none()
        page = by_id(
            attached.select_related("source", "added_by"),
            of=f"evidence {argument.pk}",
            cursor=asked.params["cursor"],
            size=asked.params["page_size"],
        )
        return paged(asked.request, page, evidence)

    @operation(
        "add_evidence",
        "Attach evidence to an argument",
        takes=NewEvidence,
        gives=EvidenceShape,
        status=201,
        limit="evidence",
        example=EXAMPLE,
    )
    def post(self, asked: Asked, argument_id: int) -> Given:
        argument = find_argument(asked.viewer, argument_id)
        said = dict(asked.body)
        cited = Cited(**said.pop("source"))
        said["file"] = held_file(asked.viewer, said["file"])
        added = acts.add_evidence(argument, cited, **said, by=asked.by)
        at = f"{asked.base}/api/v1/evidence/{added.pk}"
        return Given(evidence(added), status=201, location=at)


class OneEvidence(Resource):
    """One piece of evidence."""

    @operation("read_evidence", "A piece of evidence", gives=EvidenceShape)
    def get(self, asked: Asked, evidence_id: int) -> Given:
        found = queries.find_evidence(asked.viewer, evidence_id)
        argument = found.argument
        if found.withdrawn_at or why_not_read_hidden(asked.viewer, argument, argument.debate):
            raise Evidence.DoesNotExist
        return Given(evidence(found))

    @operation("withdraw_evidence", "Withdraw evidence that you added", status=204)
    def delete(self, asked: Asked, evidence_id: int) -> Given:
        acts.withdraw_evidence(queries.find_evidence(asked.viewer, evidence_id), by=asked.by)
        return Given(status=204)


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
        page = by_id(
            queries.sources_for(asked.viewer),
            of="sources",
            cursor=asked.params["cursor"],
            size=asked.params["page_size"],
        )
        return paged(asked.request, page, _counted)


class OneSource(Resource):
    """One source, and where it is cited."""

    @operation("read_source", "A source with where it is cited", gives=CitedSourceShape)
    def get(self, asked: Asked, source_id: int) -> Given:
        found = queries.sources_for(asked.viewer).get(pk=source_id)
        citations = [evidence(one) for one in queries.citations_of(found, asked.viewer)]
        return Given(_counted(found) | {"citations": citations})


def _counted(shown: Any) -> dict[str, Any]:
    """A source with how often it is cited, which its query counted."""
    return source(shown) | {"cited": shown.cited}
