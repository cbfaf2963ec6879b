"""What members do with their place on the site as a whole."""

from django.db.models import Q

from accounts import erasing
from accounts.models import User
from debates.actions.acting import act
from debates.actions.flags import unsign_flags
from debates.models import Draft, Follow, Holding, Ignore, Membership, Notice, OnceKey, Quota


@act
def delete_account(*, by: User) -> None:
    """Empty the member's account in place. What they argued and voted stays, without a name."""
    unsign_flags(by)  # Before the member is locked: whoever flags locks in this order too.
    member = User.objects.select_for_update().get(pk=by.pk)
    for kept in (Draft, Follow, Notice, OnceKey, Holding, Quota):
        kept.objects.filter(member=member).delete()
    Ignore.objects.filter(Q(member=member) | Q(ignored=member)).delete()
    Membership.objects.filter(member=member).exclude(role=Membership.Role.OPENER).delete()
    erasing.empty_account(member)
