"""Evidence, sources and remarks as the API shows and takes them."""

from typing import Any

from rest_framework import serializers

from debates.api.answers import moment
from debates.api.serializers.debates import name_of
from debates.api.serializers.fields import Body, Choice, Flag, Id, Text, text_of
from debates.api.serializers.shapes import MemberNameShape, Shape, by
from debates.models import Evidence, Remark, Source, Stance


class NewSource(Body):
    """A source by its address or its DOI. One that the site knows keeps its title and kind."""

    url = Text(default="", max_length=2_000)
    doi = Text(default="", max_length=250)
    title = text_of(Source, "title")
    kind = Choice(choices=Source.Kind.values, default=Source.Kind.OTHER.value)


class NewEvidence(Body):
    """A source, the exact words in it, and what they show."""

    # The field's name is also an attribute of the serializer: the API's word goes before.
    source = NewSource()  # type: ignore[assignment]
    quote = text_of(Evidence, "quote", default="")
    locator = text_of(Evidence, "locator", default="")
    shows = text_of(Evidence, "shows")
    stance = Choice(choices=Stance.values, default=Stance.SUPPORTS.value)
    file = Id(default=None, allow_null=True, help_text="Of a file that you keep here.")


class NewRemark(Body):
    """A short question or note."""

    text = text_of(Remark, "text")


class RemarkEdit(Body):
    """That a remark is answered."""

    answered = Flag()


class SourceShape(Shape):
    """A thing that is cited: one for the whole site."""

    id = serializers.IntegerField()
    url = serializers.CharField(allow_blank=True)
    doi = serializers.CharField(allow_blank=True)
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=Source.Kind.values)


class EvidenceShape(Shape):
    """A source attached to an argument."""

    id = serializers.IntegerField()
    argument = serializers.IntegerField()
    source = SourceShape()  # type: ignore[assignment]
    quote = serializers.CharField(allow_blank=True)
    locator = serializers.CharField(allow_blank=True)
    shows = serializers.CharField()
    stance = serializers.ChoiceField(choices=Stance.values)
    added_by = MemberNameShape(allow_null=True, help_text="null for a former member.")
    added_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class CitedSourceShape(SourceShape):
    """A source, and how often it is cited where the reader sees it."""

    cited = serializers.IntegerField()
    citations = EvidenceShape(
        many=True, required=False, help_text="The newest hundred; not in lists."
    )


class RemarkShape(Shape):
    """A short question or note about an argument."""

    id = serializers.IntegerField()
    argument = serializers.IntegerField()
    text = serializers.CharField()
    author = MemberNameShape(allow_null=True, help_text="null for a former member.")
    made_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


def source(shown: Source) -> dict[str, Any]:
    return {
        "id": shown.pk,
        "url": shown.url,
        "doi": shown.doi,
        "title": shown.title,
        "kind": shown.kind,
    }


def evidence(shown: Evidence) -> dict[str, Any]:
    return {
        "id": shown.pk,
        "argument": shown.argument_id,
        "source": source(shown.source),
        "quote": shown.quote,
        "locator": shown.locator,
        "shows": shown.shows,
        "stance": shown.stance,
        "added_by": by(name_of(shown.added_by)),
        "added_at": moment(shown.added_at),
        "withdrawn_at": moment(shown.withdrawn_at),
    }


def remark(shown: Remark) -> dict[str, Any]:
    return {
        "id": shown.pk,
        "argument": shown.argument_id,
        "text": shown.text,
        "author": by(name_of(shown.author)),
        "made_at": moment(shown.made_at),
        "answered_at": moment(shown.answered_at),
    }
