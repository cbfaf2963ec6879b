"""The line that an act leaves in the record, and the notices that it sends."""

from collections.abc import Iterable

from accounts import clock
from accounts.models import User
from debates.models import Argument, Debate, Event, Notice, Ruling


def record(
    kind: Event.Kind,
    debate: Debate,
    *,
    by: User | None,
    argument: Argument | None = None,
    ruling: Ruling | None = None,
    because: str = "",
) -> None:
    """Adds an Event to the debate's record; by nobody where the site itself acted."""
    Event.objects.create(
        kind=kind,
        debate=debate,
        argument=argument,
        ruling=ruling,
        reason=because,
        by=by,
        at=clock.now(),
    )


def tell(
    members: Iterable[int],
    kind: Notice.Kind,
    debate: Debate | None,
    *,
    by: User | None,
    argument: Argument | None = None,
    ruling: Ruling | None = None,
) -> None:
    """Leaves a notice with each of these members, once, and never with whoever acted.

    By nobody where a moderator, who is not named, or the site itself acted.
    """
    told = {member for member in members if by is None or member != by.pk}
    if told:
        Notice.objects.bulk_create(
            Notice(
                member_id=member, kind=kind, debate=debate, argument=argument, ruling=ruling, by=by
            )
            for member in sorted(told)
        )
