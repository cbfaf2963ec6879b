"""What debates were closed with, and who disputes it."""

from debates.actions import outcomes as acts
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.arguments import reason_of
from debates.api.serializers.outcomes import (
    DisputeShape,
    NewDispute,
    NewOutcome,
    OutcomeShape,
    dispute,
    ending_of,
    outcome,
)
from debates.api.views.lists import PAGING, paged_by_id
from debates.queries.debates import find_debate
from debates.queries.outcomes import disputes_of, find_outcome, outcomes_of, read_outcome, seen
from debates.rules import why_not_dispute


class Outcomes(Resource):
    """Every outcome that a debate ever had."""

    @operation(
        "list_outcomes",
        "What a debate was closed with, newest first",
        gives=OutcomeShape,
        paged=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        return paged_by_id(
            asked,
            outcomes_of(found, asked.viewer),
            lambda row: outcome(seen(found, row)),
            of=f"outcomes {found.pk}",
            key="number",
        )

    @operation(
        "restate_outcome",
        "State the outcome of a closed debate anew",
        takes=NewOutcome,
        gives=OutcomeShape,
        status=201,
        about="For whoever opened it, and staff. What it was before stays readable.",
        example={"synthesis": None, "text": "No common ground yet.", "look_again_on": "2099-01-31"},
    )
    def post(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        number = acts.restate_outcome(found, ending_of(asked.body), by=asked.by).number
        return Given(
            outcome(read_outcome(found, asked.viewer, number)),
            status=201,
            location=f"{asked.base}/api/v1/debates/{slug}/outcomes/{number}",
        )


class OneOutcome(Resource):
    """One wording of what a debate was closed with."""

    @operation("read_outcome", "An outcome", gives=OutcomeShape, expands=("why_not",))
    def get(self, asked: Asked, slug: str, number: int) -> Given:
        found = find_debate(asked.viewer, slug)
        stated = read_outcome(found, asked.viewer, number)
        drawn = outcome(stated)
        if "why_not" in asked.expand:
            reason = why_not_dispute(asked.viewer, stated, found)
            drawn["why_not"] = {"dispute": reason_of(reason)}
        return Given(drawn)


class Disputes(Resource):
    """Who does not accept an outcome, and why."""

    @operation(
        "list_disputes",
        "Why members dispute an outcome, in the order in which they joined the site",
        gives=DisputeShape,
        paged=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked, slug: str, number: int) -> Given:
        found = find_outcome(find_debate(asked.viewer, slug), number)
        return paged_by_id(
            asked,
            disputes_of(found.debate, number),
            dispute,
            of=f"disputes {found.pk}",
            newest_first=False,
            key="member_id",
        )

    @operation(
        "dispute_outcome",
        "Say why you do not accept the outcome",
        takes=NewDispute,
        gives=DisputeShape,
        status=201,
        about="For whoever took part, or could have; once for each wording of the outcome.",
        example={"text": "It leaves out everyone who walks."},
    )
    def post(self, asked: Asked, slug: str, number: int) -> Given:
        found = find_outcome(find_debate(asked.viewer, slug), number)
        made = acts.dispute_outcome(found, asked.body["text"], by=asked.by)
        address = f"{asked.base}/api/v1/debates/{slug}/outcomes/{number}/disputes"
        return Given(dispute(made), status=201, location=address)
