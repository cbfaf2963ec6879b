from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Question(models.TextChoices):
    QUOTE = "quote", _("The quote is there")
    CLAIM = "claim", _("It shows what is claimed")
    INDEPENDENCE = "independence", _("The source is independent of its subject")


class Check(models.Model):
    """A member's yes or no to one question about a piece of evidence: replaced, never added to."""

    pk = models.CompositePrimaryKey("evidence_id", "member_id", "question")
    evidence = models.ForeignKey(
        "Evidence", models.CASCADE, related_name="checks", db_index=False, db_constraint=False
    )
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    question = models.CharField(max_length=12, choices=Question)
    is_yes = models.BooleanField()
    because = models.CharField(_("why not"), max_length=280, blank=True)
    """What is wrong; whoever says no says it."""
    at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True)
    """When a moderator found the no to be answered; until then it is open."""
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    settled_because = models.CharField(_("reason"), max_length=280, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_check_answers_a_known_question",
                condition=Q(question__in=Question.values),
            ),
            models.CheckConstraint(
                name="a_no_says_why", condition=Q(is_yes=True) | Q(because__regex=r"\S")
            ),
            models.CheckConstraint(
                name="only_a_no_is_settled_and_with_a_reason",
                condition=Q(settled_at=None, settled_by=None, settled_because="")
                | Q(
                    is_yes=False,
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                    settled_because__regex=r"\S",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} of {self.evidence_id}: {'yes' if self.is_yes else 'no'}"

    @property
    def is_open(self) -> bool:
        """Whether it is a no that is still to be answered."""
        return not self.is_yes and self.settled_at is None
