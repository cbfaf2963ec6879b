"""Remarks and evidence that stand already: who may mark them answered or take them back."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate, Evidence, Remark
from debates.rules.reasons import Reason
from debates.rules.standing import why_not_take_part


def why_not_mark_answered(viewer: Viewer, remark: Remark, debate: Debate) -> Reason | None:
    """`remark.argument` is read."""
    if not viewer.is_authenticated:
        return Reason("signed_out", _("Sign in to take part."))
    if viewer.pk not in {remark.author_id, remark.argument.author_id}:
        return Reason("not_yours", _("Whoever asked or was asked can mark a remark as answered."))
    if remark.answered_at:
        return Reason("answered", _("This remark is already marked as answered."))
    return why_not_take_part(viewer, debate)


def why_not_withdraw_remark(viewer: Viewer, remark: Remark, debate: Debate) -> Reason | None:
    if viewer.is_authenticated and remark.author_id != viewer.pk:
        return Reason("not_the_author", _("Only its author can withdraw a remark."))
    if remark.withdrawn_at:
        return Reason("withdrawn", _("This remark is already withdrawn."))
    return why_not_take_part(viewer, debate)


def why_not_withdraw_evidence(viewer: Viewer, evidence: Evidence, debate: Debate) -> Reason | None:
    if viewer.is_authenticated and evidence.added_by_id != viewer.pk:
        return Reason("not_the_author", _("Only whoever added evidence can withdraw it."))
    if evidence.withdrawn_at:
        return Reason("withdrawn", _("This evidence is already withdrawn."))
    return why_not_take_part(viewer, debate)
