from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Appeal(models.Model):
    """A member's objection to a ruling that concerns them, judged by somebody else."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("granted: the ruling is undone")
        DENIED = "denied", _("denied: the ruling stands")

    ruling = models.ForeignKey("Ruling", models.PROTECT, related_name="appeals", db_index=False)
    debate = models.ForeignKey("Debate", models.CASCADE, null=True, related_name="appeals")
    """The ruling's, or None."""
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appeals")
    text = models.CharField(_("why it should be undone"), max_length=2_000)
    made_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    answer = models.CharField(_("answer"), max_length=1_000, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ruling", "member"], name="one_appeal_per_ruling_and_member"
            ),
            models.CheckConstraint(name="an_appeal_says_why", condition=Q(text__regex=r"\S")),
            models.CheckConstraint(
                name="a_judged_appeal_has_an_outcome_and_an_answer",
                condition=Q(outcome="", judged_at=None, judged_by=None)
                | ~Q(outcome="")
                & Q(judged_at__isnull=False, judged_by__isnull=False, answer__regex=r"\S"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["debate", "due_at"], name="appeals_by_due_date", condition=Q(outcome="")
            ),
        ]

    def __str__(self) -> str:
        return self.text


class AppealReply(models.Model):
    """One line of the exchange between whoever appealed and the moderators."""

    appeal = models.ForeignKey("Appeal", models.CASCADE, related_name="replies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_from_moderators = models.BooleanField()
    text = models.CharField(_("reply"), max_length=1_000)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "appeal replies"
        constraints = [
            models.CheckConstraint(
                name="a_reply_to_an_appeal_says_something", condition=Q(text__regex=r"\S")
            ),
        ]

    def __str__(self) -> str:
        return self.text
