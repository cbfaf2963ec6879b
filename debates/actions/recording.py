"""The line that an act leaves in the record, and the notices that it sends."""

from collections.abc import Iterable

from accounts import clock
from accounts.models import User
from debates.models import Argument, Debate, Event, Notice


def record(
    kind: Event.Kind,
    debate: Debate,
    *,
    by: User,
    argument: Argument | None = None,
    because: str = "",
) -> None:
    """Adds an Event to the debate's record."""
    Event.objects.create(
        kind=kind, debate=debate, argument=argument, reason=because, by=by, at=clock.now()
    )


def tell(
    members: Iterable[int],
    kind: Notice.Kind,
    debate: Debate,
    *,
    by: User,
    argument: Argument | None = None,
) -> None:
    """Leaves a notice with each of these members, once, and never with whoever acted."""
    told = {member for member in members if member != by.pk}
    if told:
        Notice.objects.bulk_create(
            Notice(member_id=member, kind=kind, debate=debate, argument=argument, by=by)
            for member in sorted(told)
        )
