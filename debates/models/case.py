from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Case(models.Model):
    """What waits for a moderator about one thing: its open flags together, or a held argument.

    A thing has one open case; ruling on it, or finding no breach, closes it for all who flagged.
    Triggers count its flags and weigh its urgency.
    """

    class Why(models.TextChoices):
        FLAGGED = "flagged", _("flagged by members")
        HELD = "held", _("held until looked at")
        NOTICED = "noticed", _("noticed by the site")

    class Verdict(models.TextChoices):
        UPHELD = "upheld", _("acted on")
        DISMISSED = "dismissed", _("no breach found")
        DROPPED = "dropped", _("taken back by those who flagged it")

    debate = models.ForeignKey("Debate", models.CASCADE, null=True, related_name="cases")
    """None for a profile, which the staff look at."""
    argument = models.ForeignKey(
        "Argument", models.CASCADE, null=True, related_name="cases", db_constraint=False
    )
    evidence = models.ForeignKey(
        "Evidence", models.CASCADE, null=True, related_name="cases", db_constraint=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="cases"
    )
    """The member whose profile it is about."""
    why = models.CharField(max_length=7, choices=Why, default=Why.FLAGGED)
    note = models.CharField(max_length=280, blank=True)
    """What the site noticed."""
    rule = models.CharField(max_length=20, blank=True)
    """By which rule it was held or noticed."""
    flags = models.PositiveIntegerField(db_default=0, editable=False)
    """How many flag it and have not taken that back."""
    urgency = models.PositiveIntegerField(db_default=0, editable=False)
    opened_at = models.DateTimeField(default=clock.now)
    looked_at = models.DateTimeField(null=True, blank=True)
    """When a moderator first opened it."""
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="claimed_cases"
    )
    claimed_until = models.DateTimeField(null=True, blank=True)
    """Until then nobody else works on it."""
    closed_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=9, choices=Verdict, blank=True)
    ruling = models.ForeignKey("Ruling", models.PROTECT, null=True, related_name="cases")
    """What was done about it."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_case_is_about_one_thing",
                condition=Q(
                    argument__isnull=False, evidence=None, member=None, debate__isnull=False
                )
                | Q(argument=None, evidence__isnull=False, member=None, debate__isnull=False)
                | Q(argument=None, evidence=None, member__isnull=False, debate=None),
            ),
            models.CheckConstraint(
                name="a_closed_case_has_a_verdict",
                condition=Q(closed_at=None, verdict="")
                | Q(closed_at__isnull=False) & ~Q(verdict=""),
            ),
            models.CheckConstraint(
                name="a_claim_on_a_case_ends",
                condition=Q(claimed_by=None) | Q(claimed_until__isnull=False),
            ),
            *(
                models.UniqueConstraint(
                    fields=[thing],
                    name=f"one_open_case_per_{thing}",
                    condition=Q(closed_at=None),
                )
                for thing in ("argument", "evidence", "member")
            ),
        ]
        indexes = [
            models.Index(fields=["opened_at"], name="cases_by_time"),
            models.Index(
                fields=["debate", "-urgency", "id"],
                name="cases_by_urgency",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["-urgency", "id"],
                name="cases_of_the_site_by_urgency",
                condition=Q(closed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.why}: {self.urgency}"
