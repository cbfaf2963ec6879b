"""Working through the queue: each case is claimed by one moderator, and decided once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Model, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.arguments import locked
from debates.actions.cases import close_cases
from debates.actions.evidence_rulings import hide_evidence, locked_evidence
from debates.actions.fitting import Fitting
from debates.actions.moderation import hide_argument, show_wholly
from debates.actions.rulings import Grounds
from debates.models import Argument, Case, Evidence, Restriction, Ruling, SiteRule
from debates.rules import Reason, Refused, Unfit, refuse_if, why_not_decide, why_not_work_on
from debates.rules.cases import whose

CLAIMED_FOR = timedelta(minutes=30)


@dataclass(frozen=True)
class Settled:
    """What became of one case among many."""

    case: int
    refused: Reason | None = None


@act
def claim_case(case: Case, *, by: User) -> Case:
    """Opens a case, and for half an hour nobody else works on it. `case.debate` has `standing`."""
    refuse_if(why_not_decide(by, case))
    now = clock.now()
    free = Q(claimed_by=None) | Q(claimed_until__lte=now) | Q(claimed_by=by)
    # One statement: of two at once, the other finds it claimed.
    taken = Case.objects.filter(free, pk=case.pk, closed_at=None).update(
        claimed_by=by,
        claimed_until=now + CLAIMED_FOR,
        looked_at=Coalesce("looked_at", now),
    )
    fresh = _again(case)
    if not taken:
        refuse_if(why_not_work_on(by, fresh))
    return fresh


@act
def release_case(case: Case, *, by: User) -> Case:
    """Lets others work on it."""
    refuse_if(why_not_decide(by, case))
    Case.objects.filter(pk=case.pk, claimed_by=by).update(claimed_by=None, claimed_until=None)
    return _again(case)


@act
def dismiss_case(case: Case, *, because: str = "", by: User) -> Case:
    """Finds no breach, for all who flagged it. What the site hid or held by itself comes back."""
    case = _opened(case, by=by)
    limits.spend("rulings", by)
    with Fitting() as fit:
        because = fit.line("reason", because, most=280, blank=True)
    hide = case.argument.standing_hide if case.argument else None
    if case.argument and hide and hide.role == Ruling.Role.AUTOMATIC:
        rule = hide.rule if hide.verb == Ruling.Verb.HOLD else SiteRule.MISTAKE
        grounds = Grounds(rule, because or _("A moderator looked at it and found no breach."))
        show_wholly(case.argument, grounds, by=by)
    close_cases([case.pk], Case.Verdict.DISMISSED, by_id=by.pk)
    return _again(case)


@act
def hide_case(case: Case, *, rule: str, because: str, by: User) -> Case:
    """Hides the argument or evidence that a case is about, which upholds all its flags."""
    case = _opened(case, by=by)
    if case.argument is not None:
        hide_argument(case.argument, rule=rule, because=because, by=by)
    elif case.evidence is not None:
        hide_evidence(case.evidence, rule=rule, because=because, by=by)
    else:
        why = _("A profile is not hidden. Rule on its member instead.")
        raise Refused(Reason("not_hidden", why))
    return _again(case)


@act
def decide_case(
    case: Case, rule: Callable[[], Ruling | Restriction], *, of: User, by: User
) -> Ruling:
    """Rules on the member whom a case is about: that is what became of its flags.

    What the site hid or held by itself still waits to be looked at.
    """
    case = _opened(case, by=by)
    made = rule()
    ruling = made if isinstance(made, Ruling) else made.ruling
    if whose(case) != of.pk or ruling.debate_id not in {None, case.debate_id}:
        raise Refused(Reason("another_case", _("This case is about somebody else.")))
    if case.argument is None or not case.argument.is_hidden_by_the_site:
        close_cases([case.pk], Case.Verdict.UPHELD, ruling=ruling)
    return ruling


@act
def dismiss_cases(
    cases: Sequence[Case], *, because: str = "", piecemeal: bool = False, by: User
) -> list[Settled]:
    """Finds no breach in any of these: in all or none, unless `piecemeal`. Raises Unfit."""
    return _each(cases, lambda case: dismiss_case(case, because=because, by=by), piecemeal)


@act
def hide_cases(
    cases: Sequence[Case], *, rule: str, because: str, piecemeal: bool = False, by: User
) -> list[Settled]:
    """Hides what these are about, each by a ruling of its own: all or none, unless `piecemeal`."""
    return _each(cases, lambda case: hide_case(case, rule=rule, because=because, by=by), piecemeal)


def _each(
    cases: Sequence[Case], settle: Callable[[Case], object], piecemeal: bool
) -> list[Settled]:
    refused: dict[int, Reason] = {}
    _lock_all(cases)
    for case in sorted(cases, key=lambda case: case.pk):
        try:
            settle(case)
        except Refused as why:
            refused[case.pk] = why.reason
    if refused and not piecemeal:
        places = {case.pk: place for place, case in enumerate(cases)}
        raise Unfit({f"cases/{places[pk]}": _of(pk, why) for pk, why in refused.items()})
    return [Settled(case.pk, refused.get(case.pk)) for case in cases]


def _lock_all(cases: Sequence[Case]) -> None:
    """What these are about, and whom, each in the order of its numbers: nobody waits in a ring."""
    arguments = [case.argument for case in cases if case.argument]
    evidence = [case.evidence for case in cases if case.evidence]
    members = [one.author_id for one in arguments] + [one.added_by_id for one in evidence]
    things: list[tuple[type[Model], list[int]]] = [
        (Argument, [one.pk for one in arguments]),
        (Evidence, [one.pk for one in evidence]),
        (User, members),
    ]
    for model, numbers in things:
        rows = model._default_manager.filter(pk__in=numbers).order_by("pk")
        list(rows.select_for_update(no_key=True).values_list("pk"))


def _of(case: int, why: Reason) -> Reason:
    said = {"number": case, "why": why.text}
    return Reason(why.code, _("Case %(number)d: %(why)s") % said)


def _opened(case: Case, *, by: User) -> Case:
    """The case as it is now, locked with what it is about, unless somebody else has it."""
    argument, evidence = case.argument, case.evidence
    if argument is not None:  # First, as whoever hides it does.
        assert case.debate is not None
        argument.debate = case.debate
        argument = locked(argument)
    if evidence is not None:
        assert case.debate is not None
        evidence.argument.debate = case.debate
        evidence = locked_evidence(evidence)
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    fresh = _again(case)
    refuse_if(why_not_work_on(by, fresh))
    fresh.argument, fresh.evidence = argument, evidence
    return fresh


def _again(case: Case) -> Case:
    """The case as it is now, of a debate as it was read."""
    fresh = Case.objects.select_related("claimed_by", "ruling").get(pk=case.pk)
    fresh.debate, fresh.argument, fresh.evidence = case.debate, case.argument, case.evidence
    return fresh
