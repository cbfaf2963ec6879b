"""What moderators rule on a debate as a whole."""

from debates.actions import shutting as acts
from debates.api.answers import Given
from debates.api.operations import Asked, ruling_operation
from debates.api.resource import Resource
from debates.api.serializers.debates import DebateShape
from debates.api.views.debates import shown
from debates.queries.debates import find_debate


class Shutting(Resource):
    """That a ruling closed a debate."""

    @ruling_operation(
        "shut_debate",
        "Close a debate by a ruling",
        gives=DebateShape,
        about="Only undoing the ruling opens it again.",
        example={"rule": "unlawful", "reason": "It is about a trial that is under way."},
    )
    def put(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        return shown(asked, acts.shut_debate(found, **asked.grounds))

    @ruling_operation(
        "unshut_debate",
        "Undo the ruling that closed a debate",
        gives=DebateShape,
        example={"rule": "other", "reason": "The trial is over."},
    )
    def delete(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        return shown(asked, acts.unshut_debate(found, **asked.grounds))


class Screening(Resource):
    """That first arguments are held until a moderator has looked at them."""

    @ruling_operation(
        "screen_debate",
        "Hold first arguments until looked at",
        gives=DebateShape,
        about="Of whoever has no argument standing in the debate.",
        example={"rule": "spam", "reason": "New accounts advertise here since Monday."},
    )
    def put(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        return shown(asked, acts.screen_debate(found, **asked.grounds))

    @ruling_operation(
        "unscreen_debate",
        "Hold first arguments no longer",
        gives=DebateShape,
        about="What is held already waits on.",
        example={"rule": "other", "reason": "They have stopped."},
    )
    def delete(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        return shown(asked, acts.unscreen_debate(found, **asked.grounds))
