"""Checking evidence, and settling what was found wrong with it."""

from typing import Any

from django.db import connection

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.actions.recording import record, tell
from debates.models import Check, Event, Evidence, Notice, Question
from debates.rules import refuse_if, why_not_check, why_not_settle, why_not_take_back_check

# One statement: of two clicks at once the later wins, and neither fails. The same answer again is
# none, unless it opens a settled one anew. It tells whether it is a no where no open one stood,
# and whether a settled one did.
ANSWER = """
WITH before AS (
    SELECT NOT is_yes AND settled_at IS NULL AS is_open, settled_at IS NOT NULL AS is_settled
    FROM debates_check
    WHERE evidence_id = %(evidence)s AND member_id = %(member)s AND question = %(question)s
)
INSERT INTO debates_check AS mine (evidence_id, member_id, debate_id, question, is_yes, because,
    at, settled_because)
VALUES (%(evidence)s, %(member)s, %(debate)s, %(question)s, %(is_yes)s, %(because)s, %(now)s, '')
ON CONFLICT (evidence_id, member_id, question) DO UPDATE SET
    is_yes = EXCLUDED.is_yes, because = EXCLUDED.because, at = EXCLUDED.at,
    settled_at = NULL, settled_by_id = NULL, settled_because = ''
WHERE (mine.is_yes, mine.because) <> (EXCLUDED.is_yes, EXCLUDED.because)
    OR mine.settled_at IS NOT NULL
RETURNING NOT is_yes AND NOT coalesce((SELECT is_open FROM before), FALSE),
    NOT is_yes AND coalesce((SELECT is_settled FROM before), FALSE)
"""


@act
def check_evidence(
    evidence: Evidence, question: str, *, is_yes: bool, because: str = "", by: User
) -> None:
    """Puts the member's answer in place of an earlier one; a no says why.

    `evidence.argument.debate` is read, with `standing`.
    """
    with Fitting() as fit:
        fit.choice("question", question, Question.values)
    argument = evidence.argument
    refuse_if(why_not_check(by, evidence, argument.debate, question))
    # Takes turns with the member's other acts, so that none sees half of another.
    limits.spend("checks", by)
    with Fitting() as fit:
        because = fit.line("because", because, most=280, blank=is_yes)
    kept = _keep(evidence, question, is_yes, "" if is_yes else because, by)
    if kept is None:
        return
    is_new_no, is_opened_anew = kept
    kind = Event.Kind.CHECK_UNSETTLED if is_opened_anew else Event.Kind.EVIDENCE_CHECKED
    record(kind, argument.debate, argument=argument, by=by)
    if is_new_no:
        told = [evidence.added_by_id]
        tell(told, Notice.Kind.DOUBTED, argument.debate, argument=argument, by=by)


@act
def take_back_check(evidence: Evidence, question: str, *, by: User) -> None:
    """Takes one's answer back; without one, nothing happens."""
    with Fitting() as fit:
        fit.choice("question", question, Question.values)
    refuse_if(why_not_take_back_check(by, evidence.argument.debate))
    limits.spend("checks", by)
    evidence.checks.filter(member=by, question=question).delete()


@act
def settle_check(
    evidence: Evidence, member: User, question: str, *, because: str, by: User
) -> Check:
    """Closes this member's no with a reason. When they answer anew, it is open again."""
    argument = evidence.argument
    check = (
        evidence.checks.select_for_update(of=("self",))
        .select_related("member")
        .get(member=member, question=question)
    )
    refuse_if(why_not_settle(by, check, evidence, argument.debate))
    with Fitting() as fit:
        because = fit.line("because", because, most=280)
    check.settled_at, check.settled_by, check.settled_because = clock.now(), by, because
    check.save(update_fields=["settled_at", "settled_by", "settled_because"])
    record(Event.Kind.CHECK_SETTLED, argument.debate, argument=argument, because=because, by=by)
    tell([member.pk], Notice.Kind.SETTLED, argument.debate, argument=argument, by=by)
    return check


def _keep(
    evidence: Evidence, question: str, is_yes: bool, because: str, member: User
) -> tuple[bool, bool] | None:
    """Whether it is a no where no open one stood, and a settled one; None if it was just so."""
    answer: dict[str, Any] = {
        "evidence": evidence.pk,
        "member": member.pk,
        "debate": evidence.debate_id,
        "question": question,
        "is_yes": is_yes,
        "because": because,
        "now": clock.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(ANSWER, answer)
        row: tuple[bool, bool] | None = cursor.fetchone()
    return row
