"""Pages kept by all that they show: an equal page is not drawn again, a changed one always."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from django.http import HttpResponse
from django.utils.translation import get_language

from debates.models import Debate

KEPT = 12

_pages: OrderedDict[Hashable, bytes] = OrderedDict()
_lock = Lock()


def kept_page(key: Hashable | None, draw: Callable[[], HttpResponse]) -> HttpResponse:
    """The page that `draw` draws, kept under everything that it follows from; None keeps nothing.

    Each process keeps the last 12, some 2 MB at the most.
    """
    if key is None:
        return draw()
    key = (key, get_language())
    with _lock:
        if body := _pages.get(key):
            _pages.move_to_end(key)
            return HttpResponse(body)
    answer = draw()
    with _lock:
        _pages[key] = answer.content
        while len(_pages) > KEPT:
            _pages.popitem(last=False)
    return answer


def values_of(debate: Debate) -> tuple[Hashable, ...]:
    """All that a page shows of the debate itself."""
    return (
        *(getattr(debate, field.attname) for field in debate._meta.concrete_fields),
        *(getattr(debate.tally, field.attname) for field in debate.tally._meta.concrete_fields),
        debate.opened_by.username,
        debate.opened_by.deleted_at,
    )
