"""Following a debate, as the API shows it."""

from rest_framework import serializers

from debates.api.serializers.shapes import Shape


class FollowingShape(Shape):
    """Whether the reader follows a debate."""

    following = serializers.BooleanField()
