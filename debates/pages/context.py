"""What every page knows beside its own."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from debates.queries import members
from debates.rules import Reason, why_not_act


def page(request: HttpRequest) -> dict[str, Any]:
    """The number of new notices, and why the member may do nothing: read only where it is shown."""

    def unread() -> int:
        user = getattr(request, "user", None)
        return members.unread_notices(user) if user and user.is_authenticated else 0

    def suspension() -> Reason | None:
        return why_not_act(getattr(request, "user", None))

    return {
        "unread_notices": SimpleLazyObject(unread),
        "suspension": SimpleLazyObject(suspension),
    }
