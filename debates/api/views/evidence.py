"""Evidence: of a debate, of an argument, and each piece."""

from urllib.parse import urlencode

from debates.actions import evidence as acts
from debates.actions.sources import Cited
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.parameters import Parameter
from debates.api.resource import Resource
from debates.api.serializers.evidence import EvidenceShape, NewEvidence, evidence
from debates.api.serializers.sources import as_cited
from debates.api.views.lists import PAGING, paged_by_id
from debates.queries import evidence as queries
from debates.queries.arguments import find_argument
from debates.queries.debates import find_debate
from debates.queries.evidence_filters import FILTERS, evidence_narrowed, known_among
from debates.queries.files import held_file

EXAMPLE = {
    "source": {
        "url": "https://example.org/trams",
        "title": "Ten years of trams",
        "kind": "study",
        "authors": ["Doe, Jane"],
        "published": "2019",
    },
    "quote": "Ridership rose by a third.",
    "locator": "p. 12",
    "shows": "Riders came when the line opened.",
    "stance": "supports",
}


NARROWING = tuple(
    Parameter(name, about, choices=tuple(FILTERS[name][1].values))
    for name, about in {
        "status": "Only evidence with which its checks stand so.",
        "standing": "Only evidence whose source was retracted, or corrected.",
        "stance": "Only evidence that takes this stance to its argument.",
        "kind": "Only evidence from this kind of source.",
    }.items()
)


class EvidenceOfDebate(Resource):
    """All evidence in one debate."""

    @operation(
        "list_evidence_of_debate",
        "The evidence in a debate, newest first",
        gives=EvidenceShape,
        paged=True,
        parameters=(*NARROWING, *PAGING),
    )
    def get(self, asked: Asked, slug: str) -> Given:
        debate = find_debate(asked.viewer, slug)
        chosen = known_among(asked.params)
        return paged_by_id(
            asked,
            evidence_narrowed(debate, asked.viewer, chosen),
            evidence,
            of=f"evidence of debate {debate.pk} {urlencode(chosen)}",
        )


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
        return paged_by_id(
            asked,
            queries.evidence_on(argument, asked.viewer),
            evidence,
            of=f"evidence {argument.pk}",
        )

    @operation(
        "add_evidence",
        "Attach evidence to an argument",
        takes=NewEvidence,
        gives=EvidenceShape,
        status=201,
        example=EXAMPLE,
    )
    def post(self, asked: Asked, argument_id: int) -> Given:
        argument = find_argument(asked.viewer, argument_id)
        said = dict(asked.body)
        cited = Cited(**as_cited(said.pop("source")))
        said["file"] = held_file(asked.viewer, said["file"])
        added = acts.add_evidence(argument, cited, **said, by=asked.by)
        at = f"{asked.base}/api/v1/evidence/{added.pk}"
        return Given(evidence(added), status=201, location=at)


class OneEvidence(Resource):
    """One piece of evidence."""

    @operation("read_evidence", "A piece of evidence", gives=EvidenceShape)
    def get(self, asked: Asked, evidence_id: int) -> Given:
        return Given(evidence(queries.read_evidence(asked.viewer, evidence_id)))

    @operation("withdraw_evidence", "Withdraw evidence that you added", status=204)
    def delete(self, asked: Asked, evidence_id: int) -> Given:
        acts.withdraw_evidence(queries.find_evidence(asked.viewer, evidence_id), by=asked.by)
        return Given(status=204)
