"""What members find when they check evidence."""

from typing import Any

from accounts.models import Scope
from debates.actions import checks as acts
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.checks import (
    CheckShape,
    ChecksShape,
    NewCheck,
    NewSettling,
    check,
)
from debates.models import Check, Evidence, Question
from debates.queries.checks import checks_of, find_check
from debates.queries.evidence import find_evidence, read_evidence
from debates.rules import why_not_settle

MOST = 1_000


class Checks(Resource):
    """The checks of one piece of evidence."""

    @operation("list_checks", "Who checked a piece of evidence", gives=ChecksShape)
    def get(self, asked: Asked, evidence_id: int) -> Given:
        evidence = read_evidence(asked.viewer, evidence_id)
        checked = checks_of([evidence.pk], asked.viewer, MOST)[evidence.pk]
        results = [shown(asked, evidence, one) for one in checked.said]
        return Given({"count": checked.count, "results": results})

    @operation(
        "check_evidence",
        "Check a piece of evidence",
        takes=NewCheck,
        gives=CheckShape,
        status=201,
        about="Puts your answer in place of an earlier one to the same question. Nobody checks "
        "evidence that they added, nor what supports their own argument.",
        example={"question": "quote", "answer": "no", "because": "Page 12 says the opposite."},
    )
    def post(self, asked: Asked, evidence_id: int) -> Given:
        evidence, said = find_evidence(asked.viewer, evidence_id), asked.body
        question, is_yes = said["question"], said["answer"] == "yes"
        acts.check_evidence(evidence, question, is_yes=is_yes, because=said["because"], by=asked.by)
        made = checks_of([evidence.pk], asked.viewer)[evidence.pk].mine[question]
        location = f"{asked.base}/api/v1/evidence/{evidence.pk}/checks"
        return Given(shown(asked, evidence, made), status=201, location=location)


class MyCheck(Resource):
    """The reader's own answer to one question."""

    @operation("take_back_check", "Take your answer back", status=204)
    def delete(self, asked: Asked, evidence_id: int, question: str) -> Given:
        evidence = find_evidence(asked.viewer, evidence_id)
        if question not in Question.values:
            raise Check.DoesNotExist
        acts.take_back_check(evidence, question, by=asked.by)
        return Given(status=204)


class Settling(Resource):
    """That a no is answered, as a moderator found."""

    @operation(
        "settle_check",
        "Settle a no",
        takes=NewSettling,
        gives=CheckShape,
        scope=Scope.MODERATE,
        about="It no longer makes the evidence disputed, and is shown with the reason. It is open "
        "again when its member answers anew.",
        example={"because": "It is on page 12 of the second edition, which is cited."},
    )
    def put(self, asked: Asked, evidence_id: int, question: str, name: str) -> Given:
        evidence = read_evidence(asked.viewer, evidence_id)
        member = find_check(evidence, question, name).member
        because = asked.body["because"]
        settled = acts.settle_check(evidence, member, question, because=because, by=asked.by)
        return Given(shown(asked, evidence, settled))


def shown(asked: Asked, evidence: Evidence, one: Check) -> dict[str, Any]:
    debate = evidence.argument.debate

    def may_settle(one: Check) -> bool:
        return why_not_settle(asked.viewer, one, evidence, debate) is None

    return check(one, may_settle, asked.base)
