from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Concession(models.Model):
    """What a synthesis keeps of one argument it reconciles, in one sentence.

    Each version of a synthesis has its own two or three, and each points at the
    version of the argument that was read; triggers of migration 0003 see to both.
    """

    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    synthesis = models.ForeignKey(
        "Argument", models.CASCADE, related_name="concessions", db_constraint=False
    )
    synthesis_version = models.PositiveIntegerField()
    argument = models.ForeignKey(
        "Argument", models.PROTECT, related_name="conceded_in", db_constraint=False
    )
    argument_version = models.PositiveIntegerField()
    text = models.CharField(_("what it keeps"), max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["synthesis", "synthesis_version", "argument"],
                name="one_concession_per_reconciled_argument",
            ),
            models.CheckConstraint(
                name="a_synthesis_does_not_reconcile_itself",
                condition=~Q(synthesis=F("argument")),
            ),
            models.CheckConstraint(
                name="a_concession_keeps_something", condition=Q(text__regex=r"\S")
            ),
        ]

    def __str__(self) -> str:
        return self.text
