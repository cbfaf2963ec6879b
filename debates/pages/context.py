"""What every page knows beside its own."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from debates.queries import members


def page(request: HttpRequest) -> dict[str, Any]:
    """The number of new notices, counted only where a page shows it."""

    def unread() -> int:
        user = getattr(request, "user", None)
        return members.unread_notices(user) if user and user.is_authenticated else 0

    return {"unread_notices": SimpleLazyObject(unread)}
