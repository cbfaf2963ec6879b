from django.conf import settings
from django.db import models

from accounts import clock


class SourceRequest(models.Model):
    """That a member asks for a source for an argument. Triggers answer it by evidence for it."""

    pk = models.CompositePrimaryKey("argument_id", "member_id")
    argument = models.ForeignKey(
        "Argument", models.CASCADE, related_name="source_requests", db_index=False,
        db_constraint=False,
    )  # fmt: skip
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    asked_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(
        "Evidence", models.SET_NULL, null=True, related_name="answers", db_constraint=False
    )
    """The evidence that answered it; None while it is open."""

    class Meta:
        indexes = [
            models.Index(
                fields=["debate", "argument"],
                name="open_source_requests",
                condition=models.Q(answered_by=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} about {self.argument_id}"
