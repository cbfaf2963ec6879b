from django.conf import settings
from django.db import models


class JoinedVote(models.Model):
    """What merging two arguments did to one member's vote, so that it can be put back."""

    ruling = models.ForeignKey(
        "Ruling", models.PROTECT, related_name="joined_votes", db_index=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    had = models.JSONField(null=True)
    """Their vote on the argument that is kept, before; None if there was none."""
    has = models.JSONField(null=True)
    """Their vote on it since, as merging left it; None if it was set aside."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ruling", "member"], name="one_joined_vote_per_merge_and_member"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} by {self.ruling_id}"
