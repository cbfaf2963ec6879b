"""Opening, editing, closing and sharing a debate."""

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate, Membership, Ruling
from debates.rules.moderation import why_not_moderate
from debates.rules.reasons import Reason
from debates.rules.restrictions import why_not_act, why_not_speak, why_not_speak_anywhere
from debates.rules.standing import moderates


def why_not_open_debate(viewer: Viewer) -> Reason | None:
    if not viewer.is_authenticated:
        return Reason("signed_out", _("Sign in to open a debate."))
    return why_not_speak_anywhere(viewer)


def why_not_run(viewer: Viewer, debate: Debate) -> Reason | None:
    """Editing, closing and appointing: whoever runs it, and staff. Needs `debate.standing`."""
    if not viewer.is_authenticated:
        return Reason("signed_out", _("Sign in to take part."))
    if not (viewer.is_staff or debate.standing == Membership.Role.OPENER):
        return Reason("not_the_opener", _("Only whoever runs a debate can do this."))
    return why_not_act(viewer) or why_not_speak(debate)


def why_not_edit_debate(viewer: Viewer, debate: Debate) -> Reason | None:
    if reason := why_not_run(viewer, debate):
        return reason
    if debate.is_closed:
        return Reason("debate_closed", _("This debate is closed."))
    return None


def why_not_close(viewer: Viewer, debate: Debate) -> Reason | None:
    if reason := why_not_run(viewer, debate):
        return reason
    if debate.is_closed:
        return Reason("debate_closed", _("This debate is already closed."))
    return None


def why_not_reopen(viewer: Viewer, debate: Debate) -> Reason | None:
    if reason := why_not_run(viewer, debate):
        return reason
    if not debate.is_closed:
        return Reason("debate_open", _("This debate is open."))
    if standing_ruling(debate, Ruling.Verb.CLOSE):
        why = _("A moderator closed this debate by a ruling: undo that.")
        return Reason("closed_by_ruling", why)
    return None


def standing_ruling(debate: Debate, verb: Ruling.Verb) -> Ruling | None:
    """The ruling on a debate as a whole that says this and is not undone."""
    return debate.rulings.filter(verb=verb, undone_by=None).order_by("-pk").first()


def why_not_shut(viewer: Viewer, debate: Debate) -> Reason | None:
    """Closing by a ruling: moderators; its opener closes it without one."""
    if reason := why_not_moderate(viewer, debate):
        return reason
    if debate.is_closed:
        return Reason("debate_closed", _("This debate is already closed."))
    return None


def why_not_unshut(viewer: Viewer, debate: Debate) -> Reason | None:
    """Only what a ruling closed: whom that concerns may be sure that it needs another."""
    if reason := why_not_moderate(viewer, debate):
        return reason
    if not debate.is_closed:
        return Reason("debate_open", _("This debate is open."))
    if not standing_ruling(debate, Ruling.Verb.CLOSE):
        return Reason("not_by_ruling", _("No ruling closed this debate: whoever opened it did."))
    return None


def why_not_screen(viewer: Viewer, debate: Debate) -> Reason | None:
    if reason := why_not_moderate(viewer, debate):
        return reason
    if debate.holds_newcomers:
        return Reason("screened", _("First arguments are held here already."))
    return None


def why_not_unscreen(viewer: Viewer, debate: Debate) -> Reason | None:
    if reason := why_not_moderate(viewer, debate):
        return reason
    if not debate.holds_newcomers:
        return Reason("not_screened", _("First arguments are not held here."))
    return None


def why_not_invite(viewer: Viewer, debate: Debate) -> Reason | None:
    """Inviting and removing members: the opener, its moderators and staff."""
    if not viewer.is_authenticated:
        return Reason("signed_out", _("Sign in to take part."))
    if not moderates(viewer, debate):
        return Reason("not_a_moderator", _("Only moderators invite members to a debate."))
    return why_not_act(viewer) or why_not_speak(debate)


def why_not_change_role(viewer: Viewer, place: Membership, debate: Debate) -> Reason | None:
    if reason := why_not_run(viewer, debate):
        return reason
    if place.role == Membership.Role.OPENER:
        return Reason("is_the_opener", _("Whoever runs a debate hands it over first."))
    return None


def why_not_hand_over(viewer: Viewer, place: Membership, debate: Debate) -> Reason | None:
    """Making another member of the debate the one who runs it."""
    if reason := why_not_run(viewer, debate):
        return reason
    if place.role == Membership.Role.OPENER:
        return Reason("is_the_opener", _("They run this debate already."))
    if place.member.deleted_at or not place.member.verified_at:
        return Reason("not_verified", _("Whoever runs a debate has a verified e-mail address."))
    if place.member.is_suspended:
        return Reason("suspended", _("This member is suspended."))
    return None


def why_not_remove_member(viewer: Viewer, place: Membership, debate: Debate) -> Reason | None:
    """Members may leave by themselves; moderators may remove others."""
    if viewer.pk != place.member_id and (reason := why_not_invite(viewer, debate)):
        return reason
    if place.role == Membership.Role.OPENER:
        return Reason("is_the_opener", _("Whoever runs a debate hands it over first."))
    return None
