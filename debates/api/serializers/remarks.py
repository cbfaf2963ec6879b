"""Remarks as the API shows and takes them."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.debates import name_of
from debates.api.serializers.fields import Body, Flag, text_of
from debates.api.serializers.shapes import MemberNameShape, Shape, by
from debates.models import Remark


class NewRemark(Body):
    """A short question or note."""

    text = text_of(Remark, "text")


class RemarkEdit(Body):
    """That a remark is answered."""

    answered = Flag()


class RemarkShape(Shape):
    """A short question or note about an argument."""

    id = serializers.IntegerField()
    argument = serializers.IntegerField()
    text = serializers.CharField()
    author = MemberNameShape(allow_null=True, help_text="null for a former member.")
    made_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


def remark(shown: Remark) -> dict[str, Any]:
    return {
        "id": shown.pk,
        "argument": shown.argument_id,
        "text": shown.text,
        "author": by(name_of(shown.author)),
        "made_at": moment(shown.made_at),
        "answered_at": moment(shown.answered_at),
    }
