from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock
from debates.models.check import Question


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("Supports it")
    UNDERMINES = "undermines", _("Undermines it")


class CheckCount(NamedTuple):
    """How many answer one question about a piece of evidence."""

    question: Question
    yes: int
    no: int
    """Those that are open."""


class Evidence(models.Model):
    """A source attached to an argument: the exact words, where they stand, what they show.

    The triggers of its checks count them here.
    """

    class Status(models.TextChoices):
        UNCHECKED = "unchecked", _("Unchecked")
        CHECKED = "checked", _("Checked")
        DISPUTED = "disputed", _("Disputed")

    debate = models.ForeignKey("Debate", models.CASCADE, related_name="+", db_constraint=False)
    argument = models.ForeignKey(
        "Argument", models.CASCADE, related_name="evidence", db_constraint=False
    )
    source = models.ForeignKey("Source", models.PROTECT, related_name="evidence")
    quote = models.CharField(_("exact quote"), max_length=1_000, blank=True)
    locator = models.CharField(_("where in the source"), max_length=100, blank=True)
    shows = models.CharField(_("what it shows"), max_length=300)
    stance = models.CharField(_("stance"), max_length=10, choices=Stance, default=Stance.SUPPORTS)
    accessed_on = models.DateField(_("read on"), null=True, blank=True)
    archive_url = models.CharField(_("archived copy"), max_length=2_000, blank=True, db_default="")
    file = models.ForeignKey("File", models.PROTECT, null=True, blank=True, related_name="evidence")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence")
    added_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    quote_yes = models.PositiveIntegerField(db_default=0, editable=False)
    quote_no = models.PositiveIntegerField(db_default=0, editable=False)
    """This and the other counts of no: those that are open, neither taken back nor settled."""
    claim_yes = models.PositiveIntegerField(db_default=0, editable=False)
    claim_no = models.PositiveIntegerField(db_default=0, editable=False)
    independence_yes = models.PositiveIntegerField(db_default=0, editable=False)
    independence_no = models.PositiveIntegerField(db_default=0, editable=False)
    status = models.CharField(
        max_length=9, choices=Status, db_default=Status.UNCHECKED.value, editable=False
    )
    """Checked: three members say yes, to whatever they were asked, and no `no` is open."""

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                name="evidence_takes_a_known_stance", condition=Q(stance__in=Stance.values)
            ),
            models.CheckConstraint(
                name="evidence_shows_something", condition=Q(shows__regex=r"\S")
            ),
            models.UniqueConstraint(fields=["id", "debate"], name="evidence_is_of_one_debate"),
        ]
        indexes = [
            models.Index(
                fields=["debate", "-id"],
                name="evidence_newest_first",
                condition=Q(withdrawn_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.shows

    @property
    def check_counts(self) -> list[CheckCount]:
        return [
            CheckCount(one, getattr(self, f"{one}_yes"), getattr(self, f"{one}_no"))
            for one in Question
        ]
