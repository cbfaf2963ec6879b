"""Hiding many arguments at once, as the API takes it and tells what it would change."""

from rest_framework import serializers

from debates.api.serializers.fields import Body, Day
from debates.api.serializers.moderation import NewRuling
from debates.api.serializers.shapes import Shape


class Since(Body):
    """From which day on; without one, from the beginning."""

    since = Day(default=None, allow_null=True)


class NewHidingOfAll(NewRuling):
    """By which rule, why, and from which day on."""

    since = Day(default=None, allow_null=True)


class HidingShape(Shape):
    """What hiding these arguments would change."""

    arguments = serializers.IntegerField(help_text="So many would be hidden.")
    already_hidden = serializers.IntegerField()
    people = serializers.IntegerField(help_text="So many wrote what would be hidden.")
    syntheses = serializers.IntegerField(help_text="So many would fall out of date.")
