"""Voting on an argument."""

from django.utils.translation import gettext as _

from debates.actions.votes import cast_vote, withdraw_vote
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.problems import unfit
from debates.api.resource import Resource
from debates.api.serializers.arguments import ArgumentShape, argument
from debates.api.serializers.votes import NewVote
from debates.models import Argument
from debates.queries.arguments import card_of, find_argument


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
        return _tallied(asked, voted)

    @operation("withdraw_vote", "Take your vote back", gives=ArgumentShape)
    def delete(self, asked: Asked, argument_id: int) -> Given:
        voted = find_argument(asked.viewer, argument_id)
        withdraw_vote(voted, by=asked.by)
        return _tallied(asked, voted)


def _tallied(asked: Asked, voted: Argument) -> Given:
    card = card_of(voted, asked.viewer)
    return Given(argument(card, voted.debate.slug, asked.base), version=card.version)
