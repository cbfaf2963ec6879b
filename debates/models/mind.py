from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts import clock


class MindChange(models.Model):
    """Which argument changed a member's mind about another, from agree to disagree or back.

    Named by the member, once for each such change. The argument shows how many, never whose.
    """

    change = models.OneToOneField("PositionChange", models.CASCADE, primary_key=True)
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    about = models.ForeignKey(
        "Argument", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    """The argument that the member's vote is on."""
    argument = models.ForeignKey(
        "Argument", models.CASCADE, related_name="minds_changed", db_constraint=False
    )
    """The argument that did it."""
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    to_agree = models.BooleanField()
    """Towards agreeing; else towards disagreeing."""
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_argument_changes_minds_about_others", condition=~Q(argument=F("about"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.argument_id} about {self.about_id}"
