from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Event(models.Model):
    """One line of the append-only record of a debate: ids, codes and reasons, nothing personal."""

    class Kind(models.TextChoices):
        DEBATE_OPENED = "debate_opened", _("opened the debate")
        DEBATE_EDITED = "debate_edited", _("edited the debate")
        DEBATE_CLOSED = "debate_closed", _("closed the debate")
        DEBATE_REOPENED = "debate_reopened", _("reopened the debate")
        MEMBER_INVITED = "member_invited", _("invited a member")
        MEMBER_JOINED = "member_joined", _("joined by invitation")
        MEMBER_REMOVED = "member_removed", _("removed a member")
        ROLE_CHANGED = "role_changed", _("changed a member's role")
        ARGUMENT_POSTED = "argument_posted", _("posted an argument")
        ARGUMENT_EDITED = "argument_edited", _("edited an argument")
        ARGUMENT_WITHDRAWN = "argument_withdrawn", _("withdrew an argument")
        ARGUMENT_HIDDEN = "argument_hidden", _("hid an argument")
        ARGUMENT_RESTORED = "argument_restored", _("restored an argument")
        RULED = "ruled", _("ruled")
        HANDED_OVER = "handed_over", _("handed the debate over")
        RULE_PUBLISHED = "rule_published", _("published a rule")
        RULE_WITHDRAWN = "rule_withdrawn", _("withdrew a rule")
        APPEAL_MADE = "appeal_made", _("appealed a ruling")
        APPEAL_JUDGED = "appeal_judged", _("judged an appeal")
        VERSION_REDACTED = "version_redacted", _("redacted a version")
        EVIDENCE_ADDED = "evidence_added", _("added evidence")
        EVIDENCE_WITHDRAWN = "evidence_withdrawn", _("withdrew evidence")
        EVIDENCE_CHECKED = "evidence_checked", _("checked evidence")
        CHECK_SETTLED = "check_settled", _("settled a check")
        CHECK_UNSETTLED = "check_unsettled", _("opened a settled check anew")
        SOURCE_ASKED = "source_asked", _("asked for a source")
        SOURCE_RETRACTED = "source_retracted", _("marked a source as retracted or corrected")
        SOURCE_REINSTATED = "source_reinstated", _("took back that a source was retracted")
        SOURCE_EDITED = "source_edited", _("edited a source")
        SOURCES_MERGED = "sources_merged", _("merged two sources")
        SOURCES_LISTED = "sources_listed", _("added to the bibliography")
        REMARK_MADE = "remark_made", _("made a remark")
        REMARK_ANSWERED = "remark_answered", _("marked a remark as answered")
        REMARK_WITHDRAWN = "remark_withdrawn", _("withdrew a remark")
        SYNTHESIS_AFFIRMED = "synthesis_affirmed", _("re-affirmed a synthesis")
        CRUX_NAMED = "crux_named", _("named a crux")
        CRUX_WITHDRAWN = "crux_withdrawn", _("withdrew a crux")
        OUTCOME_STATED = "outcome_stated", _("stated the outcome")
        OUTCOME_DISPUTED = "outcome_disputed", _("disputed the outcome")

    kind = models.CharField(max_length=20, choices=Kind)
    debate = models.ForeignKey("Debate", models.PROTECT, related_name="events", db_index=False)
    argument = models.ForeignKey(
        "Argument",
        models.PROTECT,
        null=True,
        related_name="events",
        db_index=False,
        db_constraint=False,
    )
    reason = models.CharField(max_length=280, blank=True)
    ruling = models.ForeignKey(
        "Ruling", models.PROTECT, null=True, related_name="events", db_index=False
    )
    """What was ruled, or appealed."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    """None: the site, by itself."""
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["debate", "-id"], name="events_newest_first")]

    def __str__(self) -> str:
        return self.kind

    @property
    def is_ruling(self) -> bool:
        """Whether it is of a ruling: others are told by which right, not who ruled or appealed."""
        kinds = self.Kind
        return (
            self.ruling_id is not None
            or self.by_id is None
            or self.kind
            in {
                kinds.ARGUMENT_HIDDEN,
                kinds.ARGUMENT_RESTORED,
                kinds.VERSION_REDACTED,
                kinds.RULED,
                kinds.APPEAL_JUDGED,
                kinds.RULE_PUBLISHED,
                kinds.RULE_WITHDRAWN,
                kinds.CHECK_SETTLED,
                kinds.SOURCE_RETRACTED,
                kinds.SOURCE_REINSTATED,
                kinds.SOURCES_MERGED,
            }
        )
