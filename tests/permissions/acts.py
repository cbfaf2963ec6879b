"""Every row of the table, and which routes it covers."""

from collections.abc import Iterator

from django.urls import URLPattern, resolve

from debates.api.urls import urlpatterns as api_urls
from debates.pages.urls import urlpatterns as page_urls
from tests.permissions.arguing import ARGUING, RUNNING
from tests.permissions.asking import Act, Try
from tests.permissions.flagging import APPEALING, FLAGGING, QUEUE
from tests.permissions.moderating import HIDING, THREADS
from tests.permissions.reading import ELSEWHERE, READING
from tests.permissions.restricting import RESTRICTING
from tests.permissions.sourcing import SOURCING
from tests.permissions.world import World

ACTS: list[Act] = [
    *READING,
    *ARGUING,
    *SOURCING,
    *RUNNING,
    *FLAGGING,
    *QUEUE,
    *HIDING,
    *THREADS,
    *RESTRICTING,
    *APPEALING,
]

METHODS = ("get", "post", "put", "patch", "delete")


def page_routes() -> set[str]:
    """The names of all our pages that a role may bear on."""
    named = {pattern.name or "" for pattern in page_urls if isinstance(pattern, URLPattern)}
    return named - set(ELSEWHERE)


def api_routes() -> set[tuple[str, str]]:
    """Every method at every address of the API."""
    return {
        (str(pattern.pattern), method)
        for pattern in api_urls
        if isinstance(pattern, URLPattern)
        for method in METHODS
        if hasattr(getattr(pattern.callback, "view_class", None), method)
    }


def covered_pages(world: World) -> set[str]:
    return {resolve(_path(one, world)).url_name or "" for act in ACTS for one in act.pages}


def covered_api(world: World) -> set[tuple[str, str]]:
    return set(_api_tries(world))


def _api_tries(world: World) -> Iterator[tuple[str, str]]:
    for act in ACTS:
        for one in act.api:
            route = resolve(_path(one, world)).route.removeprefix("api/v1/")
            yield route, one.method


def _path(asked: Try, world: World) -> str:
    return asked.path.format_map(world.named_to("opener")).partition("?")[0]
