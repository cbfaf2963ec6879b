"""Flagging, through pages and API alike, and what becomes of it."""

import pytest

from accounts.models import User
from debates.actions.debates import close_debate
from debates.actions.moderation import hide_argument
from debates.models import Argument, Case, Flag, Restriction, Ruling, SourceRequest
from debates.queries.arguments import find_argument
from tests.faces import Face
from tests.factories import a_claim, a_member, a_place, seen_by, some_evidence
from tests.flagged import raise_flag

pytestmark = pytest.mark.django_db


def only_case() -> Case:
    return Case.objects.get()


def mute(member: User, argument: Argument, everywhere: bool = False) -> None:
    debate = None if everywhere else argument.debate
    grounds = {"rule": "insult", "reason": "It insults", "role": "staff"}
    ruling = Ruling.objects.create(
        verb="mute", debate=debate, member=member, by=argument.debate.opened_by, **grounds
    )
    Restriction.objects.create(
        member=member, debate=debate, kind="muted", ruling=ruling, until="9999-12-31T00:00Z"
    )


def test_a_member_flags_an_argument(face: Face, claim: Argument, member: User) -> None:
    assert face.flag(claim, "spam").what == "signed out"
    face.sign_in(member)
    assert face.flag(claim, "insult", "The second sentence").what == "done"
    flag = Flag.objects.get()
    assert (flag.rule, flag.note, flag.member) == ("insult", "The second sentence", member)
    case = only_case()
    assert (case.argument, case.debate, case.flags, case.urgency) == (claim, claim.debate, 1, 8)
    assert face.my_flags() == ["open"]
    assert claim.statement in face.read_flags().text


def test_evidence_and_profiles_are_flagged_too(face: Face, claim: Argument, member: User) -> None:
    evidence = some_evidence(claim)
    face.sign_in(member)
    assert face.flag(evidence, "false_source").what == "done"
    assert face.flag(claim.author, "spam").what == "done"
    assert face.my_flags() == ["open", "open"]
    about = Case.objects.order_by("pk").values_list("evidence", "member", "debate")
    assert list(about) == [(evidence.pk, None, claim.debate_id), (None, claim.author_id, None)]
    for thing in (evidence, claim.author):
        assert face.flag(thing, "unclear").what == "unfit", "only arguments are marked so"


