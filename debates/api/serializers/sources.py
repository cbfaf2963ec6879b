"""Sources as the API shows and takes them."""

from typing import Any

from rest_framework import serializers

from debates.api.serializers.fields import Body, Choice, Id, Text, text_of
from debates.api.serializers.retractions import RetractionShape, retraction
from debates.api.serializers.shapes import Shape
from debates.exchange.works import facts_of, names_of
from debates.models import Source
from debates.queries.retractions import retraction_of

AUTHORS = "Each as `Family, Given`, or as one name in {braces}."
PUBLISHED = "A year, a month or a day: `2019`, `2019-05`, `2019-05-17`."


class NewSource(Body):
    """A source by its address or a number; without any, by who made it or when.

    One that the site knows keeps its title, its kind and the rest.
    """

    url = Text(default="", max_length=2_000, help_text="Its address, or any of its numbers.")
    doi = Text(default="", max_length=250)
    isbn = Text(default="", max_length=40)
    arxiv = Text(default="", max_length=200)
    pmid = Text(default="", max_length=200)
    title = text_of(Source, "title")
    kind = Choice(choices=Source.Kind.values, default=Source.Kind.OTHER.value)
    authors = serializers.ListField(child=Text(), max_length=1_000, default=list, help_text=AUTHORS)
    published = Text(default="", max_length=20, help_text=PUBLISHED)
    container = Text(default="", max_length=300, help_text="The journal or site.")
    publisher = Text(default="", max_length=300)


class SourceEdit(Body):
    """What is said better of a source; what is not sent stays."""

    url = Text(required=False, max_length=2_000)
    doi = Text(required=False, max_length=250)
    isbn = Text(required=False, max_length=40)
    arxiv = Text(required=False, max_length=200)
    pmid = Text(required=False, max_length=200)
    title = text_of(Source, "title", required=False)
    kind = Choice(choices=Source.Kind.values, required=False)
    authors = serializers.ListField(
        child=Text(), max_length=1_000, required=False, help_text=AUTHORS
    )
    published = Text(required=False, max_length=20, help_text=PUBLISHED)
    container = Text(required=False, max_length=300)
    publisher = Text(required=False, max_length=300)


class NewMerging(Body):
    """That a source is another one."""

    into = Id(help_text="The source that it is, and that stays.")


class SourceShape(Shape):
    """A thing that is cited: one for the whole site."""

    id = serializers.IntegerField()
    url = serializers.CharField(allow_blank=True)
    doi = serializers.CharField(allow_blank=True)
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=Source.Kind.values)
    isbn = serializers.CharField(allow_blank=True)
    arxiv = serializers.CharField(allow_blank=True)
    pmid = serializers.CharField(allow_blank=True)
    authors = serializers.ListField(child=serializers.CharField())
    published = serializers.CharField(allow_blank=True)
    container = serializers.CharField(allow_blank=True)
    publisher = serializers.CharField(allow_blank=True)
    standing = serializers.ChoiceField(choices=Source.Standing.values, allow_blank=True)


class CitedSourceShape(SourceShape):
    """A source, and how often it is cited where the reader sees it."""

    cited = serializers.IntegerField()
    retraction = RetractionShape(allow_null=True, help_text="Where it says so, if it was.")


class KnownShape(Shape):
    """What is known of a work that somebody is about to cite."""

    known = SourceShape(allow_null=True, help_text="What citing it would cite.")
    cited = serializers.IntegerField(help_text="How often the known source is cited already.")
    similar = SourceShape(many=True, help_text="Others of the same title.")


def as_cited(said: dict[str, Any]) -> dict[str, Any]:
    """A source as it was sent, as the domain takes it."""
    return {**said, "authors": "\n".join(said["authors"])} if "authors" in said else said


def source(shown: Source) -> dict[str, Any]:
    facts = facts_of(shown.csl) | {"authors": names_of(shown.csl)}
    return {"id": shown.pk, "kind": shown.kind, "standing": shown.standing} | facts


def cited_source(shown: Any) -> dict[str, Any]:
    """A source with how often it is cited, which its query counted, and what became of it."""
    stands = retraction_of(shown)
    marked = stands and retraction(stands)
    return source(shown) | {"cited": shown.cited, "retraction": marked}
