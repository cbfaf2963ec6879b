from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts import clock
from debates.exchange.identifiers import address_by


def _of_csl(name: str, most: int) -> models.GeneratedField:
    """A column that the database reads from the CSL-JSON, so that the two never differ."""
    return models.GeneratedField(
        expression=Coalesce(KT(f"csl__{name}"), Value(""), output_field=models.TextField()),
        output_field=models.CharField(max_length=most),
        db_persist=True,
    )


class SourceKind(models.TextChoices):
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


class Source(models.Model):
    """A thing that can be cited: one row for the whole site, however often it is cited.

    A private debate keeps what it cites first to itself, so that nobody outside learns of it;
    when the debate opens to others, so do its sources (migration 0014).
    """

    Kind = SourceKind

    class Standing(models.TextChoices):
        """What became of the work since it was published."""

        RETRACTED = "retracted", _("Retracted")
        CORRECTED = "corrected", _("Corrected")

    debate = models.ForeignKey("Debate", models.CASCADE, null=True, related_name="sources")
    """The private debate that alone knows it; None for the sources of the site."""
    csl = models.JSONField(default=dict)
    """The work as CSL-JSON, the form that it is kept in."""
    kind = models.CharField(_("kind"), max_length=9, choices=SourceKind, default=SourceKind.OTHER)
    title = _of_csl("title", 300)
    url = _of_csl("URL", 2_000)
    doi = _of_csl("DOI", 200)
    words = models.CharField(max_length=200, blank=True, editable=False)
    """The letters and digits of the title alone: by these the same title is found again."""
    reference = models.TextField(blank=True, editable=False)
    """How a bibliography names it, as HTML; the worker writes it, blank until then."""
    standing = models.CharField(
        max_length=9, choices=Standing, blank=True, db_default="", editable=False
    )
    """Kept by the triggers of its retractions."""
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="duplicates")
    """The one source that this one turned out to be."""
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_source_has_a_title", condition=Q(title__regex=r"\S")),
            models.CheckConstraint(
                name="a_source_is_of_a_known_kind", condition=Q(kind__in=SourceKind.values)
            ),
            models.CheckConstraint(
                name="a_source_is_not_its_own_duplicate",
                condition=~Q(merged_into=models.F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["words"], name="sources_by_title"),
            models.Index(
                fields=["id"], name="sources_without_a_reference", condition=Q(reference="")
            ),
            models.Index(fields=["standing"], name="sources_that_fell", condition=~Q(standing="")),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def address(self) -> str:
        """Where it can be read; blank where it is known by no address."""
        return str(self.url) or (address_by("doi", self.doi) if self.doi else "")


class Identifier(models.Model):
    """One of the ways in which a source is recognised. Triggers keep it in line with the CSL-JSON.

    A source that was merged leaves its identifiers to the one that it was merged into.
    """

    class Scheme(models.TextChoices):
        URL = "url", _("Address")
        DOI = "doi", _("DOI")
        ISBN = "isbn", _("ISBN")
        ARXIV = "arxiv", _("arXiv")
        PMID = "pmid", _("PubMed")
        WORDS = "words", _("Title, author and year")

    source = models.ForeignKey(Source, models.CASCADE, related_name="identifiers")
    debate = models.ForeignKey(
        "Debate", models.CASCADE, null=True, related_name="+", db_index=False, db_constraint=False
    )
    """As of its source."""
    scheme = models.CharField(max_length=5, choices=Scheme)
    value = models.CharField(max_length=2_000)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value", "debate"],
                name="one_source_per_identifier",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.value}"