def test_one_open_flag_per_member_and_thing(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    face.flag(claim, "spam")
    again = face.flag(claim, "insult")
    assert again.what in {"refused", "unfit"}
    assert "You have flagged this already: waits for a moderator." in again.text
    flag = Flag.objects.get()
    assert flag.rule == "spam"
    assert face.take_back_flag(flag).what == "done"
    assert face.my_flags() == ["withdrawn"]
    assert only_case().verdict == "dropped"
    assert face.take_back_flag(flag).what == "refused"
    assert face.flag(claim, "insult").what == "done"
    assert face.my_flags() == ["open", "withdrawn"]


def test_who_took_a_flag_back_flags_again_what_others_flag(
    face: Face, claim: Argument, member: User
) -> None:
    raise_flag(claim)
    face.sign_in(member)
    face.flag(claim, "spam")
    assert face.take_back_flag(Flag.objects.get(member=member)).what == "done"
    assert (only_case().flags, only_case().closed_at) == (1, None)
    assert face.flag(claim, "insult").what == "done"
    assert (only_case().flags, only_case().urgency) == (2, 4 + 8)


def test_nobody_takes_back_the_flag_of_another(face: Face, claim: Argument, member: User) -> None:
    flag = raise_flag(claim)
    face.sign_in(member)
    assert face.take_back_flag(flag).what == "absent"
    assert face.my_flags() == []


def test_nobody_flags_their_own(face: Face, claim: Argument) -> None:
    evidence = some_evidence(claim, by=claim.author)
    face.sign_in(claim.author)
    for thing in (claim, evidence, claim.author):
        outcome = face.flag(thing, "spam")
        assert outcome.what == "refused"
    assert not Case.objects.exists()


def test_who_may_not_flag_is_told_why(face: Face, claim: Argument) -> None:
    unverified, muted, everywhere = a_member(verified_at=None), a_member(), a_member()
    mute(muted, claim)
    mute(everywhere, claim, everywhere=True)
    for member, why in (
        (unverified, "Confirm your e-mail address first."),
        (muted, "You are muted until a moderator lifts it – Attacks a person: “It insults”"),
        (everywhere, "You are muted until a moderator lifts it – "),
    ):
        face.sign_in(member)
        outcome = face.flag(claim, "spam")
        assert (outcome.what, why in outcome.text) == ("refused", True)
    assert face.flag(claim.author, "spam").what == "refused", "muted on the whole site"
    face.sign_in(muted)
    assert face.flag(claim.author, "spam").what == "done", "elsewhere they speak"


def test_also_in_a_closed_debate(face: Face, claim: Argument, member: User) -> None:
    opener = claim.debate.opened_by
    close_debate(seen_by(opener, claim.debate), by=opener)
    face.sign_in(member)
    assert face.flag(claim, "unlawful").what == "done"
    assert face.flag(claim, "needs_source").what in {"refused", "unfit"}, "nobody could cite one"


def test_what_is_gone_is_not_flagged(face: Face, claim: Argument, member: User) -> None:
    evidence = some_evidence(claim)
    by = claim.debate.opened_by
    hide_argument(find_argument(by, claim.pk), rule="spam", because="It sells", by=by)
    face.sign_in(member)
    assert face.flag(claim, "spam").what == "refused"
    assert face.flag(evidence, "spam").what == "refused"


def test_a_private_debate_is_not_there_to_flag(face: Face, claim: Argument, member: User) -> None:
    evidence, debate = some_evidence(claim), claim.debate
    a_place(debate, member=claim.author)
    guest = a_place(debate)
    debate.visibility = "private"
    debate.save(update_fields=["visibility"])
    face.sign_in(member)
    assert face.flag(claim, "spam").what == "absent"
    assert face.flag(evidence, "spam").what == "absent"
    face.sign_in(guest)
    assert face.flag(claim, "spam").what == "done"
    assert claim.statement in face.read_flags().text
    guest.memberships.filter(debate=debate).delete()
    assert face.my_flags() == []


def test_a_flag_names_a_rule_that_is_published_there(
    face: Face, claim: Argument, member: User
) -> None:
    face.sign_in(member)
    for rule in ("nonsense", "mistake", "newcomer", "", "x" * 40):
        assert face.flag(claim, rule).what == "unfit"
    assert face.flag(claim, "other").what == "unfit", "it says which reason"
    assert face.flag(claim, "spam", "x" * 501).what == "unfit"
    assert not Case.objects.exists()
    assert face.flag(claim, "other", "It is a poem").what == "done"


def test_a_duplicate_names_the_argument_that_says_the_same(
    face: Face, claim: Argument, member: User
) -> None:
    other, elsewhere, hidden = a_claim(claim.debate), a_claim(), a_claim(claim.debate)
    by = claim.debate.opened_by
    hide_argument(find_argument(by, hidden.pk), rule="spam", because="It sells", by=by)
    face.sign_in(member)
    for of in (None, claim.pk, elsewhere.pk, hidden.pk, 999_999_999):
        assert face.flag(claim, "duplicate", of=of).what == "unfit", of
    assert face.flag(claim, "spam", of=other.pk).what == "unfit"
    assert face.flag(claim, "duplicate", of=other.pk).what == "done"
    assert Flag.objects.get().duplicate_of == other


def test_that_it_needs_a_source_asks_for_one(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    assert face.flag(claim, "needs_source", "Which study?").what == "unfit", "it keeps no note"
    assert face.flag(claim, "needs_source").what == "done"
    assert SourceRequest.objects.get().member == member
    assert not Case.objects.exists()


def test_who_flagged_reads_what_became_of_it(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    face.flag(claim, "insult")
    Case.objects.update(looked_at="2026-05-17T00:00Z")
    assert face.my_flags() == ["looked_at"]
    by = claim.debate.opened_by
    hide_argument(find_argument(by, claim.pk), rule="spam", because="It sells", by=by)
    assert face.my_flags() == ["upheld"]
    text = face.read_flags().text
    assert claim.statement not in text, "it is hidden"
    assert "spam" in text or "Spam" in text
    assert face.take_back_flag(Flag.objects.get()).what == "refused"
    other = a_claim(claim.debate)
    face.flag(other, "spam")
    Case.objects.filter(argument=other).update(
        closed_at="2026-05-17T00:00Z", verdict=Case.Verdict.DISMISSED
    )
    assert face.my_flags() == ["dismissed", "upheld"]
