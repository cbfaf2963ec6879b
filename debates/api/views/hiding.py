"""Hiding many arguments at once: what that would change, and doing it."""

from accounts.models import Scope
from debates.actions import hiding as acts
from debates.api.answers import Given
from debates.api.operations import Asked, operation, ruling_operation
from debates.api.resource import Resource
from debates.api.serializers.hiding import HidingShape, NewHidingOfAll, Since
from debates.api.serializers.rulings import RulingShape
from debates.api.views.rulings import drawn
from debates.models import Ruling
from debates.queries.arguments import find_argument
from debates.queries.debates import find_debate
from debates.queries.hiding import hiding_all, hiding_thread
from debates.queries.members import find_member
from debates.queries.rulings import find_ruling
from debates.rules import refuse_if, why_not_moderate


class HidingOfThread(Resource):
    """That an argument is hidden with all that answers it."""

    @ruling_operation(
        "hide_thread",
        "Hide a whole thread",
        gives=RulingShape,
        status=201,
        example={"rule": "spam", "reason": "All of it sells something."},
    )
    def post(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        return _made(asked, acts.hide_thread(found, **asked.grounds))


class PreviewOfThread(Resource):
    """What hiding a thread would change."""

    @operation(
        "preview_hiding_of_thread",
        "What hiding a whole thread would change; nothing is changed",
        gives=HidingShape,
        scope=Scope.MODERATE,
    )
    def post(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        refuse_if(why_not_moderate(asked.viewer, found.debate))
        return Given(hiding_thread(found)._asdict())


class HidingOfAll(Resource):
    """That all is hidden that a member wrote in a debate since a day."""

    @ruling_operation(
        "hide_all",
        "Hide all that a member wrote in a debate since a day",
        takes=NewHidingOfAll,
        gives=RulingShape,
        status=201,
        example={"rule": "spam", "reason": "All of it sells something.", "since": "2026-05-17"},
    )
    def post(self, asked: Asked, slug: str, name: str) -> Given:
        debate, member = find_debate(asked.viewer, slug), find_member(name)
        since = asked.body["since"]
        return _made(asked, acts.hide_all(debate, member, since=since, **asked.grounds))


class PreviewOfAll(Resource):
    """What hiding all that a member wrote would change."""

    @operation(
        "preview_hiding_of_all",
        "What hiding all that a member wrote would change; nothing is changed",
        takes=Since,
        gives=HidingShape,
        scope=Scope.MODERATE,
        example={"since": "2026-05-17"},
    )
    def post(self, asked: Asked, slug: str, name: str) -> Given:
        debate, member = find_debate(asked.viewer, slug), find_member(name)
        refuse_if(why_not_moderate(asked.viewer, debate))
        return Given(hiding_all(debate, member, asked.body["since"])._asdict())


def _made(asked: Asked, ruling: Ruling) -> Given:
    location = f"{asked.base}/api/v1/rulings/{ruling.pk}"
    shown = drawn(asked)(find_ruling(asked.viewer, ruling.pk))
    return Given(shown, status=201, location=location)
