"""Following a debate."""

from debates.actions.follows import follow_debate, unfollow_debate
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.follows import FollowingShape
from debates.queries.debates import find_debate


class Following(Resource):
    """That the reader hears of what happens in a debate."""

    @operation("follow_debate", "Follow a debate", gives=FollowingShape)
    def put(self, asked: Asked, slug: str) -> Given:
        follow_debate(find_debate(asked.viewer, slug), by=asked.by)
        return Given({"following": True})

    @operation("unfollow_debate", "No longer follow it", gives=FollowingShape)
    def delete(self, asked: Asked, slug: str) -> Given:
        unfollow_debate(find_debate(asked.viewer, slug), by=asked.by)
        return Given({"following": False})
