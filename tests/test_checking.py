"""Checking evidence, and settling what was found wrong: through pages and API alike."""

import pytest

from accounts.models import User
from debates.actions.checks import check_evidence, settle_check
from debates.actions.debates import close_debate, reopen_debate
from debates.actions.evidence import withdraw_evidence
from debates.actions.members import delete_account
from debates.actions.moderation import hide_argument
from debates.models import Argument, Check, Debate, Event, Evidence, Notice
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from tests.faces import Face
from tests.factories import a_member, seen_by, some_evidence
from tests.raw import refused_by, run

pytestmark = pytest.mark.usefixtures("no_limits")

QUOTE, CLAIM, INDEPENDENCE = "quote", "claim", "independence"


@pytest.fixture
def evidence(claim: Argument) -> Evidence:
    return some_evidence(claim, quote="Word for word.")


def answer(evidence: Evidence, question: str, because: str = "", *, by: User) -> None:
    """A yes, or with a sentence a no."""
    found = find_evidence(by, evidence.pk)
    check_evidence(found, question, is_yes=not because, because=because, by=by)


def status_of(evidence: Evidence) -> str:
    return str(Evidence.objects.get(pk=evidence.pk).status)


def said(evidence: Evidence) -> list[tuple[str, bool, str]]:
    return list(evidence.checks.order_by("question").values_list("question", "is_yes", "because"))


def told(kind: str) -> list[int]:
    return list(Notice.objects.filter(kind=kind).values_list("member", flat=True))


def test_a_member_answers_each_question_once(face: Face, evidence: Evidence, member: User) -> None:
    assert face.check(evidence, QUOTE, "yes").what == "signed out"
    face.sign_in(member)
    assert face.check(evidence, QUOTE, "yes").what == "done"
    assert face.check(evidence, QUOTE, "no", "It is not on page 12.").what == "done"
    assert face.check(evidence, CLAIM, "yes").what == "done"
    assert said(evidence) == [(CLAIM, True, ""), (QUOTE, False, "It is not on page 12.")]
    assert status_of(evidence) == "disputed"
    assert face.take_back_check(evidence, QUOTE).what == "done"
    assert face.take_back_check(evidence, QUOTE).what == "done"
    assert said(evidence) == [(CLAIM, True, "")]
    assert status_of(evidence) == "unchecked"


@pytest.mark.parametrize("because", ["", "  ", "\u3164", "x" * 281, "x" * 40_000])
def test_a_no_says_in_one_sentence_why(
    face: Face, evidence: Evidence, member: User, because: str
) -> None:
    face.sign_in(member)
    assert face.check(evidence, QUOTE, "no", because).what == "unfit"
    assert said(evidence) == []


def test_no_other_question_is_asked(face: Face, evidence: Evidence, member: User) -> None:
    face.sign_in(member)
    assert face.check(evidence, "beauty", "yes").what in {"absent", "unfit"}
    assert face.take_back_check(evidence, "beauty").what == "absent"


def test_who_has_a_part_in_it_leaves_it_to_others(face: Face, claim: Argument) -> None:
    supports, undermines = some_evidence(claim), some_evidence(claim, stance="undermines")
    face.sign_in(supports.added_by)
    outcome = face.check(supports, CLAIM, "yes")
    assert (outcome.what, "Others check the evidence that you added." in outcome.text) == (
        "refused",
        True,
    )
    face.sign_in(claim.author)
    assert face.check(undermines, CLAIM, "yes").what == "done"
    outcome = face.check(supports, CLAIM, "yes")
    assert outcome.what == "refused"
    assert "Others check what supports your own argument." in outcome.text


def test_only_a_quote_can_be_looked_for(face: Face, claim: Argument, member: User) -> None:
    evidence = some_evidence(claim)
    face.sign_in(member)
    outcome = face.check(evidence, QUOTE, "yes")
    assert outcome.what == "refused"
    assert "This evidence quotes nothing." in outcome.text
    assert face.check(evidence, INDEPENDENCE, "yes").what == "done"


def test_what_is_gone_is_checked_no_more(
    face: Face, evidence: Evidence, claim: Argument, moderator: User, member: User
) -> None:
    other = some_evidence(claim)
    withdraw_evidence(find_evidence(other.added_by, other.pk), by=other.added_by)
    face.sign_in(member)
    assert "This evidence is withdrawn." in face.check(other, CLAIM, "yes").text
    hide_argument(find_argument(moderator, claim.pk), rule="spam", because="Sells", by=moderator)
    assert face.check(evidence, CLAIM, "yes").what in {"refused", "absent"}
    face.sign_in(moderator)
    assert face.check(evidence, CLAIM, "yes").what == "refused"
    assert not Check.objects.exists()


