"""Reading one's notices."""

from accounts import clock
from accounts.models import User
from debates.actions.acting import act
from debates.models import Notice


@act
def mark_read(*, upto: int | None = None, only: int | None = None, by: User) -> int:
    """Marks one's notices as read: all, those up to an id, or one. Returns how many were new."""
    notices = Notice.objects.filter(member=by, read_at=None)
    if upto is not None:
        notices = notices.filter(pk__lte=upto)
    if only is not None:
        notices = notices.filter(pk=only)
    return notices.update(read_at=clock.now())
