from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts import clock
from debates.models.concession import Concession


class CruxQuerySet(models.QuerySet["Crux"]):
    def standing(self) -> Self:
        """Those that nobody withdrew, of pairs that nobody hid or withdrew."""
        return self.filter(
            withdrawn_at=None,
            first__hidden_at=None,
            first__withdrawn_at=None,
            second__hidden_at=None,
            second__withdrawn_at=None,
        )

    def reconciled_by(self, synthesis: int) -> Self:
        """Those between two arguments that this synthesis reconciles."""
        kept = Concession.objects.filter(synthesis=synthesis, synthesis_version=1)
        return self.filter(first__in=kept.values("argument"), second__in=kept.values("argument"))


class Crux(models.Model):
    """A question on which an opposed pair of arguments turns, and of which type it is."""

    class Kind(models.TextChoices):
        FACT = "fact", _("Fact")
        VALUE = "value", _("Value")
        DEFINITION = "definition", _("Definition")
        SCOPE = "scope", _("Scope")
        PREDICTION = "prediction", _("Prediction")

    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="cruxes", db_index=False, db_constraint=False
    )
    first = models.ForeignKey("Argument", models.CASCADE, related_name="+", db_constraint=False)
    second = models.ForeignKey("Argument", models.CASCADE, related_name="+", db_constraint=False)
    """The pair, the older argument first."""
    question = models.CharField(_("question"), max_length=300)
    kind = models.CharField(_("type"), max_length=10, choices=Kind)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cruxes")
    named_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    seconds = models.PositiveIntegerField(default=0, editable=False)
    """How many seconded it; a trigger counts."""

    is_open: bool  # These two are present in what `queries.cruxes` reads.
    is_seconded: bool

    objects = CruxQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "cruxes"
        constraints = [
            models.CheckConstraint(
                name="a_crux_is_between_two", condition=Q(first__lt=F("second"))
            ),
            models.CheckConstraint(
                name="a_crux_asks_something", condition=Q(question__regex=r"\S")
            ),
            models.CheckConstraint(
                name="a_crux_has_a_known_type",
                condition=Q(kind__in=["fact", "value", "definition", "scope", "prediction"]),
            ),
            models.UniqueConstraint(
                "first",
                "second",
                Lower("question"),
                name="a_question_is_named_once_for_a_pair",
                condition=Q(withdrawn_at=None),
            ),
            models.UniqueConstraint(fields=["id", "debate"], name="a_crux_is_of_one_debate"),
        ]
        indexes = [
            models.Index(
                fields=["debate", "-seconds", "id"],
                name="cruxes_by_seconds",
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Second(models.Model):
    """That a member finds that a pair turns on this crux, too."""

    pk = models.CompositePrimaryKey("crux_id", "member_id")
    crux = models.ForeignKey("Crux", models.CASCADE, related_name="+", db_index=False)
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.member_id} for {self.crux_id}"


class LeftOpen(models.Model):
    """That a synthesis says of a crux that it leaves it open."""

    pk = models.CompositePrimaryKey("synthesis_id", "crux_id")
    synthesis = models.ForeignKey(
        "Argument", models.CASCADE, related_name="open_cruxes", db_index=False, db_constraint=False
    )
    crux = models.ForeignKey("Crux", models.CASCADE, related_name="left_open_by")
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )

    def __str__(self) -> str:
        return f"{self.synthesis_id} leaves {self.crux_id}"
