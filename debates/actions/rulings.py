"""How every ruling is made: by a published rule, with a reason, in the record, told to all."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

from django.db import connection

from accounts import limits
from accounts.models import User
from debates.actions.cases import uphold
from debates.actions.fitting import Fitting
from debates.actions.recording import record, tell
from debates.models import Argument, Debate, Event, Evidence, Notice, Ruling
from debates.rules import moderates, refuse_if, why_not_named, why_not_undo_own

EVENTS = {
    Ruling.Verb.HIDE: Event.Kind.ARGUMENT_HIDDEN,
    Ruling.Verb.RESTORE: Event.Kind.ARGUMENT_RESTORED,
    Ruling.Verb.REDACT: Event.Kind.VERSION_REDACTED,
    Ruling.Verb.CLOSE: Event.Kind.DEBATE_CLOSED,
    Ruling.Verb.REOPEN: Event.Kind.DEBATE_REOPENED,
}
"""The lines of the record that have a name of their own; the others are `ruled`."""

NOTICES = {
    Ruling.Verb.HIDE: Notice.Kind.HIDDEN,
    Ruling.Verb.RESTORE: Notice.Kind.RESTORED,
    Ruling.Verb.HOLD: Notice.Kind.HELD,
}

# Where whoever rules stands: all that they voted on or wrote in the debate, and what is above it.
STANCE = """
WITH RECURSIVE mine (id, how) AS (
    SELECT argument_id, 'voted' FROM debates_vote
    WHERE member_id = %(by)s AND debate_id = %(debate)s
    UNION ALL
    SELECT id, 'wrote' FROM debates_argument WHERE author_id = %(by)s AND debate_id = %(debate)s
), reached (id, how) AS (
    SELECT * FROM mine
    UNION
    SELECT parent_id, how FROM reached JOIN debates_argument USING (id)
    WHERE parent_id IS NOT NULL
), up (id, parent_id) AS (
    SELECT id, parent_id FROM debates_argument WHERE id = %(argument)s
    UNION
    SELECT above.id, above.parent_id FROM up JOIN debates_argument AS above
        ON above.id = up.parent_id
), thread AS (
    SELECT id FROM up WHERE parent_id IS NULL
)
SELECT coalesce(bool_or(how = 'voted'), false), coalesce(bool_or(how = 'wrote'), false)
FROM reached
WHERE %(argument)s::bigint IS NULL OR id IN (SELECT id FROM thread)
"""


@dataclass(frozen=True)
class Grounds:
    """By which published rule somebody rules, and why in their own words."""

    rule: str
    because: str


class About(TypedDict, total=False):
    """What a ruling may say beside its grounds: columns of Ruling."""

    argument: Argument | None
    evidence: Evidence | None
    member: User | None
    member_id: int | None
    version: int | None
    field: str
    until: Any
    part_of: Ruling | None
    undoes: Ruling | None
    before: dict[str, Any]
    after: dict[str, Any]


def make_ruling(
    verb: Ruling.Verb,
    grounds: Grounds,
    *,
    debate: Debate | None,
    by: User | None,
    **about: Unpack[About],
) -> Ruling:
    """Adds a ruling, its line in the record and the notice to whom it concerns.

    Call it in the act that does what it says, after the rule allowed that. `debate`, with
    `standing`, is None for the whole site; `by` is None when the site rules by itself. A ruling
    of a moderator that undoes nothing upholds the open flags on its thing. Nobody undoes what
    another ruled about them.
    """
    if by is not None and (undone := about.get("undoes")):
        refuse_if(why_not_undo_own(by, undone))
    grounds = fitted(grounds, debate)
    if by is not None and about.get("part_of") is None:
        limits.spend("rulings", by)
    evidence = about.get("evidence")
    place = evidence.argument if evidence else about.get("argument")
    had_voted, had_written = stance_of(by, debate, place)
    ruling = Ruling.objects.create(
        verb=verb,
        debate=debate,
        rule=grounds.rule,
        reason=grounds.because,
        role=role_of(by, debate),
        by=by,
        had_voted=had_voted,
        had_written=had_written,
        **about,
    )
    if by is not None and ruling.undoes_id is None:
        uphold(ruling)
    if ruling.part_of_id is None:  # What it is a part of says so for all of them.
        _announce(ruling, by)
    return ruling


def _announce(ruling: Ruling, by: User | None) -> None:
    verb, debate = Ruling.Verb(ruling.verb), ruling.debate
    if debate is not None:
        named = {} if ruling.evidence_id else EVENTS
        kind = named.get(verb, Event.Kind.RULED)
        place = _place_of(ruling)
        record(kind, debate, argument=place, because=ruling.rule, ruling=ruling, by=by)
    if ruling.member_id is not None:
        tell_of(ruling, [ruling.member_id], by=by)


def tell_of(ruling: Ruling, members: Iterable[int], *, by: User | None) -> None:
    """Tells these members of a ruling, and never by whom. Whoever ruled knows."""
    told = {member for member in members if by is None or member != by.pk}
    named = {} if ruling.evidence_id else NOTICES
    kind = named.get(Ruling.Verb(ruling.verb), Notice.Kind.RULED)
    tell(told, kind, ruling.debate, argument=_place_of(ruling), ruling=ruling, by=None)


def _place_of(ruling: Ruling) -> Argument | None:
    """The argument that it is about, or whose evidence."""
    return ruling.evidence.argument if ruling.evidence else ruling.argument


def fitted(grounds: Grounds, debate: Debate | None) -> Grounds:
    """The grounds, fit to be kept: a rule that is published there, and a reason. Raises Unfit."""
    with Fitting() as fit:
        because = fit.line("reason", grounds.because, most=280)
        if reason := why_not_named(grounds.rule, debate):
            fit.refuse("rule", reason.code, reason.text)
    return Grounds(grounds.rule, because)


def role_of(by: User | None, debate: Debate | None) -> Ruling.Role:
    """By which right: as a moderator of this debate, as staff, or the site by itself."""
    if by is None:
        return Ruling.Role.AUTOMATIC
    if debate is not None and debate.standing is not None and moderates(by, debate):
        return Ruling.Role.MODERATOR
    return Ruling.Role.STAFF


def stance_of(
    by: User | None, debate: Debate | None, argument: Argument | None
) -> tuple[bool, bool]:
    """Whether they had voted on, and written in, the thread of this argument, or the debate."""
    if by is None or debate is None:
        return False, False
    asked = {"by": by.pk, "debate": debate.pk, "argument": argument.pk if argument else None}
    with connection.cursor() as cursor:
        cursor.execute(STANCE, asked)
        had_voted, had_written = cursor.fetchone()
    return had_voted, had_written
