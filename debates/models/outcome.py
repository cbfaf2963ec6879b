from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Outcome(models.Model):
    """What a debate was closed with: a synthesis, or none, and a text. Each edit is a new row.

    An outcome stands while the debate is closed by the closing that it was part of; once the
    debate is reopened it is history.
    """

    debate = models.ForeignKey("Debate", models.PROTECT, related_name="outcomes", db_index=False)
    number = models.PositiveIntegerField()
    closed_at = models.DateTimeField()
    """Which closing it belongs to: the moment of it."""
    synthesis = models.ForeignKey(
        "Argument",
        models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
    )
    text = models.CharField(_("outcome"), max_length=1_000)
    why_early = models.CharField(_("why with fewer votes"), max_length=300, blank=True)
    """Why it is the outcome though not settled: below 0.95, or fewer than 5 voters on a side."""
    look_again_on = models.DateField(_("look again on"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["debate", "number"], name="outcomes_of_a_debate_are_numbered"
            ),
            models.CheckConstraint(
                name="an_outcome_says_something", condition=Q(text__regex=r"\S")
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Dispute(models.Model):
    """Why a member does not accept an outcome, in short."""

    pk = models.CompositePrimaryKey("outcome_id", "member_id")
    outcome = models.ForeignKey("Outcome", models.PROTECT, related_name="disputes", db_index=False)
    debate = models.ForeignKey(
        "Debate", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    text = models.CharField(_("why you dispute it"), max_length=300)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_dispute_says_why", condition=Q(text__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return self.text
