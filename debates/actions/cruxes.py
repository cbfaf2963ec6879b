"""Cruxes: the questions on which opposed arguments turn."""

from collections.abc import Sequence

from django.db.models import Value
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.arguments import locked
from debates.actions.fitting import Fitting
from debates.actions.recording import record
from debates.models import Argument, Crux, Debate, Event, LeftOpen, Second
from debates.rules import (
    refuse_if,
    why_not_between,
    why_not_leave_open,
    why_not_name_crux,
    why_not_second,
    why_not_take_part,
    why_not_withdraw_crux,
)

QUESTION = 300


@act
def name_crux(
    debate: Debate, question: str, kind: str, *, between: tuple[int, int], by: User
) -> Crux:
    """Says on which question two opposed arguments turn."""
    refuse_if(why_not_name_crux(by, debate))
    limits.spend("remarks", by)
    pair = sorted(between)
    with Fitting() as fit:
        question = fit.line("question", question, most=QUESTION)
        if kind not in Crux.Kind.values:
            fit.refuse("kind", "unknown", _("There is no such type."))
        _fit_pair(debate, between, fit)
        named = Crux.objects.filter(first=pair[0], second=pair[1], withdrawn_at=None)
        named = named.alias(low=Lower("question")).filter(low=Lower(Value(question)))
        if question and named.exists():
            fit.refuse("question", "named_already", _("This question is named already."))
    crux = Crux.objects.create(
        debate=debate,
        first_id=pair[0],
        second_id=pair[1],
        question=question,
        kind=kind,
        named_by=by,
    )
    record(Event.Kind.CRUX_NAMED, debate, argument=crux.second, by=by)
    return crux


@act
def second_crux(crux: Crux, *, by: User) -> None:
    """Finds that the pair turns on it, too. Whoever did already does no more."""
    refuse_if(why_not_second(by, crux, crux.debate))
    limits.spend("votes", by)
    Second.objects.bulk_create(
        [Second(crux=crux, debate_id=crux.debate_id, member=by)], ignore_conflicts=True
    )


@act
def take_second_back(crux: Crux, *, by: User) -> None:
    refuse_if(why_not_take_part(by, crux.debate))
    limits.spend("votes", by)
    Second.objects.filter(crux=crux, member=by).delete()


@act
def withdraw_crux(crux: Crux, *, by: User) -> None:
    """Takes it off the lists: by whoever named it, or a moderator."""
    fresh = Crux.objects.select_for_update(no_key=True).get(pk=crux.pk)
    refuse_if(why_not_withdraw_crux(by, fresh, crux.debate))
    fresh.withdrawn_at = clock.now()
    fresh.save(update_fields=["withdrawn_at"])
    record(Event.Kind.CRUX_WITHDRAWN, crux.debate, argument=fresh.second, by=by)


@act
def leave_open(synthesis: Argument, cruxes: Sequence[int], *, by: User) -> None:
    """Says which cruxes of its pairs the synthesis leaves open, in place of any said before."""
    synthesis = locked(synthesis)
    refuse_if(why_not_leave_open(by, synthesis, synthesis.debate))
    limits.spend("votes", by)
    its_own = set(Crux.objects.standing().reconciled_by(synthesis.pk).values_list("pk", flat=True))
    with Fitting() as fit:
        for number, crux in enumerate(cruxes):
            if crux not in its_own:
                why = _("This is no crux between what the synthesis reconciles.")
                fit.refuse(f"cruxes/{number}", "elsewhere", why)
            elif crux in cruxes[:number]:
                fit.refuse(f"cruxes/{number}", "twice", _("This stands twice."))
    said = LeftOpen.objects.filter(synthesis=synthesis)
    said.filter(crux__in=its_own.difference(cruxes)).delete()
    LeftOpen.objects.bulk_create(
        [
            LeftOpen(synthesis=synthesis, crux_id=crux, debate_id=synthesis.debate_id)
            for crux in cruxes
        ],
        ignore_conflicts=True,
    )


def _fit_pair(debate: Debate, between: tuple[int, int], fit: Fitting) -> None:
    """Judges the two arguments, which neither go nor come while the crux is named."""
    found = {
        argument.pk: argument
        for argument in Argument.objects.with_locks()
        .filter(debate=debate, pk__in=between)
        .order_by("pk")
        .select_for_update(no_key=True)
    }
    for field, number in zip(("first", "second"), between, strict=True):
        if number not in found:
            fit.refuse(field, "elsewhere", _("There is no such argument in this debate."))
    if not fit.errors.keys() & {"first", "second"} and (
        reason := why_not_between(found[between[0]], found[between[1]])
    ):
        fit.refuse("second", reason.code, reason.text)
