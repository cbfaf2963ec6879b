from django.db import models
from django.db.models import Q

from accounts import clock


class Lock(models.Model):
    """That an argument and all that stands under it takes nothing new."""

    argument = models.OneToOneField(
        "Argument", models.CASCADE, primary_key=True, related_name="lock", db_constraint=False
    )
    debate = models.ForeignKey("Debate", models.CASCADE, related_name="+")
    ruling = models.OneToOneField("Ruling", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"on {self.argument_id}"


class Slowing(models.Model):
    """That each member answers under an argument once in so many minutes, and no more."""

    argument = models.OneToOneField(
        "Argument", models.CASCADE, primary_key=True, related_name="slowing", db_constraint=False
    )
    debate = models.ForeignKey("Debate", models.CASCADE, related_name="+")
    ruling = models.OneToOneField("Ruling", models.PROTECT, related_name="+")
    minutes = models.PositiveIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_slow_thread_waits_minutes_to_a_day",
                condition=Q(minutes__gte=1, minutes__lte=1440),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} minutes under {self.argument_id}"
