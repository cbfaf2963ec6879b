"""Remarks: short questions and notes about an argument."""

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.actions.recording import record, tell
from debates.models import Argument, Event, Notice, Remark
from debates.rules import (
    refuse_if,
    why_not_mark_answered,
    why_not_remark,
    why_not_withdraw_remark,
)


@act
def make_remark(argument: Argument, words: str, *, by: User) -> Remark:
    """Asks or notes something about an argument; its author is told."""
    refuse_if(why_not_remark(by, argument, argument.debate))
    limits.spend("remarks", by)
    with Fitting() as fit:
        words = fit.line("text", words, most=1_000)
    remark = Remark.objects.create(debate=argument.debate, argument=argument, author=by, text=words)
    record(Event.Kind.REMARK_MADE, argument.debate, argument=argument, by=by)
    tell([argument.author_id], Notice.Kind.REMARKED, argument.debate, argument=argument, by=by)
    return remark


@act
def mark_answered(remark: Remark, *, by: User) -> Remark:
    remark = _locked(remark)
    refuse_if(why_not_mark_answered(by, remark, remark.argument.debate))
    remark.answered_at = clock.now()
    remark.save(update_fields=["answered_at"])
    argument, debate = remark.argument, remark.argument.debate
    record(Event.Kind.REMARK_ANSWERED, debate, argument=argument, by=by)
    tell([remark.author_id], Notice.Kind.ANSWERED, debate, argument=argument, by=by)
    return remark


@act
def withdraw_remark(remark: Remark, *, by: User) -> Remark:
    remark = _locked(remark)
    refuse_if(why_not_withdraw_remark(by, remark, remark.argument.debate))
    remark.withdrawn_at = clock.now()
    remark.save(update_fields=["withdrawn_at"])
    record(Event.Kind.REMARK_WITHDRAWN, remark.argument.debate, argument=remark.argument, by=by)
    return remark


def _locked(remark: Remark) -> Remark:
    # Alone: with an argument that is merged meanwhile it would not be found any more.
    fresh = Remark.objects.select_for_update().get(pk=remark.pk)
    fresh.argument.debate.seen_as(remark.argument.debate)
    return fresh
