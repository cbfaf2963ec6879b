from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock
from debates.models.source import Source


class Retraction(models.Model):
    """That a source was retracted or corrected, and where it says so. Undone, it stays."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="retractions")
    kind = models.CharField(_("what happened"), max_length=9, choices=Source.Standing)
    url = models.CharField(_("where it says so"), max_length=2_000)
    because = models.CharField(_("why"), max_length=280, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField(default=clock.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                name="one_standing_retraction_per_source",
                condition=Q(undone_at=None),
            ),
            models.CheckConstraint(
                name="a_retraction_is_of_a_known_kind", condition=Q(kind__in=Source.Standing.values)
            ),
            models.CheckConstraint(
                name="a_retraction_says_where", condition=Q(url__regex=r"^https?://")
            ),
            models.CheckConstraint(
                name="what_is_undone_says_by_whom",
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.kind}"
