from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts import clock


class Ignore(models.Model):
    """That a member folds away what another one writes. Nobody is told."""

    pk = models.CompositePrimaryKey("member_id", "ignored_id")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="ignores", db_index=False
    )
    ignored = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_ignores_themselves", condition=~Q(member=F("ignored"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} ignores {self.ignored_id}"
