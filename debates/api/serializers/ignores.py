"""Ignoring members, as the API shows it."""

from rest_framework import serializers

from debates.api.serializers.shapes import Shape


class IgnoringShape(Shape):
    """Whether the reader ignores a member."""

    ignoring = serializers.BooleanField()
