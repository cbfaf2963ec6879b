from django.db import models


class Sealed(models.Model):
    """What a redaction took away, kept unread while it can be appealed, then destroyed.

    Nothing reads it but the ruling that puts the words back.
    """

    ruling = models.OneToOneField("Ruling", models.CASCADE, primary_key=True, related_name="sealed")
    words = models.JSONField()
    """By column, as they stood."""
    destroyed_after = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"of ruling {self.ruling_id}"
