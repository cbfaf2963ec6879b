from django.conf import settings
from django.db import models

from accounts import clock


class Version(models.Model):
    """One wording of an argument. A trigger writes it; nothing but redacting changes it."""

    argument = models.ForeignKey(
        "Argument", models.CASCADE, related_name="versions", db_constraint=False
    )
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    number = models.PositiveIntegerField()
    statement = models.CharField(max_length=300)
    reasoning = models.TextField(blank=True)
    left_open = models.CharField(max_length=1_000, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField(default=clock.now)
    redacted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["argument", "number"], name="one_version_per_argument_and_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.argument_id} v{self.number}"
