"""Working through what waits for moderators: who may, and what somebody decided meanwhile."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import Viewer
from debates.models import Case
from debates.rules.moderation import why_not_moderate
from debates.rules.reasons import Reason


def why_not_decide(viewer: Viewer, case: Case) -> Reason | None:
    """Those who moderate its debate judge it; a profile, the staff. `case.debate` is read.

    Not of what is their own, and so they never see who flagged that.
    """
    if reason := why_not_moderate(viewer, case.debate):
        return reason
    if whose(case) == viewer.pk:
        return Reason("own_cause", _("This is about something of yours: somebody else decides."))
    return None


def why_not_work_on(viewer: Viewer, case: Case) -> Reason | None:
    """Nobody works on what is decided, or on what another has claimed."""
    if reason := why_not_decide(viewer, case):
        return reason
    if case.closed_at is not None:
        return Reason("case_closed", what_was_decided(case))
    if is_claimed(case) and case.claimed_by_id != viewer.pk:
        assert case.claimed_until is not None
        until = date_format(timezone.localtime(case.claimed_until), "TIME_FORMAT")
        why = _("%(who)s works on this until %(until)s.")
        return Reason("case_claimed", why % {"who": who_claimed(case, viewer), "until": until})
    return None


def whose(case: Case) -> int | None:
    """Who wrote, added or is what it is about."""
    if case.argument is not None:
        return case.argument.author_id
    return case.evidence.added_by_id if case.evidence is not None else case.member_id


def is_claimed(case: Case) -> bool:
    return case.claimed_until is not None and case.claimed_until > clock.now()


def who_claimed(case: Case, viewer: Viewer) -> str:
    """The moderators of a debate know each other, and the staff know all."""
    claimer = case.claimed_by
    if claimer is None or (claimer.is_staff and not viewer.is_staff):
        return _("A member of the site's staff")
    return claimer.display_name


def what_was_decided(case: Case) -> str:
    """What became of a closed case, for whoever came a moment too late."""
    if case.verdict == Case.Verdict.DROPPED:
        return _("Those who flagged this have taken it back.")
    if case.ruling is None:
        return _("A moderator has decided this already: no breach found.")
    said = {"what": case.ruling.get_verb_display()}
    return _("A moderator has decided this already: %(what)s.") % said
