from django.db import models


class Change(models.Model):
    """That something an argument is ranked by changed. Triggers note it, the worker drains it.

    Only ever added to, and without a unique key: a note that waited for, or gave
    way to, another one would hold up a vote or lose it.
    """

    argument = models.ForeignKey(
        "Argument", models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )

    def __str__(self) -> str:
        return str(self.argument_id)
