from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Remark(models.Model):
    """A short question or note about an argument, outside the threads and the scoring."""

    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    argument = models.ForeignKey(
        "Argument", models.CASCADE, related_name="remarks", db_index=False, db_constraint=False
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="remarks")
    text = models.CharField(_("remark"), max_length=1_000)
    made_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_remark_says_something", condition=Q(text__regex=r"\S")),
        ]
        indexes = [models.Index(fields=["argument", "made_at", "id"], name="remarks_by_time")]

    def __str__(self) -> str:
        return self.text
