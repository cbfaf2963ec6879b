from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Fairness(models.Model):
    """Whether somebody who holds a side finds it stated fairly by a synthesis."""

    pk = models.CompositePrimaryKey("synthesis_id", "argument_id", "member_id")
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    synthesis = models.ForeignKey(
        "Argument", models.CASCADE, related_name="fairness", db_index=False, db_constraint=False
    )
    argument = models.ForeignKey(
        "Argument", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    is_fair = models.BooleanField(_("fair to my side"))
    version = models.PositiveIntegerField()
    """The version of the synthesis that was read."""
    said_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.synthesis_id} to {self.argument_id}: {self.is_fair}"


class Obstacle(models.Model):
    """The one sentence that stands in a member's way to a synthesis. Its author reads it, unnamed.

    It is shown while the member's vote is "not yet".
    """

    pk = models.CompositePrimaryKey("synthesis_id", "member_id")
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    synthesis = models.ForeignKey(
        "Argument", models.CASCADE, related_name="obstacles", db_index=False, db_constraint=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    text = models.CharField(_("what stands in the way"), max_length=300)
    version = models.PositiveIntegerField()
    said_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_obstacle_says_something", condition=Q(text__regex=r"\S")
            ),
        ]

    def __str__(self) -> str:
        return self.text
