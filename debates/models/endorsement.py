from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import clock
from debates.models.vote import Position


class Status(models.TextChoices):
    """How a synthesis stands with its sides: the words of `scoring.endorsement`."""

    BRIDGING = "bridging", _("Most on both sides endorse it")
    ONE_SIDED = "one-sided", _("One side only")
    REJECTED = "rejected", _("Rejected by every side")
    UNSETTLED = "unsettled", _("No side endorses it")
    CONTESTED = "contested", _("Contested: most of a side reject it")
    PROPOSED = "proposed", _("Too few votes yet")
    PROMISING = "promising", _("Promising on both sides")
    OPEN = "open", _("Not decided yet")


class Endorsement(models.Model):
    """How each side of a synthesis votes on it, and the score and status that follow.

    The worker keeps it, in one transaction with the notes that it drains.
    """

    synthesis = models.OneToOneField("Argument", models.CASCADE, primary_key=True)
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    score = models.FloatField(default=0.5)
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED)
    """As readers see it: what is out of date is not bridging."""
    is_bridging = models.BooleanField(default=False)
    """The badge: won at 0.90, kept until below 0.80."""
    is_settled = models.BooleanField(default=False)
    """A score of 0.95 with 5 voters a side, up to date: enough for what cannot be undone."""
    tie = models.FloatField(default=0)
    sides = models.JSONField(default=list)
    """Per side, in the order of its concessions: argument, agree, unsure, disagree, mean, low,
    high, t, d."""
    no_side = models.JSONField(default=dict)
    told_at = models.DateTimeField(null=True)
    """When those concerned were told that it bridges; they are told once."""

    def __str__(self) -> str:
        return f"{self.synthesis_id}: {self.status}"


class Ballot(models.Model):
    """A member's position on a synthesis and the side it was counted for, as last counted."""

    pk = models.CompositePrimaryKey("synthesis_id", "member_id")
    synthesis = models.ForeignKey(
        "Argument", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    side = models.ForeignKey(
        "Argument", models.CASCADE, null=True, related_name="+", db_index=False, db_constraint=False
    )
    """The reconciled argument that the member holds; None for no side."""
    position = models.CharField(max_length=8, choices=Position)

    class Meta:
        indexes = [models.Index(fields=["member", "debate"], name="ballots_of_a_member")]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.synthesis_id}: {self.position}"


class Staleness(models.Model):
    """That a synthesis is out of date with one of the arguments that it reconciles."""

    class Why(models.TextChoices):
        REWORDED = "reworded", _("was reworded")
        HIDDEN = "hidden", _("was hidden")
        WITHDRAWN = "withdrawn", _("was withdrawn")
        RETRACTED = "retracted", _("rests on a source that was retracted")
        CORRECTED = "corrected", _("rests on a source that was corrected")

    pk = models.CompositePrimaryKey("synthesis_id", "argument_id")
    synthesis = models.ForeignKey(
        "Argument", models.CASCADE, related_name="staleness", db_index=False, db_constraint=False
    )
    argument = models.ForeignKey(
        "Argument", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    why = models.CharField(max_length=9, choices=Why)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.synthesis_id}: {self.argument_id} {self.why}"


class Affirmation(models.Model):
    """That a synthesis was found to hold still, with its reconciled argument as it then was."""

    synthesis = models.ForeignKey(
        "Argument", models.CASCADE, related_name="affirmations", db_constraint=False
    )
    argument = models.ForeignKey(
        "Argument", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    argument_version = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.synthesis_id} with {self.argument_id} v{self.argument_version}"
