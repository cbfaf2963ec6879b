"""Following a debate."""

from accounts import limits
from accounts.models import User
from debates.actions.acting import act
from debates.models import Debate, Follow
from debates.rules import refuse_if, why_not_follow


@act
def follow_debate(debate: Debate, *, by: User) -> None:
    """Asks to hear of what happens in a debate. Following it twice is following it."""
    refuse_if(why_not_follow(by, debate))
    limits.spend("votes", by)
    Follow.objects.bulk_create([Follow(debate=debate, member=by)], ignore_conflicts=True)


@act
def unfollow_debate(debate: Debate, *, by: User) -> None:
    """Asks to hear of it no longer."""
    refuse_if(why_not_follow(by, debate))
    limits.spend("votes", by)
    Follow.objects.filter(debate=debate, member=by).delete()
