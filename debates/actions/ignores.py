"""Ignoring another member: what they write is folded away for oneself, and nobody is told."""

from accounts import limits
from accounts.models import User
from debates.actions.acting import act
from debates.models import Ignore
from debates.rules import refuse_if, why_not_ignore


@act
def ignore_member(member: User, *, by: User) -> None:
    """Folds away what they write. Ignoring somebody twice is ignoring them."""
    refuse_if(why_not_ignore(by, member))
    limits.spend("votes", by)
    Ignore.objects.bulk_create([Ignore(member=by, ignored=member)], ignore_conflicts=True)


@act
def no_longer_ignore(member: User, *, by: User) -> None:
    """Shows again what they write."""
    limits.spend("votes", by)
    Ignore.objects.filter(member=by, ignored=member).delete()
