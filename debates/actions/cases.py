"""What becomes of flags: ruling on a thing closes its case, and tells everyone who flagged it."""

from typing import Any

from django.db import connection

from accounts import clock
from debates.models import Case, Debate, Notice, Ruling
from debates.rules import Reason, Refused, what_was_decided
from debates.rules.redactions import BESIDE

# Before it closes them: whoever is flagging just now is waited for, and then told like the others.
# A statement that waited itself would not see their flag.
WAIT = """
SELECT FROM debates_case WHERE closed_at IS NULL AND id = ANY(%(cases)s)
ORDER BY id FOR NO KEY UPDATE
"""
# One statement: of two moderators at once, one closes it and the other finds it closed.
CLOSE = """
WITH closed AS (
    UPDATE debates_case SET closed_at = %(now)s, verdict = %(verdict)s, ruling_id = %(ruling)s,
        looked_at = coalesce(looked_at, %(now)s), claimed_by_id = NULL, claimed_until = NULL
    WHERE closed_at IS NULL AND id = ANY(%(cases)s)
    RETURNING id, debate_id, argument_id, evidence_id
), told AS (
    INSERT INTO debates_notice (member_id, debate_id, kind, argument_id, ruling_id, at)
    SELECT flag.member_id, closed.debate_id, %(notice)s,
        coalesce(closed.argument_id, evidence.argument_id), %(ruling)s, %(now)s
    FROM closed JOIN debates_flag AS flag ON flag.case_id = closed.id
    LEFT JOIN debates_evidence AS evidence ON evidence.id = closed.evidence_id
    WHERE flag.withdrawn_at IS NULL AND flag.member_id <> %(by)s
)
SELECT count(*) FROM closed
"""


def uphold(ruling: Ruling) -> None:
    """Closes the open case about what this ruling is about, as acted on."""
    open_cases = Case.objects.filter(closed_at=None)
    if ruling.field in BESIDE:
        return
    if ruling.argument_id is not None:
        found = open_cases.filter(argument=ruling.argument_id)
    elif ruling.evidence_id is not None:
        found = open_cases.filter(evidence=ruling.evidence_id)
    elif ruling.member_id is not None and ruling.debate_id is None:
        found = open_cases.filter(member=ruling.member_id)
    else:
        return
    close_cases(list(found.values_list("pk", flat=True)), Case.Verdict.UPHELD, ruling=ruling)


def close_cases(
    cases: list[int], verdict: Case.Verdict, *, ruling: Ruling | None = None, by_id: int = 0
) -> int:
    """Closes those of these cases that are open, and tells whoever flagged. How many it closed."""
    if not cases:
        return 0
    upheld = verdict == Case.Verdict.UPHELD
    values: dict[str, Any] = {
        "cases": cases,
        "now": clock.now(),
        "verdict": verdict,
        "ruling": ruling.pk if ruling else None,
        "notice": Notice.Kind.UPHELD if upheld else Notice.Kind.DISMISSED,
        "by": (ruling.by_id if ruling else by_id) or 0,
    }
    with connection.cursor() as cursor:
        cursor.execute(WAIT, values)
        cursor.execute(CLOSE, values)
        return int(cursor.fetchone()[0])


def refuse_if_decided(waiting: list[int]) -> None:
    """Of cases that were open before one waited for a lock: refuses when one was decided since."""
    decided = Case.objects.filter(pk__in=waiting).exclude(closed_at=None).select_related("ruling")
    if case := decided.first():
        raise Refused(Reason("case_closed", what_was_decided(case)))


def hold(debate: Debate, argument_id: int, *, rule: str, why: Case.Why, note: str = "") -> Case:
    """Puts an argument before the moderators without anybody having flagged it."""
    case, _made = Case.objects.get_or_create(
        argument_id=argument_id,
        closed_at=None,
        defaults={"debate": debate, "rule": rule, "why": why, "note": note},
    )
    return case
