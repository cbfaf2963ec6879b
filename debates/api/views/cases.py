"""The queue: what waits for moderators, and what they decide."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Scope
from debates.actions import casework as acts
from debates.actions.casework import Settled
from debates.api.answers import Given, paged
from debates.api.operations import Asked, operation
from debates.api.parameters import Parameter
from debates.api.resource import Resource
from debates.api.serializers.cases import (
    CaseShape,
    Dismissal,
    Dismissals,
    Hidings,
    SettlementShape,
    WholeCaseShape,
    case,
    raised,
    record,
    settled,
)
from debates.api.views.lists import PAGING
from debates.models import Case, Debate
from debates.queries.cases import Wanted, find_case, find_cases, queue_of, waiting
from debates.queries.casework import flags_on, record_of, thread_of
from debates.queries.debates import find_debate
from debates.rules import (
    Reason,
    Unfit,
    refuse_if,
    why_not_decide,
    why_not_moderate,
)

NARROWING = (
    Parameter("why", "Only what waits for this reason.", choices=tuple(Case.Why.values)),
    Parameter("rule", "Only what is flagged, held or noticed by this rule."),
    Parameter("claimed", "`mine`: only what you have claimed.", choices=("mine",)),
    *PAGING,
)
ORDER = "The most urgent first, then the oldest."


class CasesOfDebate(Resource):
    """The queue of a debate."""

    @operation(
        "list_cases",
        "What waits for the moderators of a debate",
        gives=CaseShape,
        paged=True,
        scope=Scope.MODERATE,
        members_only=True,
        parameters=NARROWING,
        about=ORDER,
    )
    def get(self, asked: Asked, slug: str) -> Given:
        debate = find_debate(asked.viewer, slug)
        refuse_if(why_not_moderate(asked.viewer, debate))
        return _listed(asked, debate)


class Cases(Resource):
    """The queue of the site."""

    @operation(
        "list_all_cases",
        "What waits for the site's staff",
        gives=CaseShape,
        paged=True,
        scope=Scope.MODERATE,
        members_only=True,
        parameters=NARROWING,
        about=f"In all debates that they see, and on profiles. {ORDER}",
    )
    def get(self, asked: Asked) -> Given:
        refuse_if(why_not_moderate(asked.viewer, None))
        return _listed(asked, None)


class OneCase(Resource):
    """What waits about one thing."""

    @operation(
        "read_case",
        "A case with its flags and its context",
        gives=WholeCaseShape,
        scope=Scope.MODERATE,
        members_only=True,
        about="Reading claims nothing, and counts as no first look: claiming does.",
    )
    def get(self, asked: Asked, case_id: int) -> Given:
        return _whole(asked, find_case(asked.viewer, case_id))


class Claim(Resource):
    """That one moderator works on it."""

    @operation(
        "claim_case",
        "Claim a case for half an hour",
        gives=WholeCaseShape,
        scope=Scope.MODERATE,
        about="Until then others are refused, with your name. Claiming again extends it.",
    )
    def put(self, asked: Asked, case_id: int) -> Given:
        acts.claim_case(find_case(asked.viewer, case_id), by=asked.by)
        return _whole(asked, find_case(asked.viewer, case_id))

    @operation("release_case", "Let others work on it", gives=WholeCaseShape, scope=Scope.MODERATE)
    def delete(self, asked: Asked, case_id: int) -> Given:
        acts.release_case(find_case(asked.viewer, case_id), by=asked.by)
        return _whole(asked, find_case(asked.viewer, case_id))


class DismissalOfCase(Resource):
    """That there is no breach."""

    @operation(
        "dismiss_case",
        "Find no breach",
        takes=Dismissal,
        gives=WholeCaseShape,
        scope=Scope.MODERATE,
        optional_body=True,
        about="Closes it, and tells all who flagged. What the site hid or held by itself comes "
        "back into view. To uphold the flags, rule on the thing.",
        example={"reason": "It quotes the insult to answer it."},
    )
    def post(self, asked: Asked, case_id: int) -> Given:
        found = find_case(asked.viewer, case_id)
        acts.dismiss_case(found, because=asked.body.get("reason", ""), by=asked.by)
        return _whole(asked, find_case(asked.viewer, case_id))


class DismissalsOfCases(Resource):
    """That there is no breach in several."""

    @operation(
        "dismiss_cases",
        "Find no breach in several cases",
        takes=Dismissals,
        gives=SettlementShape,
        scope=Scope.MODERATE,
        about="All or none of them, unless `piecemeal`.",
        example={"cases": [1, 2], "reason": "Both are on topic."},
    )
    def post(self, asked: Asked) -> Given:
        said = asked.body
        words = {"because": said["reason"], "piecemeal": said["piecemeal"]}
        return _settled(acts.dismiss_cases(_named(asked), **words, by=asked.by))


class HidingsOfCases(Resource):
    """That what several are about is hidden."""

    @operation(
        "hide_cases",
        "Hide what several cases are about",
        takes=Hidings,
        gives=SettlementShape,
        scope=Scope.MODERATE,
        about="All or none of them, unless `piecemeal`. Each by a ruling of its own.",
        example={"cases": [1, 2], "rule": "spam", "reason": "They sell something."},
    )
    def post(self, asked: Asked) -> Given:
        said = asked.body
        words = {"rule": said["rule"], "because": said["reason"], "piecemeal": said["piecemeal"]}
        return _settled(acts.hide_cases(_named(asked), **words, by=asked.by))


def _listed(asked: Asked, debate: Debate | None) -> Given:
    given = asked.params
    wanted = Wanted(given["why"] or "", given["rule"] or "", given["claimed"] == "mine")
    place = {"cursor": given["cursor"], "size": given["page_size"]}
    page = queue_of(debate, asked.viewer, wanted=wanted, **place)
    return paged(asked.request, page, lambda one: case(one, asked.viewer, asked.base))


def _whole(asked: Asked, found: Case) -> Given:
    refuse_if(why_not_decide(asked.viewer, found))
    shown = waiting([found], asked.viewer, found.debate)[0]
    thread = [card.id for card in thread_of(found, asked.viewer)]
    beside: dict[str, Any] = {
        "raised": [raised(one) for one in flags_on(found)],
        "record": record(record_of(found, asked.viewer)),
        "above": thread[:-1] if found.argument_id else thread,
    }
    return Given(case(shown, asked.viewer, asked.base) | beside)


def _named(asked: Asked) -> list[Case]:
    """The cases of the body, each once. Raises Unfit at those that are not there."""
    numbers = list(dict.fromkeys(asked.body["cases"]))
    found = find_cases(asked.viewer, numbers)
    gone = Reason("unknown", _("There is no such case."))
    if missing := [place for place, number in enumerate(numbers) if number not in found]:
        raise Unfit({f"cases/{place}": gone for place in missing})
    for one in found.values():
        refuse_if(why_not_decide(asked.viewer, one))
    return [found[number] for number in numbers]


def _settled(done: Sequence[Settled]) -> Given:
    return Given({"settled": [settled(one.case, one.refused) for one in done]})
