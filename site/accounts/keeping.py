"""What was typed by someone whose session had ended: kept until they have signed in."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from accounts import limits
from accounts.address import address_of, network_of

KEPT = "kept"
MOST_BYTES = 64 * 1024
MOST_PAGES = 3
NEVER = ("password", "csrf", "code", "secret", "token")
"""Parts of the names of fields that hold what nobody should keep."""


def keep(request: HttpRequest, page: str | None = None) -> bool:
    """Keep the text fields of a POST for its page, in the session. False when it keeps nothing."""
    page = page or request.path
    fields = [
        (name, text)
        for name, texts in request.POST.lists()
        if not any(part in name.lower() for part in NEVER)
        for text in texts
        if text
    ]
    encoded = urlencode(fields)
    if not fields or len(encoded) > MOST_BYTES or page.startswith("/account/"):
        return False
    try:
        limits.spend("kept texts", network_of(address_of(request)))
    except limits.TooMany:
        return False
    others = {at: text for at, text in _kept(request).items() if at != page}
    newest = dict(list(others.items())[-(MOST_PAGES - 1) :])
    request.session[KEPT] = newest | {page: encoded}
    return True


def kept_for(request: HttpRequest, page: str) -> QueryDict | None:
    """What was typed on this page before signing in, as a form takes it. It is handed over once."""
    kept = _kept(request)
    if page not in kept:
        return None
    encoded = kept.pop(page)
    request.session[KEPT] = kept
    return QueryDict(encoded)


def _kept(request: HttpRequest) -> dict[str, Any]:
    kept = request.session.get(KEPT)
    return dict(kept) if isinstance(kept, dict) else {}
