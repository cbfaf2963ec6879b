from django.conf import settings
from django.db import models

from debates.models.argument import Kind

UNIT = 10**12
"""Sums are whole numbers of its reciprocal: what is added is taken away again without a trace."""


class Score(models.Model):
    """What an argument is worth after its replies, and what that follows from. The worker keeps it.

    `scoring.strength` has the formula. The sums are integers in units of 10⁻¹², so that moving
    them by what changed is exact, however often.
    """

    argument = models.OneToOneField("Argument", models.CASCADE, primary_key=True)
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    shares = models.BigIntegerField(default=0)
    """Σ of the shares that members who agree with it give it, before "beside the point"."""
    gives = models.BigIntegerField(default=0)
    """m · s: what it adds to the support or the opposition of its parent."""
    support = models.BigIntegerField(default=0)
    opposition = models.BigIntegerField(default=0)
    base = models.FloatField(default=0.5)
    strength = models.FloatField(default=0.5)

    def __str__(self) -> str:
        return f"{self.argument_id}: {self.strength:.2f}"


class Share(models.Model):
    """That a member's one unit under a parent went, in equal parts of `of`, to this argument.

    One row for each that the member agrees with, as it was counted into `Score.shares`.
    """

    pk = models.CompositePrimaryKey("member_id", "parent_id", "argument_id")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    parent = models.ForeignKey(
        "Argument", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    argument = models.ForeignKey("Argument", models.CASCADE, related_name="+", db_constraint=False)
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    kind = models.CharField(max_length=12, choices=Kind)
    of = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"1/{self.of} of {self.member_id} to {self.argument_id}"
