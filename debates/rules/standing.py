"""What every rule begins with: who the viewer is in this debate, and whether it is open."""

from typing import Protocol

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate, Membership, Visibility
from debates.rules.reasons import Reason
from debates.rules.restrictions import why_not_act, why_not_speak

MODERATORS = {Membership.Role.MODERATOR, Membership.Role.OPENER}


class Arguable(Protocol):
    """An argument as the rules look at it: a row of the model, or a card that was read."""

    @property
    def author_id(self) -> int: ...
    @property
    def parent_id(self) -> int | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def is_hidden(self) -> bool: ...
    @property
    def is_held(self) -> bool: ...
    @property
    def is_hidden_by_the_site(self) -> bool: ...
    @property
    def is_withdrawn(self) -> bool: ...
    @property
    def is_locked(self) -> bool: ...
    @property
    def is_merged(self) -> bool: ...


def moderates(viewer: Viewer, debate: Debate) -> bool:
    """Whether the viewer is a moderator of this debate, or site staff. Needs `debate.standing`."""
    return viewer.is_staff or debate.standing in MODERATORS


def why_not_take_part(viewer: Viewer, debate: Debate) -> Reason | None:
    """Needs `debate.standing` of this viewer."""
    if not viewer.is_authenticated:
        return Reason("signed_out", _("Sign in to take part."))
    if reason := why_not_act(viewer) or why_not_speak(debate):
        return reason
    if debate.is_closed:
        return Reason("debate_closed", _("This debate is closed."))
    if debate.visibility != Visibility.PUBLIC and debate.standing is None:
        return Reason("not_invited", _("Only invited members take part in this debate."))
    if debate.is_read_only and not moderates(viewer, debate):
        return Reason("read_only", _("This debate is read-only for now."))
    return None


def why_not_bear_on(argument: Arguable) -> Reason | None:
    """An argument that its author or a moderator took back bears no further answers or votes."""
    if argument.is_withdrawn:
        return Reason("withdrawn", _("Its author has withdrawn this argument."))
    if argument.is_merged:
        return Reason("merged", _("This was merged into another argument. Go on there."))
    if argument.is_locked:
        return Reason("thread_locked", _("This thread is locked."))
    if argument.is_hidden:
        return Reason("hidden", _("This argument is hidden."))
    return None
