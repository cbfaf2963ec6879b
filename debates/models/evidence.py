from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("Supports it")
    UNDERMINES = "undermines", _("Undermines it")


class Evidence(models.Model):
    """A source attached to an argument: the exact words, where they stand, what they show."""

    debate = models.ForeignKey("Debate", models.CASCADE, related_name="+", db_constraint=False)
    argument = models.ForeignKey(
        "Argument", models.CASCADE, related_name="evidence", db_constraint=False
    )
    source = models.ForeignKey("Source", models.PROTECT, related_name="evidence")
    quote = models.CharField(_("exact quote"), max_length=1_000, blank=True)
    locator = models.CharField(_("where in the source"), max_length=100, blank=True)
    shows = models.CharField(_("what it shows"), max_length=300)
    stance = models.CharField(_("stance"), max_length=10, choices=Stance, default=Stance.SUPPORTS)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence")
    added_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                name="evidence_takes_a_known_stance", condition=Q(stance__in=Stance.values)
            ),
            models.CheckConstraint(
                name="evidence_shows_something", condition=Q(shows__regex=r"\S")
            ),
        ]

    def __str__(self) -> str:
        return self.shows
