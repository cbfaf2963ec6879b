"""Ignoring other members."""

from debates.actions.ignores import ignore_member, no_longer_ignore
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.ignores import IgnoringShape
from debates.api.serializers.members import MemberShape, member
from debates.api.views.lists import PAGING, paged_by_id
from debates.queries.ignores import ignored_by
from debates.queries.members import find_member


class Ignoring(Resource):
    """That the reader folds away what a member writes."""

    @operation(
        "ignore_member",
        "Ignore a member",
        gives=IgnoringShape,
        about="The pages fold away what they write. Nobody is told, and nothing is removed.",
    )
    def put(self, asked: Asked, name: str) -> Given:
        ignore_member(find_member(name), by=asked.by)
        return Given({"ignoring": True})

    @operation("no_longer_ignore", "No longer ignore a member", gives=IgnoringShape)
    def delete(self, asked: Asked, name: str) -> Given:
        no_longer_ignore(find_member(name), by=asked.by)
        return Given({"ignoring": False})


class Ignored(Resource):
    """Whom the reader ignores."""

    @operation(
        "list_ignored",
        "Whom you ignore, the newest members first",
        gives=MemberShape,
        paged=True,
        members_only=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked) -> Given:
        found = ignored_by(asked.by)
        return paged_by_id(asked, found, lambda one: member(one, asked.base), of="ignored")
