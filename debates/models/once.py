from django.conf import settings
from django.db import models

from accounts import clock


class OnceKey(models.Model):
    """What a member's request, named by a key of its own, was answered with.

    Kept in the transaction of what the request made, so that sending it again
    makes nothing and is answered the same.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    """SHA-256 of the request: method, address and body."""
    answer = models.JSONField(null=True)
    made_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "key"], name="one_answer_per_member_and_key"),
        ]

    def __str__(self) -> str:
        return self.key
