import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts import clock

UNTIL_LIFTED = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
"""The end of a restriction that only a ruling ends."""


class Restriction(models.Model):
    """What a member may not do for now: take part in one debate, in any, or be here at all.

    A trigger tells the member's own row of a suspension, so that no request has to ask for it.
    """

    class Kind(models.TextChoices):
        MUTED = "muted", _("muted")
        SUSPENDED = "suspended", _("suspended")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="restrictions", db_index=False
    )
    debate = models.ForeignKey("Debate", models.CASCADE, null=True, related_name="restrictions")
    """None: on the whole site."""
    kind = models.CharField(max_length=9, choices=Kind)
    ruling = models.OneToOneField("Ruling", models.PROTECT, related_name="restriction")
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_suspension_is_of_the_whole_site",
                condition=~Q(kind="suspended") | Q(debate=None),
            ),
            models.CheckConstraint(
                name="a_restriction_ends_after_it_begins", condition=Q(until__gt=F("since"))
            ),
            models.UniqueConstraint(
                fields=["member", "debate", "kind"],
                name="one_restriction_at_a_time",
                condition=Q(lifted_at=None),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.kind}"
