"""Private debates and who is let in: through pages and API alike."""

import pytest

from accounts.models import User
from debates.actions import memberships
from debates.models import Invitation, Membership
from tests.faces import Face
from tests.factories import a_claim, a_debate, a_member


def test_a_private_debate_is_absent_for_strangers(face: Face, member: User) -> None:
    debate = a_debate(visibility="private")
    claim = a_claim(debate, by=debate.opened_by)
    for viewer in (None, member):
        if viewer:
            face.sign_in(viewer)
        assert face.read_debate(debate).what == "absent"
        assert face.read_argument(claim).what == "absent"


def test_whoever_is_invited_takes_part(face: Face) -> None:
    debate, guest = a_debate(visibility="private"), a_member()
    face.sign_in(debate.opened_by)
    assert face.invite(debate, guest.username).what == "done"
    assert Membership.objects.filter(debate=debate, member=guest).exists()
    assert face.invite(debate, "nobody-of-this-name").what == "unfit"
    face.sign_in(guest)
    assert face.post_claim(debate, "I am here").what == "done"


@pytest.mark.django_db
def test_whoever_is_removed_cannot_come_back_by_the_old_link() -> None:
    debate, guest = a_debate(visibility="private"), a_member()
    secret = memberships.make_invitation(debate, by=debate.opened_by)
    memberships.join(secret, by=guest)
    place = Membership.objects.get(debate=debate, member=guest)
    memberships.remove_member(place, by=debate.opened_by)
    with pytest.raises(Invitation.DoesNotExist):
        memberships.join(secret, by=guest)


@pytest.mark.django_db
def test_whoever_leaves_lets_the_link_stand() -> None:
    debate, guest = a_debate(visibility="private"), a_member()
    secret = memberships.make_invitation(debate, by=debate.opened_by)
    memberships.join(secret, by=guest)
    memberships.remove_member(Membership.objects.get(debate=debate, member=guest), by=guest)
    assert memberships.join(secret, by=guest) == debate
