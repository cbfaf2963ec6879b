from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Flag(models.Model):
    """A member's complaint about an argument, evidence or a profile, by a published rule.

    It is gathered into the thing's open Case, so a member has one open flag on a thing.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="raised", db_index=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="flags", db_index=False
    )
    rule = models.CharField(_("rule"), max_length=20)
    note = models.CharField(_("note"), max_length=500, blank=True)
    duplicate_of = models.ForeignKey(
        "Argument", models.CASCADE, null=True, blank=True, related_name="+"
    )
    """Which argument says it already."""
    raised_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "member"], name="one_open_flag_per_member_and_thing"
            ),
        ]
        indexes = [
            models.Index(fields=["member", "-id"], name="flags_of_a_member"),
            models.Index(fields=["raised_at"], name="flags_by_time"),
        ]

    def __str__(self) -> str:
        return self.rule
