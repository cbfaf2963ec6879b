"""Outcomes: what a debate is closed with, and who does not accept it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.debates import close_debate, locked
from debates.actions.fitting import Fitting
from debates.actions.recording import record, tell
from debates.models import (
    Argument,
    Debate,
    Dispute,
    Endorsement,
    Event,
    Membership,
    Notice,
    Outcome,
)
from debates.rules import (
    refuse_if,
    why_not_close,
    why_not_dispute,
    why_not_end_with,
    why_not_state_outcome,
)
from debates.rules.outcomes import Judged


@dataclass(frozen=True)
class Ending:
    """An outcome as it is given: a synthesis by its number, or none, and what there is to say."""

    text: str
    synthesis: int | None = None
    why_early: str = ""
    look_again_on: date | None = None


@act
def close_with(debate: Debate, ending: Ending, *, because: str = "", by: User) -> Debate:
    """Closes a debate with an outcome."""
    refuse_if(why_not_close(by, debate))
    limits.spend("remarks", by)
    with Fitting() as fit:
        because = fit.line("reason", because, most=280, blank=True)
        fitted, synthesis = _fit(ending, debate, fit, at="outcome/")
    debate = close_debate(debate, because=because, by=by)
    _state(debate, fitted, synthesis, by=by)
    return debate


@act
def restate_outcome(debate: Debate, ending: Ending, *, by: User) -> Outcome:
    """States the outcome of a closed debate anew; what it was before stays readable."""
    debate = locked(debate, by=by)
    refuse_if(why_not_state_outcome(by, debate))
    limits.spend("remarks", by)
    with Fitting() as fit:
        fitted, synthesis = _fit(ending, debate, fit)
    return _state(debate, fitted, synthesis, by=by)


@act
def dispute_outcome(outcome: Outcome, words: str, *, by: User) -> Dispute:
    """Says in one sentence why one does not accept an outcome; the debate's opener is told."""
    debate = locked(outcome.debate, by=by)
    refuse_if(why_not_dispute(by, _judged(outcome, debate, by), debate))
    limits.spend("remarks", by)
    with Fitting() as fit:
        words = fit.line("text", words, most=300)
    dispute = Dispute.objects.create(outcome=outcome, debate=debate, member=by, text=words)
    kind, version = Event.Kind.OUTCOME_DISPUTED, f"v{outcome.number}"
    record(kind, debate, argument=outcome.synthesis, because=version, by=by)
    running = Membership.objects.filter(debate=debate, role=Membership.Role.OPENER)
    told = running.values_list("member_id", flat=True)
    tell(told, Notice.Kind.DISPUTED, debate, by=by)
    return dispute


def _state(debate: Debate, ending: Ending, synthesis: Argument | None, *, by: User) -> Outcome:
    """Writes the next outcome of a debate, which is locked and closed."""
    assert debate.closed_at is not None
    last = Outcome.objects.filter(debate=debate).order_by("-number").first()
    outcome = Outcome.objects.create(
        debate=debate,
        number=last.number + 1 if last else 1,
        closed_at=debate.closed_at,
        synthesis=synthesis,
        text=ending.text,
        why_early=ending.why_early,
        look_again_on=ending.look_again_on,
        by=by,
    )
    version = f"v{outcome.number}"
    record(Event.Kind.OUTCOME_STATED, debate, argument=synthesis, because=version, by=by)
    return outcome


def _fit(
    ending: Ending, debate: Debate, fit: Fitting, *, at: str = ""
) -> tuple[Ending, Argument | None]:
    """The outcome as it is kept; `at` is where its fields stand in what was sent."""
    text = fit.lines(f"{at}text", ending.text, most=1_000, blank=False)
    why_early = fit.line(f"{at}why_early", ending.why_early, most=300, blank=True)
    look_again_on = ending.look_again_on
    if look_again_on and look_again_on <= clock.now().date():
        fit.refuse(f"{at}look_again_on", "not_ahead", _("Choose a day that is still to come."))
    if ending.synthesis is None:
        return Ending(text, None, why_early, look_again_on), None
    synthesis = Argument.objects.filter(pk=ending.synthesis, debate=debate).first()
    if reason := why_not_end_with(synthesis):
        fit.refuse(f"{at}synthesis", reason.code, reason.text)
    elif not why_early and not _is_settled(ending.synthesis):
        why = _(
            "It is not settled: that takes a score of 0.95 and 5 voters on each side. "
            "Say why it is the outcome now."
        )
        fit.refuse(f"{at}why_early", "not_settled", why)
    return Ending(text, ending.synthesis, why_early, look_again_on), synthesis


def _is_settled(synthesis: int) -> bool:
    return Endorsement.objects.filter(synthesis=synthesis, is_settled=True).exists()


def _judged(outcome: Outcome, debate: Debate, by: User) -> Judged:
    newer = Outcome.objects.filter(debate=debate, number__gt=outcome.number)
    return Judged(
        by_id=outcome.by_id,
        is_current=outcome.closed_at == debate.closed_at and not newer.exists(),
        i_dispute=Dispute.objects.filter(outcome=outcome, member=by).exists(),
    )
