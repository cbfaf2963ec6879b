"""Hiding evidence, and putting it back: so long it stands withdrawn, though by a ruling."""

from accounts import clock
from accounts.models import User
from debates.actions.acting import act
from debates.actions.cases import refuse_if_decided
from debates.actions.rulings import Grounds, make_ruling
from debates.models import INVERSES, Debate, Evidence, Ruling
from debates.rules import refuse_if, why_not_hide_evidence, why_not_put_evidence_back


@act
def hide_evidence(evidence: Evidence, *, rule: str, because: str, by: User) -> Evidence:
    """Takes evidence from under its argument. Whoever added it is told why."""
    waiting = list(evidence.cases.filter(closed_at=None).values_list("pk", flat=True))
    evidence = locked_evidence(evidence)
    refuse_if_decided(waiting)
    debate = evidence.argument.debate
    refuse_if(why_not_hide_evidence(by, evidence, debate))
    evidence.withdrawn_at = clock.now()
    evidence.save(update_fields=["withdrawn_at"])
    make_ruling(
        Ruling.Verb.HIDE,
        Grounds(rule, because),
        debate=debate,
        evidence=evidence,
        member_id=evidence.added_by_id,
        by=by,
    )
    return evidence


def put_evidence_back(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Brings hidden evidence back under its argument."""
    assert ruling.evidence is not None
    assert ruling.debate is not None
    ruling.evidence.argument.debate = ruling.debate
    evidence = locked_evidence(ruling.evidence)
    # Its thread may have been split off since, or joined again: it is put back where it is now.
    debate = Debate.objects.with_standing_of(by).get(pk=evidence.debate_id)
    refuse_if(why_not_put_evidence_back(by, evidence, debate))
    evidence.withdrawn_at = None
    evidence.save(update_fields=["withdrawn_at"])
    return make_ruling(
        INVERSES[Ruling.Verb(ruling.verb)],
        grounds,
        debate=debate,
        evidence=evidence,
        member_id=evidence.added_by_id,
        undoes=ruling,
        by=by,
    )


def locked_evidence(evidence: Evidence) -> Evidence:
    """The evidence as it is now, locked until the act is done; its argument as it was read."""
    argument = evidence.argument
    evidence = Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    evidence.argument = argument
    return evidence
