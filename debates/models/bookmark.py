from django.db import models

from accounts import clock


class Bookmark(models.Model):
    """How far an import has come. It moves in the transaction of what it counts."""

    source = models.CharField(max_length=200, unique=True)
    """What is imported, by its own address or name."""
    fingerprint = models.CharField(max_length=64)
    """SHA-256 of what is imported: it goes on only with the same."""
    debate = models.OneToOneField("Debate", models.CASCADE, related_name="+")
    arguments = models.JSONField(default=dict)
    """Which argument each statement became, by the statement's number."""
    members = models.JSONField(default=dict)
    """Which member each participant became, by the participant's number."""
    done = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    """Of those done, the votes of authors on their own statements."""
    began_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.source
