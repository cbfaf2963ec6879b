from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from accounts import clock
from accounts.models import Viewer
from debates.models.follow import Follow
from debates.models.lock import Lock, Slowing
from debates.models.membership import Membership
from debates.models.restriction import Restriction

if TYPE_CHECKING:
    from debates.models.tally import DebateTally


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Public: everyone reads, every member takes part")
    INVITED = "invited", _("Members only: everyone reads, invited members take part")
    PRIVATE = "private", _("Private: only invited members see it")


def mute_in(debate: str, viewer: Viewer) -> models.Subquery:
    """What keeps the viewer silent in the debate that this column names, or everywhere."""
    mute = Restriction.objects.filter(
        Q(debate=OuterRef(debate)) | Q(debate=None),
        member=viewer.pk,
        lifted_at=None,
        until__gt=clock.now(),
    ).order_by("-until")
    said = JSONObject(
        until=F("until"),
        rule=F("ruling__rule"),
        reason=F("ruling__reason"),
        ruling=F("ruling_id"),
    )
    return models.Subquery(mute.annotate(said=said).values("said")[:1])


class DebateQuerySet(models.QuerySet["Debate"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """A private debate is there for its members only; whoever opened it is one."""
        return self.filter(
            ~Q(visibility=Visibility.PRIVATE)
            | Exists(Membership.objects.filter(debate=OuterRef("pk"), member=viewer.pk))
        )

    def with_standing_of(self, viewer: Viewer) -> Self:
        """Each with `standing`, the viewer's role in it, or None; and with `muted`, what Mute says.

        And with `has_locks` and `has_slow`: whether a thread of it is locked, or slowed down.
        """
        membership = Membership.objects.filter(debate=OuterRef("pk"), member=viewer.pk)
        return self.annotate(
            standing=models.Subquery(membership.values("role")),
            muted=mute_in("pk", viewer),
            has_locks=Exists(Lock.objects.filter(debate=OuterRef("pk"))),
            has_slow=Exists(Slowing.objects.filter(debate=OuterRef("pk"))),
        )

    def with_following_of(self, viewer: Viewer) -> Self:
        """Each with `is_followed`: whether the viewer follows it; None for who is signed out."""
        if not viewer.is_authenticated:
            none = models.Value(None, output_field=models.BooleanField(null=True))
            return self.annotate(is_followed=none)
        follow = Follow.objects.filter(debate=OuterRef("pk"), member=viewer.pk)
        return self.annotate(is_followed=Exists(follow))


class Debate(models.Model):
    """One question and everything argued about it; open until it is closed."""

    question = models.CharField(_("question"), max_length=300)
    context = models.TextField(_("context"), max_length=10_000, blank=True)
    context_html = models.TextField(blank=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    visibility = models.CharField(
        _("who sees it"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    is_blind = models.BooleanField(_("blind voting"), default=False)
    """Tallies and scores are hidden until one has voted, or until it closes."""
    is_read_only = models.BooleanField(_("read-only"), default=False, db_default=False)
    """For now nobody takes part; everyone reads on."""
    holds_newcomers = models.BooleanField(
        _("hold first arguments until looked at"), default=False, db_default=False
    )
    """A ruling sets it: whoever has no argument standing here is looked at before they are read."""
    version = models.PositiveIntegerField(default=1, editable=False)
    """Moves with every edit, so that nobody overwrites what they did not read."""
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="debates")
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    tally: "DebateTally"  # Kept by the database: see DebateTally.
    standing: str | None  # Present after with_standing_of().
    muted: "dict[str, Any] | None" = None
    """Why and until when the viewer takes no part: until, rule, reason, ruling."""
    has_locks: bool = False
    has_slow: bool = False
    is_followed: bool | None  # Present after with_following_of().

    objects = DebateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_debate_asks_something", condition=Q(question__regex=r"\S")
            ),
            models.CheckConstraint(
                name="a_debate_has_a_known_visibility",
                condition=Q(visibility__in=Visibility.values),
            ),
        ]
        indexes = [models.Index(fields=["-opened_at", "-id"], name="debates_newest_first")]

    def __str__(self) -> str:
        return self.question

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def seen_as(self, read: "Debate") -> Self:
        """With what the viewer's reading of it said of the viewer."""
        self.standing, self.muted = read.standing, read.muted
        self.has_locks, self.has_slow = read.has_locks, read.has_slow
        return self
