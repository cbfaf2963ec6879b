from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Listing(models.Model):
    """That a source stands in the bibliography of a debate, cited there or not yet."""

    pk = models.CompositePrimaryKey("debate_id", "source_id")
    debate = models.ForeignKey("Debate", models.CASCADE, related_name="+", db_index=False)
    source = models.ForeignKey("Source", models.CASCADE, related_name="listings")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    added_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.source_id} in {self.debate_id}"


class Intake(models.Model):
    """A bibliography that a member hands in: the worker lists its entries, and how far it is."""

    class Format(models.TextChoices):
        BIBTEX = "bibtex", _("BibTeX")
        CSL = "csl", _("CSL-JSON")

    debate = models.ForeignKey("Debate", models.CASCADE, related_name="intakes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    format = models.CharField(max_length=6, choices=Format)
    text = models.TextField(blank=True)
    """What was handed in; emptied when it is done."""
    made_at = models.DateTimeField(default=clock.now)
    total = models.PositiveIntegerField(null=True)
    """Entries in it; None until they are counted."""
    done = models.PositiveIntegerField(default=0)
    """Entries dealt with so far, those with problems included."""
    listed = models.PositiveIntegerField(default=0)
    """Entries that stand in the bibliography now."""
    problems = models.JSONField(default=list)
    """Entries that were left out: line, key and why of each."""
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.done} of {self.total} in {self.debate_id}"
