"""Reading what a source's own page says of it: the worker's, and nobody else's."""

from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts import clock
from debates.exchange.csl import Unusable
from debates.exchange.destinations import NotFetched
from debates.exchange.fetching import Fetched, fetch
from debates.exchange.identifiers import address_by
from debates.exchange.metadata import CSL, PAGES, found_in
from debates.models import Source, Suggestion

Fetch = Callable[..., Fetched]


# After everything that members wait for, and again when the database was away.
@app.task(pass_context=False, priority=-1, retry=RetryStrategy(max_attempts=3, wait=10))
def look_up(source_id: int) -> None:
    """Look up one source."""
    close_old_connections()
    look_up_source(source_id)


def look_up_source(source_id: int, *, fetch: Fetch = fetch) -> None:
    """Notes what the source's page says, or why nothing, unless nobody waits for it any more.

    Reads the page outside of any transaction, and writes in one statement.
    """
    waiting = Suggestion.objects.filter(source=source_id, found_at=None)
    asked = waiting.select_related("source").first()
    if asked is None:
        return
    csl, problem = None, ""
    try:
        csl = _found(asked.source, fetch)
    except NotFetched as why:
        problem = why.why[:200]
    except Unusable:
        problem = _("The page does not say what it is about.")
    # Whoever asked anew meanwhile, or dropped it, is not answered with this.
    now = clock.now()
    waiting.filter(asked_at=asked.asked_at).update(csl=csl, problem=problem, found_at=now)


def _found(source: Source, fetch: Fetch) -> dict[str, object]:
    """What the DOI's registry says, and if it says nothing, what the page does."""
    if not settings.METADATA_FETCHING:
        raise NotFetched("fetching_is_off", _("This site looks up no sources."))
    if source.doi:
        try:
            registry = address_by("doi", source.doi)
            return found_in(fetch(registry, accept=(CSL, *PAGES), agent=settings.USER_AGENT))
        except (NotFetched, Unusable):
            if not source.url:
                raise
    return found_in(fetch(source.url, accept=PAGES, agent=settings.USER_AGENT))
