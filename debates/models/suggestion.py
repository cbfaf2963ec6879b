from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Suggestion(models.Model):
    """What a source's own page says of it: asked for by a member, who confirms what was found."""

    source = models.OneToOneField(
        "Source", models.CASCADE, primary_key=True, related_name="suggestion"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField(default=clock.now)
    csl = models.JSONField(null=True)
    """What was found, as CSL-JSON."""
    found_at = models.DateTimeField(null=True)
    """When the worker was done; until then it is being looked up."""
    problem = models.CharField(_("why nothing was found"), max_length=200, blank=True)

    def __str__(self) -> str:
        return f"suggestion for {self.source_id}"
