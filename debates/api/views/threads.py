"""What moderators rule on threads: locks, slowness, places and kinds."""

from accounts.models import Scope
from debates.actions import locks, places, slowing
from debates.api.answers import Given
from debates.api.operations import Asked, operation, ruling_operation
from debates.api.parameters import LARGEST_ID, Parameter
from debates.api.problems import unfit_parameter
from debates.api.resource import Resource
from debates.api.serializers import threads
from debates.api.serializers.arguments import ArgumentShape
from debates.api.views.arguments import shown
from debates.models import Argument
from debates.queries.arguments import find_argument
from debates.queries.places import moving_of
from debates.queries.slowing import waiting_in
from debates.rules import refuse_if, why_not_move, why_not_stand_under

HEATED = {"rule": "heated", "reason": "It goes in circles since yesterday."}
CALMER = {"rule": "other", "reason": "A day has passed."}


class Locking(Resource):
    """That a thread is locked."""

    @ruling_operation(
        "lock_thread",
        "Lock a thread",
        gives=ArgumentShape,
        about="Nothing new is said under the argument, or of it.",
        example=HEATED,
    )
    def put(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        return shown(asked, locks.lock_thread(found, **asked.grounds))

    @ruling_operation(
        "unlock_thread",
        "Unlock a thread",
        gives=ArgumentShape,
        example=CALMER,
    )
    def delete(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        return shown(asked, locks.unlock_thread(found, **asked.grounds))


class Slowing(Resource):
    """That members answer in a thread once in so many minutes."""

    @operation("read_slowing", "How slow a thread is", gives=threads.SlowingShape)
    def get(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        return Given(threads.slowing(waiting_in(found, asked.viewer)))

    @ruling_operation(
        "slow_thread",
        "Slow a thread down",
        takes=threads.NewSlowing,
        gives=threads.SlowingShape,
        about="Who answers again too soon is told when, by 429 and Retry-After.",
        example={**HEATED, "minutes": 10},
    )
    def put(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        minutes = asked.body["minutes"]
        slowed = slowing.slow_thread(found, minutes=minutes, **asked.grounds)
        return Given(threads.slowing(waiting_in(slowed, asked.viewer)))

    @ruling_operation(
        "unslow_thread",
        "Let a thread go at its own pace",
        gives=threads.SlowingShape,
        example=CALMER,
    )
    def delete(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        unslowed = slowing.unslow_thread(found, **asked.grounds)
        return Given(threads.slowing(waiting_in(unslowed, asked.viewer)))


class Place(Resource):
    """Where an argument stands."""

    @operation(
        "preview_place",
        "What moving an argument would change",
        gives=threads.MovingShape,
        parameters=(
            Parameter("parent", "Under which it would stand.", most=LARGEST_ID, also="none"),
            Parameter("kind", "What it would become.", choices=tuple(threads.KINDS)),
        ),
        scope=Scope.MODERATE,
        members_only=True,
        about="Without parameters, as it stands now.",
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        refuse_if(why_not_move(asked.viewer, found, found.debate))
        number = asked.params["parent"] or found.parent_id
        parent = None if number in {"none", None} else _parent(asked, found, number)
        kind = asked.params["kind"] or found.kind
        return Given(threads.moving(moving_of(found, asked.viewer, parent, kind)))

    @ruling_operation(
        "move_argument",
        "Move an argument under another, with its thread",
        takes=threads.NewPlace,
        gives=ArgumentShape,
        example={"parent": None, "kind": "claim", "rule": "off_topic", "reason": "Its own matter."},
    )
    def put(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        parent, kind = asked.body["parent"], asked.body.get("kind")
        moved = places.move_argument(found, parent=parent, kind=kind, **asked.grounds)
        return shown(asked, moved)


class KindOfReply(Resource):
    """Whether a reply supports or opposes."""

    @ruling_operation(
        "reclassify_argument",
        "Make a supporting claim of a counterclaim, or the reverse",
        takes=threads.NewKind,
        gives=ArgumentShape,
        example={"kind": "counterclaim", "rule": "unclear", "reason": "It denies what it answers."},
    )
    def put(self, asked: Asked, argument_id: int) -> Given:
        found = find_argument(asked.viewer, argument_id)
        kind = asked.body["kind"]
        ruled = places.reclassify_argument(found, kind=kind, **asked.grounds)
        return shown(asked, ruled)


def _parent(asked: Asked, argument: Argument, number: int) -> Argument:
    try:
        found = find_argument(asked.viewer, number)
    except Argument.DoesNotExist:
        found = None
    if reason := why_not_stand_under(found, argument):
        raise unfit_parameter("parent", reason.text, reason.code)
    assert found is not None
    return found
