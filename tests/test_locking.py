"""Locking a thread: nothing new is said under it or of it, through pages and API alike."""

from collections.abc import Callable

from accounts.models import User
from debates.actions.checks import check_evidence
from debates.actions.cruxes import name_crux
from debates.actions.locks import lock_thread
from debates.actions.minds import name_mind_change
from debates.actions.sourcerequests import ask_for_source
from debates.actions.syntheses import Kept, post_synthesis
from debates.models import Argument, Debate, Evidence, Lock, Notice, Ruling
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from debates.rules import Refused, Unfit
from tests.faces import Face
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_synthesis,
    a_vote,
    seen_by,
    some_evidence,
)

LOCKED = "This thread is locked."


def lock(argument: Argument) -> None:
    by = argument.debate.opened_by
    lock_thread(find_argument(by, argument.pk), rule="heated", because="In circles", by=by)


def test_a_locked_thread_says_so_and_takes_nothing(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    reply, own = a_counterclaim(claim), a_counterclaim(claim, by=member)
    face.sign_in(moderator)
    assert face.lock(claim).what == "done"
    face.sign_in(member)
    for outcome in (
        face.post_counterclaim(reply, "But no"),
        face.support(claim, "And yes"),
        face.cast_vote(reply, "agree"),
        face.edit(own, "Other words", read=1),
        face.make_remark(reply, "Always?"),
    ):
        assert outcome.what == "refused"
        assert LOCKED in outcome.text
    assert face.post_claim(claim.debate, "Something else").what == "done"
    assert face.withdraw(own).what == "done"
    face.sign_in(moderator)
    assert face.unlock(claim).what == "done"
    face.sign_in(member)
    assert face.cast_vote(reply, "agree").what == "done"


def test_what_is_said_of_a_locked_thread_is_refused_too(debate: Debate, member: User) -> None:
    claim = a_claim(debate)
    reply, other = a_counterclaim(claim), a_claim(debate)
    evidence = some_evidence(reply)
    a_vote(other, "agree", by=member)
    a_vote(other, "disagree", by=member)
    lock(claim)
    seen = find_argument(member, reply.pk)
    refused: list[Callable[[], object]] = [
        lambda: check(evidence, member),
        lambda: ask_for_source(seen, by=member),
        lambda: synthesise(debate, [claim, reply], member),
        lambda: crux(debate, claim, reply, member),
        lambda: name_mind_change(find_argument(member, other.pk), reply.pk, by=member),
    ]
    for act in refused:
        assert why_not(act) == {"thread_locked"}


def test_a_synthesis_in_a_locked_thread_is_judged_no_more(
    face: Face, claim: Argument, moderator: User
) -> None:
    synthesis = a_synthesis([claim, a_counterclaim(claim)])
    lock(synthesis)
    face.sign_in(claim.author)
    outcome = face.judge_fairness(synthesis, claim, is_fair=True)
    assert outcome.what == "refused"
    assert LOCKED in outcome.text


def test_a_thread_inside_a_locked_one_is_not_locked_again(
    face: Face, claim: Argument, moderator: User
) -> None:
    reply = a_counterclaim(claim)
    face.sign_in(moderator)
    assert face.lock(reply).what == "done"
    assert face.lock(claim).what == "done"
    assert face.lock(claim).what == "refused"
    assert face.lock(reply).what == "refused"
    assert Lock.objects.count() == 2
    assert face.unlock(claim).what == "done"
    outcome = face.cast_vote(reply, "agree")
    assert outcome.what == "refused", "the lock inside stands"
    assert face.cast_vote(claim, "agree").what == "done"


def test_a_thread_is_unlocked_where_it_was_locked(
    face: Face, claim: Argument, moderator: User
) -> None:
    reply = a_counterclaim(claim)
    face.sign_in(moderator)
    assert face.unlock(reply).what == "refused"
    face.lock(claim)
    outcome = face.unlock(reply)
    assert outcome.what == "refused"
    assert f"#{claim.pk}" in outcome.text


def test_only_moderators_lock_and_its_author_is_told(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    face.sign_in(member)
    assert face.lock(claim).what == "refused"
    face.sign_in(moderator)
    face.lock(claim)
    ruling = Ruling.objects.get()
    assert (ruling.verb, ruling.role, ruling.debate) == ("lock", "moderator", claim.debate)
    told = Notice.objects.get(member=claim.author, kind="ruled")
    assert (told.ruling, told.by) == (ruling, None)


def check(evidence: Evidence, member: User) -> None:
    check_evidence(find_evidence(member, evidence.pk), "quote", is_yes=True, by=member)


def synthesise(debate: Debate, of: list[Argument], member: User) -> None:
    kept = [Kept(one.pk, "So far right") for one in of]
    post_synthesis(seen_by(member, debate), "Both", concessions=kept, by=member)


def crux(debate: Debate, one: Argument, other: Argument, member: User) -> None:
    name_crux(seen_by(member, debate), "Is it?", "fact", between=(one.pk, other.pk), by=member)


def why_not(act: Callable[[], object]) -> set[str]:
    """Why it was refused, by codes."""
    try:
        act()
    except Refused as refused:
        return {refused.reason.code}
    except Unfit as unfit:
        return {reason.code for reason in unfit.errors.values()}
    return set()
