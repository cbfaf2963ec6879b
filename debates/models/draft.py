from django.conf import settings
from django.db import models

from accounts import clock


class Draft(models.Model):
    """What a member typed and has not posted yet, kept per form."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", db_index=False
    )
    form = models.CharField(max_length=200)
    """The address of the page that the form is on."""
    fields = models.JSONField()
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "form"], name="one_draft_per_member_and_form"
            ),
        ]

    def __str__(self) -> str:
        return self.form
