"""Flagging, and taking that back. A thing's open flags are one case for the moderators."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.arguments import locked
from debates.actions.cases import close_cases
from debates.actions.fitting import Fitting
from debates.actions.rulings import Grounds, make_ruling
from debates.actions.sourcerequests import ask_for_source
from debates.models import NOT_FLAGGED, Argument, Case, Debate, Evidence, Flag, Ruling, SiteRule
from debates.rules import (
    Reason,
    Refused,
    refuse_if,
    why_not_flag,
    why_not_flag_again,
    why_not_named,
    why_not_take_back_flag,
)
from debates.rules.flags import FLAGS_THAT_HIDE, REVIEW, Flaggable, is_hidden_by_flags

# Of many who flag at once the first opens the case. Who meets one that is just being closed
# waits, and then opens the next.
OPEN = """
INSERT INTO debates_case AS one (debate_id, {thing}_id, why, note, rule, verdict, opened_at)
VALUES (%(debate)s, %(thing)s, 'flagged', '', '', '', %(now)s)
ON CONFLICT ({thing}_id) WHERE closed_at IS NULL DO UPDATE SET flags = one.flags
RETURNING id
"""
# Whoever took a flag back may flag again; an open one stays as it is.
FLAG = """
INSERT INTO debates_flag AS one (case_id, member_id, rule, note, duplicate_of_id, raised_at)
VALUES (%(case)s, %(member)s, %(rule)s, %(note)s, %(duplicate_of)s, %(now)s)
ON CONFLICT (case_id, member_id) DO UPDATE SET rule = EXCLUDED.rule, note = EXCLUDED.note,
    duplicate_of_id = EXCLUDED.duplicate_of_id, raised_at = EXCLUDED.raised_at,
    withdrawn_at = NULL
WHERE one.withdrawn_at IS NOT NULL
RETURNING id
"""


@dataclass(frozen=True)
class Complaint:
    """By which published rule a member flags something, with a note for the moderators."""

    rule: str
    note: str = ""
    duplicate_of: int | None = None


@act
def flag_argument(argument: Argument, complaint: Complaint, *, by: User) -> Flag | None:
    """Flags it; enough flags hide it. None: that it needs a source asks its author for one.

    `argument.debate` is read, with `standing`.
    """
    argument = locked(argument)
    refuse_if(why_not_flag(by, argument, argument.debate))
    complaint = _fitted(complaint, argument, argument.debate)
    if complaint.rule == SiteRule.NEEDS_SOURCE:
        ask_for_source(argument, by=by)
        return None
    flag = _raise(argument, "argument", argument.debate, complaint, by=by)
    if is_hidden_by_flags(argument, complaint.rule):
        _hide(argument, flag)
    return flag


@act
def flag_evidence(evidence: Evidence, complaint: Complaint, *, by: User) -> Flag:
    """`evidence.argument.debate` is read, with `standing`."""
    debate = evidence.argument.debate
    refuse_if(why_not_flag(by, evidence, debate))
    return _raise(evidence, "evidence", debate, _fitted(complaint, evidence, debate), by=by)


@act
def flag_member(member: User, complaint: Complaint, *, by: User) -> Flag:
    """Flags a member's profile, for the site's staff."""
    refuse_if(why_not_flag(by, member, None))
    return _raise(member, "member", None, _fitted(complaint, member, None), by=by)


@act
def take_back_flag(flag: Flag, *, by: User) -> Flag:
    """Takes one's open flag back. With its last flag a case is closed, unless the site holds it."""
    case = Case.objects.select_for_update(no_key=True).get(pk=flag.case_id)
    flag = Flag.objects.get(pk=flag.pk)
    flag.case = case
    refuse_if(why_not_take_back_flag(by, flag))
    flag.withdrawn_at = clock.now()
    flag.save(update_fields=["withdrawn_at"])
    case.refresh_from_db(fields=["flags"])
    if not case.flags and case.why == Case.Why.FLAGGED:
        close_cases([case.pk], Case.Verdict.DROPPED, by_id=by.pk)
        case.refresh_from_db(fields=["closed_at", "verdict"])
    return flag


def unsign_flags(member: User) -> None:
    """Of whoever leaves, flags stay without their words: they count in the public figures."""
    Flag.objects.filter(member=member).update(note="")


def _fitted(complaint: Complaint, thing: Flaggable, debate: Debate | None) -> Complaint:
    """The complaint, fit to be kept. Raises Unfit."""
    rule, note = complaint.rule, complaint.note
    with Fitting() as fit:
        note = fit.lines("note", note, most=500)
        if reason := why_not_named(rule, debate):
            fit.refuse("rule", reason.code, reason.text)
        elif rule in NOT_FLAGGED:
            fit.refuse("rule", "not_flagged", _("Only moderators name this rule."))
        elif rule in REVIEW and not isinstance(thing, Argument):
            fit.refuse("rule", "not_flagged", _("Only arguments are marked so."))
        elif rule == SiteRule.OTHER and not note:
            fit.refuse("note", "blank", _("Say which reason."))
        elif rule == SiteRule.NEEDS_SOURCE and note:
            why = _("This asks its author for a source, and takes no note. Make a remark instead.")
            fit.refuse("note", "not_taken", why)
        if rule == SiteRule.DUPLICATE and isinstance(thing, Argument):
            if why_not := _why_not_duplicate(thing, complaint.duplicate_of):
                fit.refuse("duplicate_of", "no_such_argument", why_not)
        elif complaint.duplicate_of is not None:
            why = _("Only what says the same as another argument names one.")
            fit.refuse("duplicate_of", "not_taken", why)
    return Complaint(rule, note, complaint.duplicate_of)


def _why_not_duplicate(argument: Argument, of: int | None) -> str | None:
    if of is None:
        return _("Say which argument says the same.")
    if of == argument.pk:
        return _("This is the argument itself.")
    stands = {"withdrawn_at": None, "hidden_at": None, "debate": argument.debate_id}
    if not Argument.objects.filter(pk=of, **stands).exists():
        return _("There is no such argument in this debate.")
    return None


def _raise(
    thing: Flaggable, kind: str, debate: Debate | None, complaint: Complaint, *, by: User
) -> Flag:
    limits.spend("flags", by)
    now = clock.now()
    place = {"debate": debate.pk if debate else None, "thing": thing.pk, "now": now}
    with connection.cursor() as cursor:
        cursor.execute(OPEN.format(thing=kind), place)
        case = cursor.fetchone()[0]
        values: dict[str, Any] = {**vars(complaint), "case": case, "member": by.pk, "now": now}
        cursor.execute(FLAG, values)
        raised = cursor.fetchone()
    flags = Flag.objects.select_related("case")
    if raised is None:
        why = why_not_flag_again(flags.get(case=case, member=by))
        raise Refused(why or Reason("flagged", _("You have flagged this already.")))
    return flags.get(pk=raised[0])


def _hide(argument: Argument, flag: Flag) -> None:
    """Out of view until a moderator looks: the case stays, whoever takes a flag back."""
    because = _("%(many)d members flagged this independently. A moderator will look at it.")
    argument.hidden_at = clock.now()
    make_ruling(
        Ruling.Verb.HIDE,
        Grounds(flag.rule, because % {"many": FLAGS_THAT_HIDE}),
        debate=argument.debate,
        argument=argument,
        member_id=argument.author_id,
        by=None,
    )
    argument.save(update_fields=["hidden_at"])
    note = _("Hidden by the site itself, by the flags of independent members.")
    Case.objects.filter(pk=flag.case_id).update(why=Case.Why.NOTICED, note=note)
