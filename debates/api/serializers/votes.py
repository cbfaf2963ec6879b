"""Votes as the API takes them."""

from debates.api.serializers.fields import Body, Choice, Flag
from debates.models import Position


class NewVote(Body):
    """A position and two marks; what is not sent stays as it was."""

    position = Choice(choices=Position.values, required=False, allow_null=True)
    well_argued = Flag(required=False)
    beside_the_point = Flag(required=False, help_text="Of replies only.")
