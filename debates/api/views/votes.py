"""Voting on an argument."""

from django.utils.translation import gettext as _

from debates.actions.votes import cast_vote, withdraw_vote
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.problems import unfit
from debates.api.resource import Resource
from debates.api.serializers.arguments import ArgumentShape
from debates.api.serializers.votes import NewVote
from debates.api.views.arguments import shown
from debates.queries.arguments import find_argument


class OneVote(Resource):
    """The reader's vote on one argument."""

    @operation(
        "cast_vote",
        "Vote on an argument",
        takes=NewVote,
        gives=ArgumentShape,
        about="Puts your vote in place of any earlier one. What is not sent stays as it was.",
        example={"position": "agree", "well_argued": True, "beside_the_point": False},
    )
    def put(self, asked: Asked, argument_id: int) -> Given:
        voted = find_argument(asked.viewer, argument_id)
        if not asked.body:
            why = _("Send a position, well_argued or beside_the_point.")
            raise unfit([{"pointer": "", "detail": why, "code": "required"}])
        cast_vote(voted, **asked.body, by=asked.by)
        return shown(asked, voted)

    @operation("withdraw_vote", "Take your vote back", gives=ArgumentShape)
    def delete(self, asked: Asked, argument_id: int) -> Given:
        voted = find_argument(asked.viewer, argument_id)
        withdraw_vote(voted, by=asked.by)
        return shown(asked, voted)
