"""Merging an argument into one that says the same, and what that would change."""

from django.utils.translation import gettext as _

from accounts.models import Scope
from debates.actions.merges import merge_argument
from debates.api.answers import Given
from debates.api.operations import Asked, operation, ruling_operation
from debates.api.problems import unfit
from debates.api.resource import Resource
from debates.api.serializers.arguments import ArgumentShape
from debates.api.serializers.merges import (
    ForeseenShape,
    IntoArgument,
    NewArgumentMerging,
    foreseen,
)
from debates.api.views.arguments import shown
from debates.models import Argument
from debates.queries.arguments import find_argument
from debates.queries.merges import foresee
from debates.rules import refuse_if, why_not_become, why_not_merge_argument


class ArgumentMerging(Resource):
    """That an argument became another one, which says the same."""

    @ruling_operation(
        "merge_argument",
        "Merge an argument into one that says the same",
        takes=NewArgumentMerging,
        gives=ArgumentShape,
        about="Gives the argument that stays. Votes are joined, one per member, of which the later "
        "counts; an author's vote on what becomes their own is set aside. Undoing the ruling puts "
        "everything back.",
        example={"into": 1, "rule": "duplicate", "reason": "Both say that streets are for people."},
    )
    def put(self, asked: Asked, argument_id: int) -> Given:
        gone, into = _both(asked, argument_id)
        return shown(asked, merge_argument(gone, into=into, **asked.grounds))


class MergingPreview(Resource):
    """What merging two arguments would change."""

    @operation(
        "foresee_merging",
        "What merging would change, without doing it",
        takes=IntoArgument,
        gives=ForeseenShape,
        scope=Scope.MODERATE,
        members_only=True,
        example={"into": 1},
    )
    def post(self, asked: Asked, argument_id: int) -> Given:
        gone, into = _both(asked, argument_id)
        refuse_if(why_not_merge_argument(asked.viewer, gone, gone.debate))
        refuse_if(why_not_become(gone, into))
        return Given(foreseen(foresee(gone, into), into.pk))


def _both(asked: Asked, argument_id: int) -> tuple[Argument, Argument]:
    gone = find_argument(asked.viewer, argument_id)
    try:
        return gone, find_argument(asked.viewer, asked.body["into"])
    except Argument.DoesNotExist:
        why = _("There is no such argument in this debate.")
        raise unfit([{"pointer": "/into", "detail": why, "code": "unknown"}]) from None
