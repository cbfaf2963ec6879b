"""Appealing a ruling, talking about it, and judging it."""

from django.utils.translation import gettext as _

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.actions.moderation import show_wholly
from debates.actions.recording import record, tell
from debates.actions.rulings import Grounds
from debates.actions.undoing import undo_ruling
from debates.models import Appeal, AppealReply, Event, Notice, Ruling, SiteRule
from debates.rules import (
    refuse_if,
    why_not_appeal,
    why_not_judge,
    why_not_named,
    why_not_reply_to_appeal,
)
from debates.rules.appeals import JUDGED_WITHIN, moderators_of, moderators_who_judge, staff_in


@act
def appeal(ruling: Ruling, text: str, *, by: User) -> Appeal:
    """Asks that a ruling be undone. `ruling.debate` is as `by` sees it."""
    refuse_if(why_not_appeal(by, ruling))
    limits.spend("appeals", by)
    with Fitting() as fit:
        text = fit.lines("text", text, most=2_000, blank=False)
    now = clock.now()
    made = Appeal.objects.create(
        ruling=ruling,
        debate=ruling.debate,
        member=by,
        text=text,
        made_at=now,
        due_at=now + JUDGED_WITHIN,
    )
    if ruling.debate is not None:
        kind = Event.Kind.APPEAL_MADE
        record(kind, ruling.debate, argument=ruling.argument, ruling=ruling, by=by)
    _tell(made, _answering(made), Notice.Kind.APPEALED, by=by)
    return made


@act
def reply_to_appeal(appeal: Appeal, text: str, *, by: User) -> AppealReply:
    """Adds a line to the exchange, from whoever appealed or from the moderators."""
    appeal = _locked(appeal)
    refuse_if(why_not_reply_to_appeal(by, appeal))
    limits.spend("remarks", by)
    with Fitting() as fit:
        text = fit.lines("text", text, most=1_000, blank=False)
    from_moderators = by.pk != appeal.member_id
    reply = AppealReply.objects.create(
        appeal=appeal, by=by, is_from_moderators=from_moderators, text=text
    )
    if from_moderators:  # Who are not named.
        _tell(appeal, {appeal.member_id}, Notice.Kind.REPLIED, by=None)
    else:
        _tell(appeal, _answering(appeal), Notice.Kind.REPLIED, by=by)
    return reply


@act
def judge_appeal(
    appeal: Appeal, outcome: str, answer: str, *, rule: str = SiteRule.MISTAKE, by: User
) -> Appeal:
    """Grants an appeal, which undoes the ruling, or denies it."""
    appeal = _locked(appeal)
    refuse_if(why_not_judge(by, appeal))
    with Fitting() as fit:
        outcome = fit.choice("outcome", outcome, Appeal.Outcome.values)
        answer = fit.lines("answer", answer, most=1_000, blank=False)
        if reason := why_not_named(rule, appeal.debate):
            fit.refuse("rule", reason.code, reason.text)
    if outcome == Appeal.Outcome.GRANTED:
        _undo(appeal, rule, by)
    else:  # Undoing spends it too.
        limits.spend("rulings", by)
    appeal.outcome, appeal.answer = outcome, answer
    appeal.judged_by, appeal.judged_at = by, clock.now()
    appeal.save(update_fields=["outcome", "answer", "judged_by", "judged_at"])
    ruling = appeal.ruling
    if appeal.debate is not None:
        kind, argument = Event.Kind.APPEAL_JUDGED, ruling.argument
        record(kind, appeal.debate, argument=argument, ruling=ruling, because=outcome, by=by)
    _tell(appeal, {appeal.member_id}, Notice.Kind.JUDGED, by=None)
    return appeal


def _undo(appeal: Appeal, rule: str, by: User) -> None:
    """Undoes the ruling, unless somebody has: then there is nothing left to do.

    What is said in the exchange stays there, so the record only hears that it was an appeal.
    """
    # Whoever undoes it just now is waited for.
    Ruling.objects.select_for_update(no_key=True).get(pk=appeal.ruling_id)
    if not Ruling.objects.filter(undoes=appeal.ruling_id).exists():
        because = _("Granted on appeal.")
        undo_ruling(appeal.ruling, rule=rule, because=because, by=by)
        argument = appeal.ruling.argument
        if argument is not None and argument.is_hidden_by_the_site:
            assert appeal.ruling.debate is not None
            # Whoever judged has looked at what the site itself held or hid before.
            argument.debate = appeal.ruling.debate
            show_wholly(argument, Grounds(rule, because), by=by)


def _locked(appeal: Appeal) -> Appeal:
    """The appeal as it is now; of two who judge it at once, the other is told."""
    fresh = (
        Appeal.objects.select_for_update(of=("self",), no_key=True)
        .select_related("ruling__argument")
        .get(pk=appeal.pk)
    )
    fresh.debate = fresh.ruling.debate = appeal.debate
    return fresh


def _answering(appeal: Appeal) -> set[int]:
    """Whoever may have something to say to it: the moderators, and staff where they judge."""
    told = set(moderators_of(appeal.debate_id).values_list("member", flat=True))
    if not moderators_who_judge(appeal).exists():
        told |= set(staff_in(appeal.debate).values_list("pk", flat=True))
    return told - {appeal.member_id}


def _tell(appeal: Appeal, members: set[int], kind: Notice.Kind, *, by: User | None) -> None:
    ruling = appeal.ruling
    tell(members, kind, appeal.debate, argument=ruling.argument, ruling=ruling, by=by)
