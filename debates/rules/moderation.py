"""Hiding, restoring and undoing: what moderators may do."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import INVERSES, Debate, Evidence, Ruling
from debates.rules.reasons import Reason
from debates.rules.restrictions import why_not_act, why_not_speak
from debates.rules.standing import Arguable, moderates


def why_not_moderate(viewer: Viewer, debate: Debate) -> Reason | None:
    if not viewer.is_authenticated or not moderates(viewer, debate):
        return Reason("not_a_moderator", _("Only moderators can do this."))
    return why_not_act(viewer) or why_not_speak(debate)


def why_not_hide(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    if reason := why_not_moderate(viewer, debate):
        return reason
    if argument.is_merged:
        return Reason("merged", _("This was merged into another argument."))
    # What the site hid by itself, a moderator who agrees takes over.
    if argument.is_hidden and not argument.is_hidden_by_the_site:
        return Reason("hidden", _("This argument is already hidden."))
    return None


def why_not_restore(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    if reason := why_not_moderate(viewer, debate):
        return reason
    if argument.is_merged:
        return Reason("merged", _("This was merged into another argument: undo that."))
    if not argument.is_hidden:
        return Reason("not_hidden", _("This argument is not hidden."))
    return None


def why_not_hide_evidence(viewer: Viewer, evidence: Evidence, debate: Debate) -> Reason | None:
    if reason := why_not_moderate(viewer, debate):
        return reason
    if evidence.withdrawn_at:
        return Reason("withdrawn", _("This evidence is already withdrawn."))
    return None


def why_not_put_evidence_back(viewer: Viewer, evidence: Evidence, debate: Debate) -> Reason | None:
    if reason := why_not_moderate(viewer, debate):
        return reason
    if not evidence.withdrawn_at:
        return Reason("not_hidden", _("This evidence is not hidden."))
    return None


def why_not_undo(viewer: Viewer, ruling: Ruling, debate: Debate | None) -> Reason | None:
    """Whoever may rule may undo; of a ruling on the whole site, the staff. Needs `standing`."""
    if debate is None:
        if not viewer.is_staff:
            return Reason("not_staff", _("Only the site's staff can do this."))
        if reason := why_not_act(viewer):
            return reason
    elif reason := why_not_moderate(viewer, debate):
        return reason
    if ruling.verb not in INVERSES or ruling.undoes_id is not None:
        return Reason("not_undone", _("This undid another ruling. Rule anew instead."))
    if Ruling.objects.filter(undoes=ruling).exists():
        return Reason("undone", _("This ruling is undone already."))
    return None


def why_not_read_hidden(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    """The text of a hidden argument is there for its author and for moderators."""
    if not argument.is_hidden or argument.author_id == viewer.pk or moderates(viewer, debate):
        return None
    return Reason("hidden", _("This argument is hidden."))


def why_not_read(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    """The text of an argument, and what others attached to it; needs `debate.standing`."""
    if argument.is_withdrawn and argument.author_id != viewer.pk:
        return Reason("withdrawn", _("Its author has withdrawn this argument."))
    return why_not_read_hidden(viewer, argument, debate)
