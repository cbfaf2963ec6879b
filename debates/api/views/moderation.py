"""What moderators do."""

from debates.actions import moderation as acts
from debates.actions.evidence_rulings import hide_evidence
from debates.api.answers import Given
from debates.api.operations import Asked, ruling_operation
from debates.api.resource import Resource
from debates.api.serializers.arguments import ArgumentShape
from debates.api.serializers.evidence import EvidenceShape, evidence
from debates.api.views.arguments import shown
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence


class Hiding(Resource):
    """That an argument is hidden."""

    @ruling_operation(
        "hide_argument",
        "Hide an argument",
        gives=ArgumentShape,
        example={"rule": "insult", "reason": "It attacks a person and no argument."},
    )
    def put(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        return shown(asked, acts.hide_argument(found, **asked.grounds))

    @ruling_operation(
        "restore_argument",
        "Restore a hidden argument",
        gives=ArgumentShape,
        example={"rule": "mistake", "reason": "It quotes the insult to answer it."},
    )
    def delete(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        return shown(asked, acts.restore_argument(found, **asked.grounds))


class HidingOfEvidence(Resource):
    """That evidence is hidden."""

    @ruling_operation(
        "hide_evidence",
        "Hide evidence",
        gives=EvidenceShape,
        about="It stands withdrawn. Undoing the ruling brings it back.",
        example={"rule": "false_source", "reason": "The quote is made up."},
    )
    def put(self, asked: Asked, evidence_id: int) -> Given:
        found = find_evidence(asked.viewer, evidence_id)
        hide_evidence(found, **asked.grounds)
        return Given(evidence(find_evidence(asked.viewer, evidence_id)))
