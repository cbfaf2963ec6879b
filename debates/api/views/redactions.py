"""Taking words out of versions, evidence, checks and remarks. Undoing the ruling puts them back."""

from debates.actions import redactions as acts
from debates.api.answers import Given
from debates.api.operations import Asked, ruling_operation
from debates.api.resource import Resource
from debates.api.serializers.checks import CheckShape
from debates.api.serializers.evidence import EvidenceShape, evidence
from debates.api.serializers.redactions import (
    NewRedaction,
    NewRedactionOfEvidence,
    VersionShape,
    version,
)
from debates.api.serializers.remarks import RemarkShape, remark
from debates.api.views.checks import shown
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from debates.queries.members import find_member
from debates.queries.remarks import find_remark

KEPT = "The words are kept unread for 37 days, so that the ruling can be undone, then destroyed."
PERSONAL = {"rule": "personal", "reason": "It gives a home address."}


class Redaction(Resource):
    """That the words of one version, or of one field of it, are out of sight."""

    @ruling_operation(
        "redact_version",
        "Take the words out of a version, or out of one field of it",
        takes=NewRedaction,
        gives=VersionShape,
        about=KEPT,
        example={"field": "reasoning", **PERSONAL},
    )
    def put(self, asked: Asked, argument_id: int, number: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        said = asked.body
        redacted = acts.redact_version(
            found,
            number,
            field=said.get("field", ""),
            of=said.get("argument"),
            **asked.grounds,
        )
        return Given(version(redacted))


class RedactionOfEvidence(Resource):
    """That the words of one field of a piece of evidence are out of sight."""

    @ruling_operation(
        "redact_evidence",
        "Take the words out of one field of a piece of evidence",
        takes=NewRedactionOfEvidence,
        gives=EvidenceShape,
        about=KEPT,
        example={"field": "quote", **PERSONAL},
    )
    def put(self, asked: Asked, evidence_id: int) -> Given:
        found = find_evidence(asked.viewer, evidence_id)
        acts.redact_evidence(found, asked.body["field"], **asked.grounds)
        return Given(evidence(find_evidence(asked.viewer, evidence_id)))


class RedactionOfCheck(Resource):
    """That what a member found wrong is out of sight."""

    @ruling_operation(
        "redact_check",
        "Take the words out of a check",
        gives=CheckShape,
        about=KEPT,
        example=PERSONAL,
    )
    def put(self, asked: Asked, evidence_id: int, question: str, name: str) -> Given:
        found, member = find_evidence(asked.viewer, evidence_id), find_member(name)
        redacted = acts.redact_check(found, member, question, **asked.grounds)
        return Given(shown(asked, found, redacted))


class RedactionOfRemark(Resource):
    """That the words of a remark are out of sight."""

    @ruling_operation(
        "redact_remark",
        "Take the words out of a remark",
        gives=RemarkShape,
        about=KEPT,
        example=PERSONAL,
    )
    def put(self, asked: Asked, remark_id: int) -> Given:
        found = find_remark(asked.viewer, remark_id)
        acts.redact_remark(found, **asked.grounds)
        return Given(remark(find_remark(asked.viewer, remark_id)))
