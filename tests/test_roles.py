"""Who runs a debate, who moderates it, and who takes part: through pages and API alike."""

import pytest

from accounts.models import User
from debates.actions.memberships import change_role, hand_over, remove_member
from debates.models import Debate, Event, Membership, Notice
from debates.rules import Refused
from tests.conftest import Together
from tests.faces import Face
from tests.factories import a_claim, a_debate, a_member, a_place
from tests.raw import refused_by

Role = Membership.Role


def role_of(debate: Debate, member: User) -> str | None:
    places = Membership.objects.filter(debate=debate, member=member)
    return places.values_list("role", flat=True).first()


def place_of(debate: Debate) -> Membership:
    """The place of a new member of the debate."""
    return Membership.objects.get(debate=debate, member=a_place(debate))


def kinds_told(member: User) -> list[str]:
    return list(Notice.objects.filter(member=member).order_by("pk").values_list("kind", flat=True))


def test_whoever_runs_a_debate_appoints_moderators_and_discharges_them(
    face: Face, debate: Debate
) -> None:
    guest = a_place(debate)
    face.sign_in(debate.opened_by)
    assert face.appoint(debate, guest.username, "moderator").what == "done"
    assert role_of(debate, guest) == Role.MODERATOR
    assert face.appoint(debate, guest.username, "participant").what == "done"
    assert role_of(debate, guest) == Role.PARTICIPANT
    assert kinds_told(guest) == [Notice.Kind.APPOINTED, Notice.Kind.DISCHARGED]


def test_only_whoever_runs_a_debate_appoints(face: Face, debate: Debate) -> None:
    guest, moderator = a_place(debate), a_place(debate, Role.MODERATOR)
    face.sign_in(moderator)
    outcome = face.appoint(debate, guest.username, "moderator")
    assert (outcome.what, role_of(debate, guest)) == ("refused", Role.PARTICIPANT)
    assert "Only whoever runs a debate can do this." in outcome.text


def test_a_debate_is_handed_over(face: Face, debate: Debate) -> None:
    opener, guest = debate.opened_by, a_place(debate)
    face.sign_in(opener)
    assert face.appoint(debate, guest.username, "opener").what == "done"
    assert role_of(debate, guest) == Role.OPENER
    assert role_of(debate, opener) == Role.MODERATOR
    assert kinds_told(guest) == [Notice.Kind.HANDED_OVER]
    assert Event.objects.filter(debate=debate, kind=Event.Kind.HANDED_OVER).count() == 1
    assert face.close(debate).what == "refused", "who handed it over runs it no more"
    face.sign_in(guest)
    assert face.close(debate).what == "done"


def test_a_debate_is_not_handed_to_whoever_cannot_be_reached(face: Face, debate: Debate) -> None:
    unverified = a_place(debate, member=a_member(verified_at=None))
    face.sign_in(debate.opened_by)
    outcome = face.appoint(debate, unverified.username, "opener")
    assert (outcome.what, role_of(debate, unverified)) == ("refused", Role.PARTICIPANT)
    assert "verified e-mail address" in outcome.text


def test_whoever_runs_a_debate_hands_it_over_before_leaving(face: Face, debate: Debate) -> None:
    opener, guest = debate.opened_by, a_place(debate)
    face.sign_in(opener)
    assert face.remove(debate, opener.username).what == "refused"
    face.appoint(debate, guest.username, "opener")
    assert face.remove(debate, opener.username).what == "done"


def test_a_moderator_demoted_midway_is_refused_at_the_next_request(
    face: Face, debate: Debate
) -> None:
    claim, moderator = a_claim(debate), a_place(debate, Role.MODERATOR)
    face.sign_in(moderator)
    assert face.hide(claim, "insult", "It attacks a person.").what == "done"
    place = Membership.objects.get(debate=debate, member=moderator)
    change_role(place, Role.PARTICIPANT, by=debate.opened_by)
    outcome = face.restore(claim, "mistake", "It does not.")
    assert outcome.what == "refused"
    assert "Only moderators can do this." in outcome.text


def test_a_moderator_of_another_debate_is_nobody_here(face: Face, debate: Debate) -> None:
    elsewhere = a_debate()
    face.sign_in(elsewhere.opened_by)
    assert face.hide(a_claim(debate), "insult", "It attacks a person.").what == "refused"


def test_in_a_read_only_debate_only_moderators_take_part(
    face: Face, debate: Debate, member: User
) -> None:
    claim = a_claim(debate)
    face.sign_in(debate.opened_by)
    assert face.edit_debate(debate, read=1, is_read_only=True).what == "done"
    assert face.post_claim(debate, "By the opener").what == "done"
    face.sign_in(member)
    for outcome in (face.post_claim(debate, "No"), face.cast_vote(claim, "agree")):
        assert outcome.what == "refused"
        assert "This debate is read-only for now." in outcome.text
    assert face.read_debate(debate).what == "done"


@pytest.mark.django_db
def test_one_member_runs_a_debate() -> None:
    debate = a_debate()
    with refused_by("one_member_runs_a_debate"):
        a_place(debate, Role.OPENER)


def test_two_handed_over_at_once_leave_one_who_runs_it(together: Together) -> None:
    debate = a_debate()
    one, two = place_of(debate), place_of(debate)
    opener = debate.opened_by
    outcomes = together(lambda: hand_over(one, by=opener), lambda: hand_over(two, by=opener))
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert Membership.objects.filter(debate=debate, role=Role.OPENER).count() == 1
    assert Event.objects.filter(debate=debate, kind=Event.Kind.HANDED_OVER).count() == 1


def test_a_place_that_is_handed_over_is_not_removed_at_once(together: Together) -> None:
    debate = a_debate()
    place, opener = place_of(debate), debate.opened_by
    together(lambda: hand_over(place, by=opener), lambda: remove_member(place, by=opener))
    assert Membership.objects.filter(debate=debate, role=Role.OPENER).count() == 1
