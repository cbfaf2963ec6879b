"""Stating what a debate ended with, and disputing it."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Argument, Debate, Visibility
from debates.rules.debates import why_not_run
from debates.rules.reasons import Reason
from debates.rules.restrictions import why_not_act, why_not_speak
from debates.rules.standing import moderates, why_not_bear_on


class Disputable(Protocol):
    """An outcome as the rules look at it, for one viewer."""

    @property
    def by_id(self) -> int: ...
    @property
    def is_current(self) -> bool: ...
    @property
    def i_dispute(self) -> bool: ...


@dataclass(frozen=True)
class Judged:
    """An outcome just before it is disputed."""

    by_id: int
    is_current: bool
    i_dispute: bool


def why_not_state_outcome(viewer: Viewer, debate: Debate) -> Reason | None:
    """Stating or restating the outcome of a closed debate; an open one is closed with it."""
    if reason := why_not_run(viewer, debate):
        return reason
    if not debate.is_closed:
        return Reason("debate_open", _("This debate is open. It gets its outcome when it closes."))
    return None


def why_not_dispute(viewer: Viewer, outcome: Disputable, debate: Debate) -> Reason | None:
    """Whoever may argue in a debate while it is open may dispute its outcome once it is closed."""
    if not viewer.is_authenticated:
        return Reason("signed_out", _("Sign in to take part."))
    if reason := why_not_act(viewer) or why_not_speak(debate):
        return reason
    if debate.visibility != Visibility.PUBLIC and debate.standing is None:
        return Reason("not_invited", _("Only invited members take part in this debate."))
    if debate.is_read_only and not moderates(viewer, debate):
        return Reason("read_only", _("This debate is read-only for now."))
    if not outcome.is_current:
        return Reason("not_the_outcome", _("This is no longer the outcome of the debate."))
    if outcome.by_id == viewer.pk:
        return Reason("own_outcome", _("You stated this outcome: you can restate it."))
    if outcome.i_dispute:
        return Reason("already_disputed", _("You have disputed this outcome already."))
    return None


def why_not_end_with(argument: Argument | None) -> Reason | None:
    """Whether an argument of the debate, if it has such a one, can be its outcome."""
    if argument is None:
        return Reason("unknown", _("There is no such synthesis in this debate."))
    if not argument.is_synthesis:
        return Reason("not_a_synthesis", _("Only a synthesis can be the outcome."))
    return why_not_bear_on(argument)
