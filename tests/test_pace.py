"""How fast one may go: new accounts and whoever was ruled against, slower. Told, and undone."""

import pytest

from accounts import limits
from accounts.models import User
from debates.actions.moderation import hide_argument, restore_argument
from debates.models import Argument
from debates.queries.arguments import find_argument
from tests.factories import a_claim, a_member, days_ago

pytestmark = pytest.mark.django_db


def reread(member: User) -> User:
    return User.objects.get(pk=member.pk)


def hidden(claim: Argument, reason: str = "It attacks a person.") -> None:
    moderator = claim.debate.opened_by
    hide_argument(find_argument(moderator, claim.pk), rule="insult", because=reason, by=moderator)


def acts_at_once(member: User, what: limits.What) -> int:
    """How many of these acts the member may do in one go, as told and as it holds."""
    told = limits.spend(what, member).limit
    for _more in range(told - 1):
        limits.spend(what, member)
    with pytest.raises(limits.TooMany):
        limits.spend(what, member)
    return told


def test_a_first_day_goes_at_half_the_pace() -> None:
    with days_ago(2):
        settled = a_member()
    new = a_member()
    burst = limits.BUDGETS["arguments"].burst
    assert acts_at_once(settled, "arguments") == burst
    assert acts_at_once(new, "arguments") == burst // 2


def test_votes_are_no_slower_for_anyone() -> None:
    assert acts_at_once(a_member(), "votes") == limits.BUDGETS["votes"].burst


def test_whoever_was_ruled_against_goes_slower_for_a_week() -> None:
    with days_ago(30):
        author = a_member()
    with days_ago(8):
        hidden(a_claim(by=author))
    assert reread(author).pace == 1
    claim = a_claim(by=author)
    hidden(claim)
    assert reread(author).pace == 4
    assert acts_at_once(reread(author), "remarks") == limits.BUDGETS["remarks"].burst // 4


def test_a_ruling_that_is_undone_slows_nobody() -> None:
    with days_ago(30):
        author = a_member()
    claim = a_claim(by=author)
    before = reread(author).slowed_until
    hidden(claim)
    moderator = claim.debate.opened_by
    found = find_argument(moderator, claim.pk)
    restore_argument(found, rule="mistake", because="It does not.", by=moderator)
    assert reread(author).slowed_until == before
    assert reread(author).pace == 1
