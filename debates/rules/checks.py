"""Who checks evidence, and who settles what was found wrong with it."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Check, Debate, Evidence, Question, Stance
from debates.rules.moderation import why_not_moderate
from debates.rules.reasons import Reason
from debates.rules.standing import why_not_bear_on, why_not_take_part


def why_not_check(
    viewer: Viewer, evidence: Evidence, debate: Debate, question: str
) -> Reason | None:
    """`evidence.argument` is read."""
    if reason := why_not_take_part(viewer, debate):
        return reason
    if evidence.withdrawn_at:
        return Reason("withdrawn", _("This evidence is withdrawn."))
    if reason := why_not_bear_on(evidence.argument):
        return reason
    if reason := _why_not_impartial(viewer, evidence):
        return reason
    if question == Question.QUOTE and not evidence.quote:
        return Reason("no_quote", _("This evidence quotes nothing."))
    return None


def why_not_take_back_check(viewer: Viewer, debate: Debate) -> Reason | None:
    """Whatever became of the evidence: one's own answer is one's own."""
    return why_not_take_part(viewer, debate)


def why_not_settle(
    viewer: Viewer, check: Check, evidence: Evidence, debate: Debate
) -> Reason | None:
    """`evidence.argument` is read."""
    if reason := why_not_moderate(viewer, debate):
        return reason
    if debate.is_closed:
        return Reason("debate_closed", _("This debate is closed."))
    if _why_not_impartial(viewer, evidence):
        why = _("Another moderator settles what is said of this: you have a part in it.")
        return Reason("own_evidence", why)
    if not check.is_open:
        return Reason("not_open", _("There is no open “no” to settle."))
    return None


def _why_not_impartial(viewer: Viewer, evidence: Evidence) -> Reason | None:
    if evidence.added_by_id == viewer.pk:
        return Reason("own_evidence", _("Others check the evidence that you added."))
    if evidence.stance == Stance.SUPPORTS and evidence.argument.author_id == viewer.pk:
        return Reason("own_argument", _("Others check what supports your own argument."))
    return None
