from django.db import models
from django.db.models import F, Q


class Link(models.Model):
    """That one argument's text names another (`#123`). Read from either end."""

    debate = models.ForeignKey("Debate", models.CASCADE, related_name="+", db_index=False)
    source = models.ForeignKey("Argument", models.CASCADE, related_name="links")
    target = models.ForeignKey("Argument", models.CASCADE, related_name="backlinks")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="one_link_per_pair"),
            models.CheckConstraint(
                name="an_argument_does_not_link_itself", condition=~Q(source=F("target"))
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.source_id} → #{self.target_id}"
