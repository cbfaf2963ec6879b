"""Members and their notices as the API shows and takes them."""

from typing import Any
from urllib.parse import quote

from rest_framework import serializers

from accounts.models import Scope, User
from debates.api.answers import moment
from debates.api.serializers.arguments import ArgumentShape
from debates.api.serializers.debates import DebateShape, name_of
from debates.api.serializers.fields import Body, Id
from debates.api.serializers.shapes import MemberNameShape, Shape, by
from debates.api.serializers.told import FlaggedShape, ToldShape, flag, ruling
from debates.models import Notice
from debates.queries.told import flagged_of, told_of


class MemberShape(Shape):
    """A member, as everyone sees them."""

    name = serializers.CharField()
    url = serializers.URLField(help_text="Their page.")
    joined_at = serializers.DateTimeField()
    arguments = ArgumentShape(many=True, required=False, help_text="Their newest 20.")


class MeShape(Shape):
    """Whoever asks, and how."""

    name = serializers.CharField()
    url = serializers.URLField()
    joined_at = serializers.DateTimeField()
    is_staff = serializers.BooleanField()
    is_verified = serializers.BooleanField()
    unread_notices = serializers.IntegerField(help_text="100 stands for all beyond.")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=Scope.values),
        allow_null=True,
        help_text="Those of the token; null for a session, which may all.",
    )


class NoticeShape(Shape):
    """Something that concerns what a member wrote or follows."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Notice.Kind.values)
    debate = serializers.CharField(
        allow_null=True, help_text="The debate's slug; null for what concerns the whole site."
    )
    argument = serializers.IntegerField(allow_null=True)
    ruling = ToldShape(allow_null=True, help_text="What was ruled, or appealed.")
    flag = FlaggedShape(allow_null=True, help_text="What you flagged that was ruled on.")
    appeal = serializers.IntegerField(
        allow_null=True, help_text="The appeal that it is about; of a ruling on you, your own."
    )
    by = MemberNameShape(
        allow_null=True, help_text="null for a former member, and where a moderator ruled."
    )
    at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


class Reading(Body):
    """Which notices were read: all, those up to an id, or one."""

    upto = Id(required=False)
    only = Id(required=False)


class ReadShape(Shape):
    """How many notices were new."""

    marked = serializers.IntegerField()


class FoundShape(Shape):
    """What holds the words: the strongest 20 arguments, the newest 20 debates."""

    arguments = ArgumentShape(many=True)
    debates = DebateShape(many=True)


def member(shown: User, base: str) -> dict[str, Any]:
    return {
        "name": shown.username,
        "url": f"{base}/people/{quote(shown.username)}/",
        "joined_at": moment(shown.date_joined),
    }


def notice(shown: Notice) -> dict[str, Any]:
    """One of told.with_rulings."""
    told, flagged = told_of(shown), flagged_of(shown)
    return {
        "id": shown.pk,
        "kind": shown.kind,
        "debate": shown.debate.slug if shown.debate else None,
        "argument": shown.argument_id,
        "ruling": ruling(told) if told else None,
        "flag": flag(flagged) if flagged else None,
        "appeal": told.appeal if told else None,
        "by": None if shown.is_ruling else by(name_of(shown.by)),
        "at": moment(shown.at),
        "read_at": moment(shown.read_at),
    }