def test_a_closed_debate_takes_no_checks_and_gives_none_back(
    face: Face, evidence: Evidence, moderator: User, member: User
) -> None:
    answer(evidence, QUOTE, "It is not there.", by=member)
    close_debate(seen_by(moderator, evidence.debate), by=moderator)
    for who in (member, moderator):
        face.sign_in(who)
        outcome = face.check(evidence, CLAIM, "yes")
        assert (outcome.what, "This debate is closed." in outcome.text) == ("refused", True)
    assert face.settle(evidence, member, QUOTE, "It is.").what == "refused"
    face.sign_in(member)
    assert face.take_back_check(evidence, QUOTE).what == "refused"
    for sql in (
        "DELETE FROM debates_check",
        "UPDATE debates_check SET is_yes = TRUE",
        "INSERT INTO debates_check (evidence_id, member_id, debate_id, question, is_yes, because,"
        " at, settled_because) SELECT evidence_id, member_id, debate_id, 'claim', TRUE, '', at, ''"
        " FROM debates_check",
    ):
        with refused_by("a_closed_debate_takes_nothing"):
            run(sql)
    reopen_debate(seen_by(moderator, evidence.debate), by=moderator)
    assert face.check(evidence, CLAIM, "yes").what == "done"


def test_whoever_added_it_is_told_of_each_no_once(evidence: Evidence, member: User) -> None:
    answer(evidence, QUOTE, by=member)
    assert told("doubted") == []
    answer(evidence, QUOTE, "It is not there.", by=member)
    answer(evidence, QUOTE, "It is not there.", by=member)
    answer(evidence, QUOTE, "It is not on page 12.", by=member)
    assert told("doubted") == [evidence.added_by_id]
    answer(evidence, CLAIM, "It shows the opposite.", by=member)
    assert told("doubted") == [evidence.added_by_id] * 2
    recorded = Event.objects.filter(kind="evidence_checked")
    assert recorded.count() == 4  # The same answer again is none.
    assert set(recorded.values_list("by", "reason")) == {(member.pk, "")}


def test_a_moderator_settles_a_no_with_a_reason(
    face: Face, evidence: Evidence, moderator: User, member: User
) -> None:
    answer(evidence, QUOTE, "It is not there.", by=member)
    face.sign_in(member)
    assert face.settle(evidence, member, QUOTE, "It is.").what == "refused"
    face.sign_in(moderator)
    assert face.settle(evidence, member, CLAIM, "It is.").what == "absent"
    assert face.settle(evidence, a_member(), QUOTE, "It is.").what == "absent"
    assert face.settle(evidence, member, QUOTE, " ").what == "unfit"
    assert status_of(evidence) == "disputed"
    assert face.settle(evidence, member, QUOTE, "It is on page 13.").what == "done"
    assert status_of(evidence) == "unchecked"
    assert told("settled") == [member.pk]
    assert Event.objects.get(kind="check_settled").reason == "It is on page 13."
    shown = face.read_checks(evidence).text
    assert "It is on page 13." in shown
    assert "It is not there." in shown
    assert face.settle(evidence, member, QUOTE, "Again.").what == "refused"


def test_a_settled_no_is_open_again_when_its_member_answers_anew(
    face: Face, evidence: Evidence, moderator: User, member: User
) -> None:
    answer(evidence, QUOTE, "It is not there.", by=member)
    seen = find_evidence(moderator, evidence.pk)
    settle_check(seen, member, QUOTE, because="It is on page 13.", by=moderator)
    face.sign_in(member)
    assert face.check(evidence, QUOTE, "no", "It is not there.").what == "done"
    assert status_of(evidence) == "disputed"
    assert "It is on page 13." not in face.read_checks(evidence).text


def test_nobody_settles_what_is_said_of_their_own_evidence(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    evidence = some_evidence(claim, by=moderator)
    answer(evidence, CLAIM, "It does not.", by=member)
    face.sign_in(moderator)
    assert face.settle(evidence, member, CLAIM, "It does.").what == "refused"
    face.sign_in(a_member(is_staff=True))
    assert face.settle(evidence, member, CLAIM, "It does.").what == "done"


def test_who_checked_is_shown_and_a_former_member_is_not_named(
    face: Face, evidence: Evidence, member: User, moderator: User
) -> None:
    answer(evidence, QUOTE, "It is not there.", by=member)
    shown = face.read_checks(evidence).text
    assert member.username in shown
    assert "It is not there." in shown
    name = member.username
    delete_account(by=member)
    shown = face.read_checks(evidence).text
    assert name not in shown
    assert "former-member-" not in shown
    assert "It is not there." in shown
    face.sign_in(moderator)
    former = User.objects.get(pk=member.pk)
    assert face.settle(evidence, former, QUOTE, "It is.").what == "done"


def test_a_private_debate_shows_its_checks_to_nobody_else(
    face: Face, evidence: Evidence, member: User, debate: Debate
) -> None:
    run(f"UPDATE debates_debate SET visibility = 'private' WHERE id = {debate.pk}")
    face.sign_in(member)
    assert face.read_checks(evidence).what == "absent"
    assert face.check(evidence, QUOTE, "yes").what == "absent"
    assert face.take_back_check(evidence, QUOTE).what == "absent"
    assert face.settle(evidence, member, QUOTE, "It is.").what == "absent"


def test_only_invited_members_check_where_only_they_take_part(
    face: Face, evidence: Evidence, member: User, debate: Debate
) -> None:
    run(f"UPDATE debates_debate SET visibility = 'invited' WHERE id = {debate.pk}")
    face.sign_in(member)
    assert face.check(evidence, QUOTE, "yes").what == "refused"
