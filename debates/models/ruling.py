from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock

if TYPE_CHECKING:
    from debates.models.appeal import Appeal


class Ruling(models.Model):
    """What a moderator, or the site by itself, did about one thing, and why.

    Rulings are added, never changed: undoing one is another. One that concerns many things
    stands above a ruling for each of them.
    """

    class Verb(models.TextChoices):
        HIDE = "hide", _("hid")
        RESTORE = "restore", _("restored")
        HIDE_THREAD = "hide_thread", _("hid a whole thread")
        HIDE_ALL = "hide_all", _("hid all that one member wrote since a date")
        RESTORE_ALL = "restore_all", _("restored what was hidden together")
        REDACT = "redact", _("redacted")
        UNREDACT = "unredact", _("put back what was redacted")
        LOCK = "lock", _("locked the thread")
        UNLOCK = "unlock", _("unlocked the thread")
        SLOW = "slow", _("slowed the thread down")
        UNSLOW = "unslow", _("let the thread go at its own pace")
        CLOSE = "close", _("closed the debate")
        REOPEN = "reopen", _("reopened the debate")
        SCREEN = "screen", _("holds first arguments until looked at")
        UNSCREEN = "unscreen", _("no longer holds first arguments")
        HOLD = "hold", _("held")
        RELEASE = "release", _("let through")
        MOVE = "move", _("moved")
        RECLASSIFY = "reclassify", _("reclassified")
        MERGE = "merge", _("merged")
        SEPARATE = "separate", _("separated again")
        SPLIT = "split", _("split off")
        REJOIN = "rejoin", _("put back in its debate")
        WARN = "warn", _("warned a member")
        UNWARN = "unwarn", _("took a warning back")
        MUTE = "mute", _("muted a member")
        UNMUTE = "unmute", _("let a member speak again")
        SUSPEND = "suspend", _("suspended a member")
        REINSTATE = "reinstate", _("reinstated a member")
        MARK = "mark", _("marked votes of accounts made for one thread")
        UNMARK = "unmark", _("took the mark off the votes")

    class Role(models.TextChoices):
        MODERATOR = "moderator", _("a moderator of this debate")
        STAFF = "staff", _("the site's staff")
        AUTOMATIC = "automatic", _("the site, by itself")

    debate = models.ForeignKey(
        "Debate", models.PROTECT, null=True, related_name="rulings", db_index=False
    )
    """None: of the whole site."""
    argument = models.ForeignKey("Argument", models.PROTECT, null=True, related_name="rulings")
    evidence = models.ForeignKey("Evidence", models.PROTECT, null=True, related_name="rulings")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="rulings"
    )
    """Whom it concerns: the author of the thing, or whoever is warned, muted or suspended."""
    version = models.PositiveIntegerField(null=True)
    field = models.CharField(max_length=20, blank=True, db_default="")
    """What of the thing was redacted."""
    verb = models.CharField(max_length=11, choices=Verb)
    rule = models.CharField(max_length=20)
    """A code of SiteRule, or of a HouseRule."""
    reason = models.CharField(_("reason"), max_length=280)
    role = models.CharField(max_length=9, choices=Role)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    """Whoever ruled; never shown. None: the site, by itself."""
    at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)
    """When it ends by itself."""
    part_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    before = models.JSONField(default=dict, db_default={})
    after = models.JSONField(default=dict, db_default={})
    """What held before and what holds now, in ids, codes and numbers: what undoing puts back."""
    had_voted = models.BooleanField(default=False, db_default=False)
    had_written = models.BooleanField(default=False, db_default=False)
    """Where whoever ruled stood: whether they had voted on, or written in, that thread."""

    undone_by: "Ruling"
    title: str | None  # Of the rule; this and parts_count are present after all_rulings().
    parts_count: int
    appeals: "models.Manager[Appeal]"

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_ruling_says_why", condition=Q(reason__regex=r"\S")),
            models.CheckConstraint(
                name="a_ruling_is_by_somebody_or_the_site",
                condition=Q(role="automatic", by=None) | ~Q(role="automatic") & Q(by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_ruling_is_about_something",
                condition=Q(debate__isnull=False) | Q(member__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["debate", "-id"], name="rulings_newest_first"),
            models.Index(
                fields=["at"], name="rulings_by_time", condition=Q(part_of=None, undoes=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.reason}"


INVERSES = {
    Ruling.Verb.HIDE: Ruling.Verb.RESTORE,
    Ruling.Verb.HIDE_THREAD: Ruling.Verb.RESTORE_ALL,
    Ruling.Verb.HIDE_ALL: Ruling.Verb.RESTORE_ALL,
    Ruling.Verb.REDACT: Ruling.Verb.UNREDACT,
    Ruling.Verb.LOCK: Ruling.Verb.UNLOCK,
    Ruling.Verb.SLOW: Ruling.Verb.UNSLOW,
    Ruling.Verb.CLOSE: Ruling.Verb.REOPEN,
    Ruling.Verb.SCREEN: Ruling.Verb.UNSCREEN,
    Ruling.Verb.HOLD: Ruling.Verb.RELEASE,
    Ruling.Verb.MOVE: Ruling.Verb.MOVE,
    Ruling.Verb.RECLASSIFY: Ruling.Verb.RECLASSIFY,
    Ruling.Verb.MERGE: Ruling.Verb.SEPARATE,
    Ruling.Verb.SPLIT: Ruling.Verb.REJOIN,
    Ruling.Verb.WARN: Ruling.Verb.UNWARN,
    Ruling.Verb.MUTE: Ruling.Verb.UNMUTE,
    Ruling.Verb.SUSPEND: Ruling.Verb.REINSTATE,
    Ruling.Verb.MARK: Ruling.Verb.UNMARK,
}
"""By which verb each ruling is undone; what is none of these keys undoes another."""

HIDING = (Ruling.Verb.HIDE, Ruling.Verb.HOLD)
"""What keeps an argument out of view until it is undone."""
