from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Source(models.Model):
    """A thing that can be cited: one row for the whole site, however often it is cited."""

    class Kind(models.TextChoices):
        STUDY = "study", _("Study")
        REVIEW = "review", _("Review")
        DATA_SET = "data_set", _("Data set")
        STATISTIC = "statistic", _("Statistic")
        ARTICLE = "article", _("Article")
        BOOK = "book", _("Book")
        LAW = "law", _("Law")
        TESTIMONY = "testimony", _("Testimony")
        ESSAY = "essay", _("Essay")
        OTHER = "other", _("Other")

    url = models.URLField(_("address"), max_length=2_000, blank=True)
    doi = models.CharField(_("DOI"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.OTHER)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["url"], name="one_source_per_address", condition=~Q(url="")
            ),
            models.UniqueConstraint(
                fields=["doi"], name="one_source_per_doi", condition=~Q(doi="")
            ),
            models.CheckConstraint(name="a_source_can_be_found", condition=~Q(url="") | ~Q(doi="")),
            models.CheckConstraint(name="a_source_has_a_title", condition=Q(title__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        return self.url or f"https://doi.org/{self.doi}"
