"""Pieces of several shapes. A shape only tells the schema what is read."""

from typing import Any

from rest_framework import serializers

Shape = serializers.Serializer[Any]


class MemberNameShape(Shape):
    """A member, by name."""

    name = serializers.CharField()


class ReasonShape(Shape):
    """Why something is forbidden: a stable word for programs, and a text for people."""

    code = serializers.CharField()
    detail = serializers.CharField()


def by(name: str | None) -> dict[str, str] | None:
    """Who did it; null for a former member."""
    return {"name": name} if name is not None else None
