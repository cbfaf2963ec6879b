from django.conf import settings
from django.db import models

from accounts import clock


class Follow(models.Model):
    """That a member wants to hear of what happens in a debate."""

    pk = models.CompositePrimaryKey("debate_id", "member_id")
    debate = models.ForeignKey("Debate", models.CASCADE, related_name="+", db_index=False)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.debate_id}"
