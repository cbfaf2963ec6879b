"""Where people stand, as axe sees it and on a narrow screen, in light and dark."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Page

from accounts.models import User
from debates.models import Debate
from tests.browser.sessions import sign_in

OpenPage = Callable[..., Page]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_is_there_for_all_and_fits(open_page: OpenPage, scheme: str) -> None:
    call_command("load_demo", verbosity=0)
    debate = Debate.objects.exclude(slug="specimens").get()
    page = open_page(width=320, scheme=scheme)
    sign_in(page, User.objects.filter(votes__debate=debate).earliest("pk"))
    wrong = []
    for address in (f"/debates/{debate.slug}/people/", f"/debates/{debate.slug}/"):
        page.goto(address)
        picture = page.get_by_role("img", name="Where people stand")
        assert picture.is_visible()
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{address} is wider than the screen")
        found = Axe().run(page).response["violations"]
        wrong += [f"{address}: {one['id']} at {one['nodes'][0]['target']}" for one in found]
    assert not wrong
