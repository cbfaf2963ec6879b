"""What an account becomes changes what its votes count for."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.models import User
from debates.actions.maturing import note_the_matured
from debates.actions.scores import refresh_all_scores
from debates.models import Debate, Endorsement
from tests.factories import a_claim, a_counterclaim, a_member, a_synthesis, a_vote, days_ago

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def test_an_account_that_comes_of_age_is_counted(debate: Debate) -> None:
    with days_ago(10):
        claim = a_claim(debate)
        counter = a_counterclaim(claim)
        synthesis = a_synthesis([claim, counter])
        under = [a_claim(debate, supporting=counter) for _ in range(3)]
    joined = clock.now() - timedelta(days=6, hours=23)
    member = a_member(date_joined=joined, verified_at=joined)
    a_vote(counter, by=member)
    for argument in (*under, synthesis):
        a_vote(argument, by=member)
    refresh_all_scores()
    assert Endorsement.objects.get(pk=synthesis.pk).no_side["agree"] == 1
    with clock.at(clock.now() + timedelta(hours=2)):
        assert note_the_matured() == 1
        refresh_all_scores()
    endorsement = Endorsement.objects.get(pk=synthesis.pk)
    assert [side["agree"] for side in endorsement.sides] == [0, 1]


def test_who_verifies_the_address_later_is_counted_then(debate: Debate) -> None:
    member = a_member(verified_at=None, date_joined=clock.now() - timedelta(days=30))
    with days_ago(9):
        claim = a_claim(debate)
        counter = a_counterclaim(claim)
        a_vote(claim, by=member)
    with days_ago(8):
        synthesis = a_synthesis([claim, counter])
    a_vote(synthesis, by=member)
    refresh_all_scores()
    assert Endorsement.objects.get(pk=synthesis.pk).no_side["agree"] == 1
    User.objects.filter(pk=member.pk).update(verified_at=clock.now())
    refresh_all_scores()
    assert Endorsement.objects.get(pk=synthesis.pk).sides[0]["agree"] == 1
