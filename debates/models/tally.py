from django.db import models


class Tally(models.Model):
    """What is counted of an argument: its votes, and what stands under it.

    Triggers of migrations 0002 and 0003 keep it, so that no writer, not even
    raw SQL, can make it drift from what it counts. Python only reads it.
    """

    argument = models.OneToOneField("Argument", models.CASCADE, primary_key=True)
    agree = models.PositiveIntegerField(default=0)
    unsure = models.PositiveIntegerField(default=0)
    disagree = models.PositiveIntegerField(default=0)
    well_argued = models.PositiveIntegerField(default=0)
    beside_the_point = models.PositiveIntegerField(default=0)
    agree_as_worded = models.PositiveIntegerField(default=0)
    """Of those who agree, how many did so with the present wording."""
    to_the_point = models.PositiveIntegerField(default=0)
    """Of those who agree, how many did not mark it as beside the point."""
    supports = models.PositiveIntegerField(default=0)
    counters = models.PositiveIntegerField(default=0)
    evidence = models.PositiveIntegerField(default=0)
    remarks = models.PositiveIntegerField(default=0)
    needs_source = models.PositiveIntegerField(db_default=0)
    """How many ask for a source, and have not been answered."""
    syntheses = models.PositiveIntegerField(default=0)
    minds_changed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.agree} agree, {self.unsure} unsure, {self.disagree} disagree"


class DebateTally(models.Model):
    """What is counted of a debate. Kept by triggers, like Tally."""

    debate = models.OneToOneField("Debate", models.CASCADE, primary_key=True, related_name="tally")
    arguments = models.PositiveIntegerField(default=0)
    syntheses = models.PositiveIntegerField(default=0)
    evidence = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    last_argument_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-last_argument_at", "-debate"], name="debates_by_activity")
        ]

    def __str__(self) -> str:
        return f"{self.arguments} arguments"


class Participation(models.Model):
    """That a member argued or voted in a debate: what makes `people` count each once."""

    pk = models.CompositePrimaryKey("debate_id", "member_id")
    debate = models.ForeignKey("Debate", models.CASCADE, related_name="+", db_index=False)
    member = models.ForeignKey("accounts.User", models.CASCADE, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.member_id} in {self.debate_id}"
