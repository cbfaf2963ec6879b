from django.conf import settings
from django.db import models


class Change(models.Model):
    """That something changed which scores follow from. Triggers note it, the worker drains it.

    A note names an argument; the member whose vote it was, if it was one; a member alone, when
    what they may count for changed; or neither, when all of the debate must be scored anew.
    Only ever added to, and without a unique key: a note that waited for, or gave way to, another
    one would hold up a vote or lose it.
    """

    debate = models.ForeignKey(
        "Debate", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    argument = models.ForeignKey(
        "Argument", models.CASCADE, null=True, related_name="+", db_index=False, db_constraint=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )

    def __str__(self) -> str:
        return f"{self.argument_id} in {self.debate_id}"
