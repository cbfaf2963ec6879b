from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Ruling(models.Model):
    """What a moderator did about something, and why. Rulings are added, never changed."""

    class Verb(models.TextChoices):
        HIDE = "hide", _("hid")
        RESTORE = "restore", _("restored")
        REDACT = "redact", _("redacted")

    class Role(models.TextChoices):
        MODERATOR = "moderator", _("a moderator of this debate")
        STAFF = "staff", _("the site's staff")

    class Rule(models.TextChoices):
        OFF_TOPIC = "off_topic", _("Off topic")
        INSULT = "insult", _("Attacks a person")
        SPAM = "spam", _("Spam")
        PERSONAL = "personal", _("Shares personal information")
        UNLAWFUL = "unlawful", _("Unlawful")
        MISTAKE = "mistake", _("The earlier ruling was a mistake")
        OTHER = "other", _("Another reason")

    debate = models.ForeignKey("Debate", models.PROTECT, related_name="rulings")
    argument = models.ForeignKey("Argument", models.PROTECT, related_name="rulings")
    version = models.PositiveIntegerField(null=True)
    verb = models.CharField(max_length=7, choices=Verb)
    rule = models.CharField(max_length=9, choices=Rule)
    reason = models.CharField(_("reason"), max_length=280)
    role = models.CharField(max_length=9, choices=Role)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_ruling_says_why", condition=Q(reason__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.reason}"
