from django.db import models


class Limit(models.Model):
    """A bucket of tries that refills by time: one row for each thing that one party does often."""

    # Narrow on purpose: one moment says how full the bucket is, and the key is a hash of
    # what is limited and who does it, so that no address or e-mail is kept (accounts/limits.py).
    key = models.UUIDField(primary_key=True)
    full_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.key)
