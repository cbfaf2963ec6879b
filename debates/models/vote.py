from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Position(models.TextChoices):
    AGREE = "agree", _("Agree")
    UNSURE = "unsure", _("Unsure")
    DISAGREE = "disagree", _("Disagree")


class Vote(models.Model):
    """A member's present position on an argument, and two independent marks.

    A change of mind replaces it. Positions are secret: only the member's own
    are ever shown, everyone else sees the Tally.
    """

    pk = models.CompositePrimaryKey("member_id", "argument_id")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="votes", db_index=False
    )
    argument = models.ForeignKey(
        "Argument", models.CASCADE, related_name="votes", db_index=False, db_constraint=False
    )
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    position = models.CharField(max_length=8, choices=Position, null=True, blank=True)  # noqa: DJ001 - no position is not an empty one
    well_argued = models.BooleanField(default=False)
    beside_the_point = models.BooleanField(default=False)
    version = models.PositiveIntegerField()
    held_since = models.DateTimeField(default=clock.now)
    cast_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_vote_takes_a_known_position",
                condition=Q(position=None) | Q(position__in=Position.values),
            ),
            models.CheckConstraint(
                name="a_vote_says_something",
                condition=~Q(position=None) | Q(well_argued=True) | Q(beside_the_point=True),
            ),
        ]
        indexes = [
            models.Index(fields=["argument", "position"], name="votes_on_an_argument"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.argument_id}: {self.position}"


class PositionChange(models.Model):
    """One move of a member from one position to another. Append-only, written by a trigger."""

    debate = models.ForeignKey("Debate", models.CASCADE, related_name="+", db_index=False)
    argument = models.ForeignKey(
        "Argument", models.CASCADE, related_name="position_changes", db_index=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    before = models.CharField(max_length=8, choices=Position, null=True)  # noqa: DJ001 - as Vote.position
    after = models.CharField(max_length=8, choices=Position, null=True)  # noqa: DJ001 - as Vote.position
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    merge = models.ForeignKey("Ruling", models.PROTECT, null=True, related_name="+", db_index=False)
    """The merging of two arguments that moved it, not the member."""

    class Meta:
        indexes = [
            models.Index(fields=["argument", "member", "id"], name="moves_on_an_argument"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
