from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts import clock
from accounts.models import Viewer
from debates.models.debate import Visibility
from debates.models.membership import Membership

if TYPE_CHECKING:
    from debates.models.ruling import Ruling
    from debates.models.score import Score
    from debates.models.tally import Tally


class Kind(models.TextChoices):
    CLAIM = "claim", _("Claim")
    COUNTERCLAIM = "counterclaim", _("Counterclaim")
    SYNTHESIS = "synthesis", _("Synthesis")


class ArgumentQuerySet(models.QuerySet["Argument"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """What stands in a debate that the viewer sees. Hidden is not gone: law 6."""
        return self.filter(
            ~Q(debate__visibility=Visibility.PRIVATE)
            | Exists(Membership.objects.filter(debate=OuterRef("debate"), member=viewer.pk))
        )

    def with_locks(self) -> Self:
        """Each with `locked_in`, as find_argument gives it."""
        of_thread = Func(
            "pk", "debate", function="locked_in", output_field=models.BigIntegerField()
        )
        return self.annotate(locked_in=of_thread)


class Argument(models.Model):
    """One contribution to a debate. Under a parent, a claim supports and a counterclaim opposes.

    The triggers of migration 0002 keep a Version of every wording and open a Tally;
    the worker refreshes `rank`, `contest` and `replies`, which the orders stand on.
    """

    debate = models.ForeignKey("Debate", models.CASCADE, related_name="arguments", db_index=False)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        db_index=False,
        db_constraint=False,  # Migration 0002 has it, together with the debate.
    )
    kind = models.CharField(max_length=12, choices=Kind)
    statement = models.CharField(_("statement"), max_length=300)
    reasoning = models.TextField(_("reasoning"), max_length=10_000, blank=True)
    reasoning_html = models.TextField(blank=True, editable=False)
    excerpt_html = models.TextField(blank=True, editable=False)
    """How a long reasoning begins, for lists; blank where the whole is short."""
    left_open = models.CharField(_("left open"), max_length=1_000, blank=True)
    revises = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
        db_constraint=False,  # Migration 0009 has it, together with the debate.
    )
    """The synthesis of somebody else that this one revises."""
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="arguments", db_index=False
    )
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    made_at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    """Out of view: hidden or held by a ruling, or merged into another. The last ruling says why."""
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        db_index=False,
        db_constraint=False,  # Migration 0016 has it, together with the debate.
    )
    """The argument that says the same, and stands for both."""

    rank = models.BigIntegerField(default=0, editable=False)
    contest = models.BigIntegerField(default=0, editable=False)
    replies = models.PositiveIntegerField(default=0, editable=False)

    tally: "Tally"  # Kept by the database: see Tally.
    score: "Score"  # Kept by the worker: see Score.
    locked_in: int | None = None
    """The argument whose thread is locked, at or above this one; set where it is read to act on."""

    objects = ArgumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_argument_has_a_known_kind", condition=Q(kind__in=Kind.values)
            ),
            models.CheckConstraint(
                name="a_counterclaim_opposes_a_parent",
                condition=~Q(kind="counterclaim", parent=None),
            ),
            models.CheckConstraint(
                name="a_synthesis_stands_in_its_debate",
                condition=~Q(kind="synthesis") | Q(parent=None),
            ),
            models.CheckConstraint(
                name="an_argument_is_not_its_own_parent", condition=~Q(parent=F("id"))
            ),
            models.CheckConstraint(
                name="an_argument_states_something", condition=Q(statement__regex=r"\S")
            ),
            models.CheckConstraint(
                name="only_a_synthesis_leaves_open", condition=Q(kind="synthesis") | Q(left_open="")
            ),
            models.CheckConstraint(
                name="only_a_synthesis_revises", condition=Q(kind="synthesis") | Q(revises=None)
            ),
            models.CheckConstraint(
                name="a_synthesis_does_not_revise_itself", condition=~Q(revises=F("id"))
            ),
            models.CheckConstraint(
                name="an_argument_is_not_merged_into_itself", condition=~Q(merged_into=F("id"))
            ),
            models.CheckConstraint(
                name="a_merged_argument_is_out_of_view",
                condition=Q(merged_into=None) | Q(hidden_at__isnull=False),
            ),
            models.UniqueConstraint(fields=["id", "debate"], name="an_argument_is_of_one_debate"),
        ]
        indexes = [
            models.Index(
                fields=["merged_into"],
                name="arguments_merged",
                condition=Q(merged_into__isnull=False),
            ),
            models.Index(fields=["author", "-id"], name="arguments_of_a_member"),
            GinIndex(SearchVector("statement", config="simple"), name="arguments_by_words"),
            models.Index(fields=["debate", "made_at", "id"], name="arguments_by_time"),
            models.Index(fields=["debate", "-rank", "-id"], name="arguments_by_rank"),
            models.Index(fields=["parent", "-rank", "-id"], name="replies_by_rank"),
            models.Index(fields=["parent", "made_at", "id"], name="replies_by_time"),
            *(
                models.Index(
                    fields=["debate", *fields],
                    name=f"top_claims_by_{order}",
                    condition=Q(parent=None, kind="claim"),
                )
                for order, fields in {
                    "rank": ["-rank", "-id"],
                    "contest": ["-contest", "-id"],
                    "replies": ["-replies", "-id"],
                    "time": ["made_at", "id"],
                }.items()
            ),
            models.Index(
                fields=["debate", "-rank", "-id"],
                name="syntheses_by_rank",
                condition=Q(kind="synthesis"),
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def standing_hide(self) -> "Ruling | None":
        """The ruling that keeps it out of view."""
        if not self.is_hidden or self.is_merged:
            return None
        hides = self.rulings.filter(verb__in=["hide", "hold"], undone_by=None)
        return hides.order_by("-pk").first()

    @property
    def is_held(self) -> bool:
        """Whether it waits for a moderator to look at it."""
        return (hide := self.standing_hide) is not None and hide.verb == "hold"

    @property
    def is_hidden_by_the_site(self) -> bool:
        """Whether no moderator has hidden it yet."""
        return (hide := self.standing_hide) is not None and hide.role == "automatic"

    @property
    def is_locked(self) -> bool:
        return self.locked_in is not None

    @property
    def is_merged(self) -> bool:
        return self.merged_into_id is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_synthesis(self) -> bool:
        return self.kind == Kind.SYNTHESIS
