"""Warning, muting and suspending: through pages and API alike."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.models import User
from debates.actions.memberships import change_role
from debates.models import (
    Argument,
    Debate,
    Event,
    HouseRule,
    Membership,
    Notice,
    Restriction,
    Ruling,
)
from tests.faces import Face
from tests.factories import a_claim, a_member, a_place, some_evidence

STAFF_ONLY = "Only the site's staff can do this."


def test_a_warning_is_told_and_takes_nothing(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    face.sign_in(moderator)
    assert face.warn(member, claim.debate, reason="Answer what they say.").what == "done"
    ruling = Ruling.objects.get()
    assert (ruling.verb, ruling.debate, ruling.member) == ("warn", claim.debate, member)
    assert Notice.objects.get(member=member).ruling == ruling
    assert Event.objects.filter(ruling=ruling, kind="ruled").count() == 1
    face.sign_in(member)
    told = face.read_my_restrictions().text
    assert "Answer what they say." in told
    assert "Attacks a person" in told
    assert face.post_claim(claim.debate, "I can still speak").what == "done"


def test_the_muted_take_no_part_in_that_debate_and_read_why(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    face.sign_in(moderator)
    assert face.mute(member, claim.debate, lasts="week").what == "done"
    face.sign_in(member)
    for tried in (
        face.post_claim(claim.debate, "And another thing"),
        face.post_counterclaim(claim, "No"),
        face.cast_vote(claim, "agree"),
        face.make_remark(claim, "Always?"),
    ):
        assert tried.what == "refused"
        assert "You are muted until" in tried.text
        assert "Attacks a person: “Three insults in a row.”" in tried.text
    assert face.read_argument(claim).what == "done"
    elsewhere = a_claim()
    assert face.cast_vote(elsewhere, "agree").what == "done"
    assert face.post_claim(elsewhere.debate, "I speak here").what == "done"


def test_the_muted_change_no_source_that_their_debate_cites(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    source = some_evidence(claim, by=member).source
    face.sign_in(member)
    assert face.edit_source(source, title="A better title").what == "done"
    face.sign_in(moderator)
    assert face.mute(member, claim.debate).what == "done"
    face.sign_in(member)
    tried = face.edit_source(source, title="Words that nobody took out")
    assert tried.what == "refused"
    assert "You are muted until" in tried.text


def test_the_muted_everywhere_take_no_part_anywhere(face: Face, member: User) -> None:
    face.sign_in(a_member(is_staff=True))
    assert face.mute(member).what == "done"
    face.sign_in(member)
    for tried in (face.cast_vote(a_claim(), "agree"), face.open_debate("May I ask it here?")):
        assert tried.what == "refused"
        assert "You are muted until" in tried.text
    face.sign_in(a_member(is_staff=True))
    assert face.unmute(member).what == "done"
    face.sign_in(member)
    assert face.cast_vote(a_claim(), "agree").what == "done"


def test_a_mute_ends_by_itself_and_another_can_follow(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    face.sign_in(moderator)
    assert face.mute(member, claim.debate, lasts="hour").what == "done"
    again = face.mute(member, claim.debate, lasts="hour")
    assert again.what == "refused"
    assert "They are muted already." in again.text
    with clock.at(clock.now() + timedelta(minutes=61)):
        face.sign_in(member)
        assert face.cast_vote(claim, "agree").what == "done"
        face.sign_in(moderator)
        assert face.unmute(member, claim.debate).what == "refused"
        assert face.mute(member, claim.debate, lasts="until_lifted").what == "done"
    assert (
        list(Restriction.objects.order_by("pk").values_list("lifted_at", flat=True)) != [None] * 2
    )
    assert Ruling.objects.latest("pk").until is None
    with clock.at(clock.now() + timedelta(days=3_000)):
        face.sign_in(member)
        refused = face.cast_vote(claim, "disagree")
        assert refused.what == "refused"
        assert "until a moderator lifts it" in refused.text


def test_the_rules_of_a_debate_are_named_by_their_titles(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    HouseRule.objects.create(
        debate=claim.debate, code="kind", title="Be kind to newcomers", made_by=moderator
    )
    face.sign_in(moderator)
    assert face.mute(member, claim.debate, rule="kind").what == "done"
    assert face.mute(member, rule="kind").what == "refused"
    face.sign_in(member)
    assert "Be kind to newcomers: “Three insults" in face.cast_vote(claim, "agree").text
    assert "Be kind to newcomers" in face.read_my_restrictions().text


@pytest.mark.parametrize("verb", ["warn", "mute", "unmute"])
def test_who_may_rule_on_whom(face: Face, debate: Debate, moderator: User, verb: str) -> None:
    second, member, staff = a_place(debate, "moderator"), a_member(), a_member(is_staff=True)
    other = a_place(debate, "moderator")
    no = {
        (member, a_member()): "Only moderators can do this.",
        (second, moderator): "Only whoever opened the debate",
        (second, other): "Only whoever opened the debate",
        (second, second): "You cannot rule on yourself.",
        (moderator, staff): "Only whoever runs this site",
    }
    for (by, whom), why in no.items():
        face.sign_in(by)
        refused = getattr(face, verb)(whom, debate)
        assert (refused.what, why in refused.text) == ("refused", True), (by, whom, refused.text)
    face.sign_in(second)
    assert STAFF_ONLY in getattr(face, verb)(member).text
    if verb != "unmute":
        for by, whom in ((second, member), (moderator, second), (staff, moderator)):
            face.sign_in(by)
            assert getattr(face, verb)(whom, debate).what == "done"


def test_staff_suspend_members_and_those_who_run_the_site_suspend_staff(
    face: Face, moderator: User, member: User
) -> None:
    staff, owner = a_member(is_staff=True), a_member(is_staff=True, is_superuser=True)
    face.sign_in(moderator)
    assert STAFF_ONLY in face.suspend(member).text
    face.sign_in(staff)
    assert face.suspend(owner).what == "refused"
    assert face.suspend(member).what == "done"
    assert face.suspend(member).what == "refused"
    face.sign_in(owner)
    assert face.suspend(staff).what == "done"
    face.sign_in(staff)
    assert "You are suspended until" in face.let_in(member).text


def test_the_power_of_a_moderator_ends_at_once(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    second = a_place(claim.debate, "moderator")
    face.sign_in(moderator)
    assert face.mute(second, claim.debate).what == "done"
    face.sign_in(second)
    for tried in (
        face.mute(member, claim.debate),
        face.unmute(second, claim.debate),
        face.hide(claim, "spam", "It sells something"),
        face.invite(claim.debate, member.username),
    ):
        assert tried.what == "refused"
        assert "You are muted until" in tried.text


@pytest.mark.parametrize(
    ("field", "value"),
    [("rule", "dislike"), ("reason", " "), ("reason", "x" * 281), ("lasts", "ever"), ("lasts", "")],
)
def test_a_restriction_says_why_and_how_long(
    face: Face, debate: Debate, moderator: User, member: User, field: str, value: str
) -> None:
    face.sign_in(moderator)
    assert face.mute(member, debate, **{field: value}).what == "unfit"
    assert not Restriction.objects.exists()


def test_nobody_of_this_name_and_no_such_debate_are_not_there(
    face: Face, debate: Debate, moderator: User, member: User
) -> None:
    face.sign_in(moderator)
    assert face.warn(User(username="nobody"), debate).what == "absent"
    assert face.mute(member, Debate(slug="nothing")).what == "absent"


def test_a_moderator_demoted_midway_is_refused_at_the_next_request(
    face: Face, debate: Debate, moderator: User, member: User
) -> None:
    second = a_place(debate, "moderator")
    face.sign_in(second)
    assert face.warn(member, debate).what == "done"
    change_role(second.memberships.get(), Membership.Role.PARTICIPANT, by=moderator)
    refused = face.mute(member, debate)
    assert refused.what == "refused"
    assert "Only moderators can do this." in refused.text
