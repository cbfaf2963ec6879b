"""What holds when a member is restricted at the very moment that they, or others, act."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from debates.actions.arguments import post_claim
from debates.actions.remarks import make_remark
from debates.actions.restrictions import mute_member, suspend_member, unmute_member
from debates.actions.votes import cast_vote
from debates.models import Argument, Notice, Restriction, Ruling, Vote
from debates.queries.arguments import find_argument
from debates.rules import Refused
from tests.conftest import Together
from tests.factories import a_claim, a_debate, a_member, a_place, seen_by

pytestmark = pytest.mark.django_db(transaction=True)

WHY: dict[str, Any] = {"rule": "insult", "because": "It goes on and on."}


def test_of_two_who_mute_at_once_one_does_and_the_other_is_told(together: Together) -> None:
    debate, member = a_debate(), a_member()
    moderator = a_place(debate, "moderator")
    acts = [
        lambda by=by: mute_member(member, seen_by(by, debate), lasts="day", **WHY, by=by)
        for by in (debate.opened_by, moderator)
    ]
    outcomes = together(*acts)
    [refused] = [one for one in outcomes if isinstance(one, Refused)]
    assert refused.reason.code in {"muted_already", "one_restriction_at_a_time"}
    assert Restriction.objects.count() == Ruling.objects.count() == Notice.objects.count() == 1


def test_of_two_who_suspend_at_once_one_does_and_the_other_is_told(together: Together) -> None:
    member, staff = a_member(), [a_member(is_staff=True) for _ in range(2)]
    outcomes = together(
        *[lambda by=by: suspend_member(member, lasts="day", **WHY, by=by) for by in staff]
    )
    assert [isinstance(one, Refused) for one in outcomes].count(True) == 1
    assert Restriction.objects.count() == Ruling.objects.count() == 1


def test_of_two_who_let_speak_again_at_once_one_does(together: Together) -> None:
    debate, member = a_debate(), a_member()
    mute_member(member, debate, lasts="day", **WHY, by=debate.opened_by)
    by = debate.opened_by
    outcomes = together(*[lambda: unmute_member(member, debate, **WHY, by=by)] * 2)
    assert [isinstance(one, Refused) for one in outcomes].count(True) == 1
    assert Ruling.objects.filter(verb="unmute").count() == 1


def test_two_superusers_who_suspend_each_other_do_not_lock_up(together: Together) -> None:
    one, other = (a_member(is_staff=True, is_superuser=True) for _ in range(2))
    outcomes = together(
        lambda: suspend_member(one, lasts="day", **WHY, by=other),
        lambda: suspend_member(other, lasts="day", **WHY, by=one),
    )
    [refused] = [found for found in outcomes if isinstance(found, Refused)]
    assert refused.reason.code == "suspended"


Post = Callable[[Argument, Any], Any]
POSTS: dict[str, Post] = {
    "claim": lambda argument, by: post_claim(argument.debate, "And another thing", by=by),
    "remark": lambda argument, by: make_remark(argument, "Always?", by=by),
    "vote": lambda argument, by: cast_vote(argument, position="agree", by=by),
}


@pytest.mark.parametrize("everywhere", [False, True], ids=["in the debate", "everywhere"])
@pytest.mark.parametrize("kind", POSTS)
def test_what_was_begun_before_a_mute_does_not_land_after_it(
    no_limits: None, kind: str, everywhere: bool
) -> None:
    """An act that was judged before the mute, and writes after it, is refused by the database."""
    claim, member = a_claim(), a_member()
    staff = a_member(is_staff=True)
    judged = find_argument(member, claim.pk)
    mute_member(
        member, None if everywhere else seen_by(staff, claim.debate), lasts="day", **WHY, by=staff
    )
    with pytest.raises(Refused) as refused:
        POSTS[kind](judged, member)
    assert refused.value.reason.code == "the_restricted_take_no_part"
    assert not Vote.objects.filter(member=member).exists()
    assert not Argument.objects.filter(author=member).exists()


def test_a_mute_waits_for_what_is_being_posted(together: Together) -> None:
    """What landed before the mute stands; nothing lands once it is done."""
    claim, member, staff = a_claim(), a_member(), a_member(is_staff=True)
    judged = find_argument(member, claim.pk)
    landed: list[int] = []

    def post() -> None:
        for _ in range(20):
            post_claim(judged.debate, "And another thing", by=member)

    def mute() -> None:
        with transaction.atomic():
            mute_member(member, lasts="day", **WHY, by=staff)
        landed.append(Argument.objects.filter(author=member).count())

    outcomes = together(post, mute)
    assert Argument.objects.filter(author=member).count() == landed[0]
    assert outcomes[1] is None
    assert landed[0] == 20 or isinstance(outcomes[0], Refused)


def test_a_changed_vote_is_refused_as_a_new_one_is(no_limits: None) -> None:
    claim, member = a_claim(), a_member()
    judged = find_argument(member, claim.pk)
    cast_vote(judged, position="agree", by=member)
    mute_member(member, claim.debate, lasts="day", **WHY, by=a_member(is_staff=True))
    with pytest.raises(Refused):
        cast_vote(judged, position="disagree", by=member)
    assert Vote.objects.get(member=member).position == "agree"
