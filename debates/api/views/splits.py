"""Making a debate of its own of a thread, and looking beforehand at what goes along."""

from accounts.models import Scope
from debates.actions.splits import split_thread
from debates.api.answers import Given
from debates.api.operations import Asked, operation, ruling_operation
from debates.api.resource import Resource
from debates.api.serializers.debates import DebateShape
from debates.api.serializers.splits import NewSplit, SplittingShape, splitting
from debates.api.views.debates import shown
from debates.queries.arguments import find_argument
from debates.queries.splits import splitting_of
from debates.rules import refuse_if, why_not_split


class Splitting(Resource):
    """That a thread became a debate of its own."""

    @ruling_operation(
        "split_thread",
        "Make a debate of its own of a thread",
        takes=NewSplit,
        gives=DebateShape,
        status=201,
        about="The argument, all under it, and the syntheses that reconcile only these; each keeps"
        " its number and address. Undoing the ruling joins them again.",
        example={
            "question": "Should the tram run at night?",
            "rule": "off_topic",
            "reason": "It is a question of its own.",
        },
    )
    def post(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        new = split_thread(found, asked.body["question"], **asked.grounds)
        return shown(asked, new, made=True)


class SplittingPreview(Resource):
    """What splitting a thread off would do now."""

    @operation(
        "preview_splitting",
        "What would go along with a thread, and what stands in the way",
        gives=SplittingShape,
        scope=Scope.MODERATE,
        about="Changes nothing.",
    )
    def post(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        refuse_if(why_not_split(asked.by, found, found.debate))
        return Given(splitting(splitting_of(found)))
