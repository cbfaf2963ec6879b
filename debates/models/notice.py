from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock
from accounts.models import Viewer
from debates.models.debate import Visibility
from debates.models.membership import Membership


class NoticeQuerySet(models.QuerySet["Notice"]):
    def for_member(self, viewer: Viewer) -> "NoticeQuerySet":
        """Theirs, and never of a debate that they no longer see."""
        return self.filter(
            Q(debate=None)
            | ~Q(debate__visibility=Visibility.PRIVATE)
            | models.Exists(
                Membership.objects.filter(debate=models.OuterRef("debate"), member=viewer.pk)
            ),
            member=viewer.pk,
        )


class Notice(models.Model):
    """Tells a member of something that concerns what they wrote."""

    class Kind(models.TextChoices):
        SUPPORTED = "supported", _("supported your argument")
        COUNTERED = "countered", _("countered your argument")
        RECONCILED = "reconciled", _("reconciled your argument in a synthesis")
        REMARKED = "remarked", _("made a remark on your argument")
        ANSWERED = "answered", _("marked your remark as answered")
        CITED = "cited", _("added evidence to your argument")
        DOUBTED = "doubted", _("found something wrong with your evidence")
        SETTLED = "settled", _("settled your check")
        ASKED = "asked", _("asked for a source for your argument")
        SOURCED = "sourced", _("answered your request for a source")
        RETRACTED = "retracted", _("marked a source as retracted or corrected")
        REINSTATED = "reinstated", _("took back that a source was retracted")
        LINKED = "linked", _("linked to your argument")
        INVITED = "invited", _("invited you to a debate")
        HIDDEN = "hidden", _("hid your argument")
        RESTORED = "restored", _("restored your argument")
        RULED = "ruled", _("ruled on what concerns you")
        HELD = "held", _("holds your argument until it is looked at")
        UPHELD = "upheld", _("acted on what you flagged")
        DISMISSED = "dismissed", _("found no breach in what you flagged")
        APPEALED = "appealed", _("appealed a ruling")
        REPLIED = "replied", _("replied to an appeal")
        JUDGED = "judged", _("judged your appeal")
        APPOINTED = "appointed", _("made you a moderator")
        DISCHARGED = "discharged", _("ended your part as a moderator")
        HANDED_OVER = "handed", _("handed the debate over")
        BRIDGED = "bridged", _("wrote a synthesis that both sides endorse")
        OUTDATED = "outdated", _("changed what a synthesis that you accepted rests on")
        AFFIRMED = "affirmed", _("re-affirmed a synthesis that you accepted")
        REVISED = "revised", _("revised your synthesis")
        DISPUTED = "disputed", _("disputed the outcome of your debate")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", db_index=False
    )
    debate = models.ForeignKey(
        "Debate", models.CASCADE, null=True, related_name="+", db_index=False
    )
    """None: it is about the whole site."""
    kind = models.CharField(max_length=10, choices=Kind)
    argument = models.ForeignKey("Argument", models.CASCADE, null=True, related_name="+")
    """What is new: where the notice leads."""
    ruling = models.ForeignKey(
        "Ruling", models.CASCADE, null=True, related_name="+", db_index=False
    )
    """What was ruled, or appealed: the notice says by which rule, why, and what can be done."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    """None: a moderator, who is not named, or the site by itself."""
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["member", "-id"], name="notices_newest_first"),
            models.Index(fields=["member"], name="notices_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.kind}"

    @property
    def is_ruling(self) -> bool:
        """Whether a moderator ruled: the member is told of it, not by whom."""
        # Nobody is told of what they did: one by its own reader leaves a moderator unnamed.
        unnamed = self.kind == self.Kind.OUTDATED and self.by_id == self.member_id
        kinds = self.Kind
        return (
            unnamed
            or self.by_id is None
            or self.kind
            in {
                *(kinds.HIDDEN, kinds.RESTORED, kinds.SETTLED),
                *(kinds.RETRACTED, kinds.REINSTATED),
            }
        )
