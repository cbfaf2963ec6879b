"""A private debate with a bird in every text; one of its members is removed from it again."""

from typing import Any

from accounts import limits
from debates.actions.follows import follow_debate
from debates.actions.houserules import publish_rule
from debates.actions.memberships import remove_member
from debates.actions.restrictions import mute_member
from debates.models import Listing, Membership, Ruling
from tests.appealing import an_appeal, hidden
from tests.canaries import Aviary, bird
from tests.ending import an_outcome
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_debate,
    a_file,
    a_place,
    a_remark,
    a_synthesis,
    a_vote,
    an_intake,
    seen_by,
    some_evidence,
)
from tests.flagged import raise_flag


def fill_in_private(aviary: Aviary) -> None:
    insider, former, ids = aviary.insider, aviary.former, aviary.ids
    with limits.lifted():
        debate = a_debate(
            sung("question"), context=sung("context"), by=insider, visibility="private"
        )
        a_place(debate, member=former)
        follow_debate(seen_by(former, debate), by=former)
        publish_rule(seen_by(insider, debate), "kind", sung("rule"), sung("ruletext"), by=insider)
        claim = a_claim(debate, sung("claim"), sung("reasoning"), by=insider)
        counter = a_counterclaim(claim, sung("counter"), sung("against"), by=former)
        a_claim(debate, sung("answer"), supporting=counter, by=insider)
        a_vote(counter, by=insider)
        a_vote(claim, by=former)
        both = a_synthesis([claim, counter], sung("both"), keeps=[sung("a"), sung("b")], by=insider)
        cited: dict[str, Any] = {
            name: sung(name) for name in ("title", "quote", "shows", "locator")
        }
        evidence = some_evidence(counter, by=former, **cited)
        known = aviary.named["kept"].evidence.get().source.url
        some_evidence(counter, by=insider, url=known, quote=sung("known"))
        remark = a_remark(counter, sung("remark"), by=insider)
        crux = a_crux((claim, counter), sung("crux"), by=insider)
        intake = an_intake(
            debate, f"@book{{k, title={{{sung('book')}}}, author={{Mill}}}}", by=insider
        )
        flag = raise_flag(claim, "kind", sung("note"), by=former)
        appeal = an_appeal(hidden(counter, rule="kind"), sung("appeal"))
        muting: Any = {"rule": "kind", "because": sung("mute"), "by": insider}
        mute_member(former, seen_by(insider, debate), lasts="day", **muting)
        outcome = an_outcome(debate, sung("outcome"))
        remove_member(Membership.objects.get(debate=debate, member=former), by=insider)
    ids["slug"].add(debate.slug)
    ids["argument_id"] |= {claim.pk, counter.pk, both.pk}
    ids["evidence_id"].add(evidence.pk)
    ids["source_id"] |= {evidence.source_id, Listing.objects.get(debate=debate).source_id}
    ids["remark_id"].add(remark.pk)
    ids["crux_id"].add(crux.pk)
    ids["intake_id"].add(intake.pk)
    ids["flag_id"].add(flag.pk)
    ids["case_id"].add(flag.case_id)
    ids["appeal_id"].add(appeal.pk)
    ids["number"].add(outcome.number)
    ids["name"] |= {insider.username, former.username}
    ids["file_id"].add(a_file(by=insider).pk)
    ids["ruling_id"] |= set(Ruling.objects.filter(debate=debate).values_list("pk", flat=True))


def sung(what: str) -> str:
    return bird("private", what)
