"""Hiding, restoring and undoing: what moderators may do."""

from django.utils.translation import gettext as _

from accounts.models import User, Viewer
from debates.models import INVERSES, Debate, Evidence, Ruling
from debates.rules.reasons import Reason
from debates.rules.restrictions import why_not_act, why_not_speak, why_not_speak_anywhere
from debates.rules.standing import Arguable, moderates


def why_not_moderate(viewer: Viewer, debate: Debate | None) -> Reason | None:
    """Who moderates the debate, with `standing`; None, the whole site: its staff."""
    if debate is None:
        if not isinstance(viewer, User) or not viewer.is_staff:
            return Reason("not_staff", _("Only the site's staff can do this."))
        return why_not_speak_anywhere(viewer)
    if not viewer.is_authenticated or not moderates(viewer, debate):
        return Reason("not_a_moderator", _("Only moderators can do this."))
    return why_not_act(viewer) or why_not_speak(debate)


def concerns(viewer: Viewer, ruling: Ruling) -> bool:
    """Whether a ruling is about the viewer or something of theirs, if only as one of many."""
    if not viewer.is_authenticated:
        return False
    return ruling.member_id == viewer.pk or ruling.parts.filter(member=viewer.pk).exists()


def why_not_undo_own(viewer: Viewer, ruling: Ruling) -> Reason | None:
    """Nobody is the judge in their own cause. What they ruled themselves they take back.

    Whoever opened a debate has the last word in it before its other moderators, not the staff.
    """
    is_of_debate = ruling.verb in {Ruling.Verb.CLOSE, Ruling.Verb.SCREEN}
    if is_of_debate and ruling.role == Ruling.Role.MODERATOR:
        return None
    if ruling.by_id == viewer.pk or not concerns(viewer, ruling):
        return None
    why = _("This ruling concerns you: appeal it, and another moderator judges that.")
    return Reason("own_cause", why)


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
    if reason := why_not_moderate(viewer, debate):
        return reason
    if ruling.verb not in INVERSES or ruling.undoes_id is not None:
        return Reason("not_undone", _("This undid another ruling. Rule anew instead."))
    if Ruling.objects.filter(undoes=ruling).exists():
        return Reason("undone", _("This ruling is undone already."))
    return why_not_undo_own(viewer, ruling)


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
