from django.db import models

from accounts import clock


class Landscape(models.Model):
    """Where the people of a debate stand, as points: those who vote alike stand together.

    The worker draws it anew when votes came. Who a point is stays here: pages show where, not who.
    """

    debate = models.OneToOneField(
        "Debate", models.CASCADE, primary_key=True, related_name="landscape"
    )
    drawn_at = models.DateTimeField(default=clock.now)
    upto = models.BigIntegerField(default=0)
    """The last change of position that it was drawn from."""
    points = models.JSONField(default=list)
    """A list of [member, x, y, group], x and y between -1 and 1."""
    groups = models.JSONField(default=list)
    """Per group its size and the arguments that set it apart: [argument, agrees, share, others]."""

    def __str__(self) -> str:
        return f"{len(self.points)} people of {self.debate_id}"
