"""Rulings as the API takes them."""

from debates.api.serializers.fields import Body, text_of
from debates.models import Ruling


class NewRuling(Body):
    """By which rule a moderator acts, and why."""

    rule = text_of(Ruling, "rule")
    reason = text_of(Ruling, "reason")
