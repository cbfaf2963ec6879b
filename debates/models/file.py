from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock

LARGEST = 10 * 1024 * 1024
"""Bytes of one file."""
QUOTA = 100 * 1024 * 1024
"""Bytes of all files that one member keeps here."""


class FileKind(models.TextChoices):
    PDF = "pdf", _("PDF")
    PNG = "png", _("PNG picture")
    JPEG = "jpeg", _("JPEG picture")
    CSV = "csv", _("CSV table")


class File(models.Model):
    """What evidence shows: one row for each content, however many attach it."""

    sha256 = models.CharField(max_length=64, unique=True)
    """Of what is kept: a picture's after it was encoded anew."""
    kind = models.CharField(max_length=4, choices=FileKind)
    size = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    """Its name in the storage, made from the hash: never what a client called it."""
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_file_fits", condition=Q(size__gt=0, size__lte=LARGEST)),
            models.CheckConstraint(
                name="a_file_is_of_a_known_kind",
                condition=Q(kind__in=FileKind.values),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Holding(models.Model):
    """That a member keeps this file here: it counts once against their quota, by trigger."""

    pk = models.CompositePrimaryKey("member_id", "file_id")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="holdings", db_index=False
    )
    file = models.ForeignKey(File, models.CASCADE, related_name="holdings")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.member_id} keeps {self.file_id}"


class Quota(models.Model):
    """How many bytes of files a member keeps here. Kept by the triggers of Holding."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="quota"
    )
    used = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="files_of_a_member_fit_their_quota", condition=Q(used__lte=QUOTA)
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.used}"
