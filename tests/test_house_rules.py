"""Published rules: read by all, published and withdrawn by moderators, on both faces."""

import pytest

from accounts.models import User
from debates.actions.houserules import publish_rule
from debates.models import Argument, Debate, Event, Flag, HouseRule, SiteRule
from debates.rules import Refused, Unfit
from tests.conftest import Together
from tests.faces import Face
from tests.factories import a_debate, a_member, seen_by

pytestmark = pytest.mark.django_db


def test_everyone_reads_what_the_rules_ask(face: Face, debate: Debate) -> None:
    for place in (None, debate):
        text = face.read_rules(place).text
        for rule in SiteRule:
            assert rule.value in text
        assert "Answer what is said; leave alone who says it." in text


def test_moderators_publish_and_withdraw(
    face: Face, debate: Debate, claim: Argument, moderator: User, member: User
) -> None:
    face.sign_in(moderator)
    assert face.publish_rule(debate, "no_slogans", "No slogans").what == "done"
    assert "No slogans" in face.read_rules(debate).text
    assert "No slogans" not in face.read_rules(None).text
    assert "No slogans" not in face.read_rules(a_debate()).text
    face.sign_in(member)
    assert face.flag(claim, "no_slogans").what == "done"
    face.sign_in(moderator)
    assert face.withdraw_rule(debate, "no_slogans").what == "done"
    assert "No slogans" not in face.read_rules(debate).text
    assert face.withdraw_rule(debate, "no_slogans").what == "refused"
    assert face.withdraw_rule(debate, "spam").what == "absent"
    face.sign_in(member)
    assert "No slogans" in face.read_flags().text, "what named it stays readable"
    face.take_back_flag(Flag.objects.get())
    assert face.flag(claim, "no_slogans").what == "unfit"
    kinds = Event.objects.filter(debate=debate, reason="no_slogans").order_by("pk")
    assert [one.kind for one in kinds] == ["rule_published", "rule_withdrawn"]


def test_staff_publish_for_the_whole_site(face: Face, claim: Argument) -> None:
    face.sign_in(a_member(is_staff=True))
    assert face.publish_rule(None, "no_slogans", "No slogans").what == "done"
    for place in (None, claim.debate):
        assert "No slogans" in face.read_rules(place).text
    face.sign_in(a_member())
    assert face.flag(claim, "no_slogans").what == "done"


def test_who_may_not_publish(face: Face, debate: Debate, moderator: User, member: User) -> None:
    assert face.publish_rule(debate, "no_slogans", "No slogans").what == "signed out"
    for viewer, place in ((member, debate), (member, None), (moderator, None)):
        face.sign_in(viewer)
        assert face.publish_rule(place, "no_slogans", "No slogans").what == "refused"
    rule = HouseRule.objects.create(
        debate=debate, code="no_slogans", title="No slogans", made_by=moderator
    )
    face.sign_in(member)
    assert face.withdraw_rule(debate, "no_slogans").what == "refused"
    rule.refresh_from_db()
    assert rule.withdrawn_at is None


@pytest.mark.parametrize("code", ["spam", "No", "a b", "-", "ä", "x" * 21, "", "a__b"])
def test_a_code_is_short_plain_and_new(
    face: Face, debate: Debate, moderator: User, code: str
) -> None:
    face.sign_in(moderator)
    assert face.publish_rule(debate, code, "No slogans").what == "unfit"
    assert face.publish_rule(debate, "no_slogans", " ").what == "unfit"


def test_a_withdrawn_code_stays_taken(face: Face, debate: Debate, moderator: User) -> None:
    face.sign_in(moderator)
    face.publish_rule(debate, "no_slogans", "No slogans")
    face.withdraw_rule(debate, "no_slogans")
    assert face.publish_rule(debate, "no_slogans", "No songs").what == "unfit"


def test_a_debate_does_not_publish_a_code_of_the_staff(
    face: Face, debate: Debate, moderator: User
) -> None:
    face.sign_in(a_member(is_staff=True))
    face.publish_rule(None, "no_slogans", "No slogans")
    face.sign_in(moderator)
    assert face.publish_rule(debate, "no_slogans", "No songs").what == "unfit"


def test_the_rules_of_a_private_debate_are_its_members(face: Face, member: User) -> None:
    debate = a_debate(visibility="private")
    face.sign_in(member)
    assert face.read_rules(debate).what == "absent"
    assert face.publish_rule(debate, "no_slogans", "No slogans").what == "absent"


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_one_code_at_once_publish_one_rule(together: Together) -> None:
    debate = a_debate()
    by = debate.opened_by
    seen = seen_by(by, debate)
    outcomes = together(*[lambda: publish_rule(seen, "no_slogans", "No slogans", "", by=by)] * 4)
    assert sum(isinstance(one, HouseRule) for one in outcomes) == 1
    assert sum(isinstance(one, Refused | Unfit) for one in outcomes) == 3
    assert Event.objects.filter(kind="rule_published").count() == 1
