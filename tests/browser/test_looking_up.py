"""What a source's page says comes by itself, and is taken field by field."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django import Settings

from debates.actions.looking_up import look_up_source
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_member, some_evidence
from tests.hosts import page as answer
from tests.hosts import serving

OpenPage = Callable[..., Page]

TITLE = '<title>Trams and their riders</title><meta name="citation_author" content="Ortega, Ana">'


def test_what_was_found_comes_by_itself_and_is_taken(
    open_page: OpenPage, settings: Settings
) -> None:
    settings.METADATA_FETCHING = True
    adder = a_member()
    cited = some_evidence(a_claim(), by=adder, url="http://public.example/trams", title="trams")
    page = open_page(width=320)
    sign_in(page, adder)
    page.goto(f"/sources/{cited.source_id}/")
    page.get_by_role("button", name="Look up its details").click()
    expect(page.get_by_text("Being looked up.")).to_be_visible()
    with serving({"/trams": answer(TITLE)}) as host:
        look_up_source(cited.source_id, fetch=host.fetch)
    authors = page.get_by_label("Authors: Ana Ortega")
    expect(authors).to_be_checked()
    expect(page.get_by_text("Being looked up.")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Title: Trams and their riders").check()
    page.wait_for_timeout(2_500)
    assert asked == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Take these").click()
    expect(page.get_by_role("heading", name="Trams and their riders")).to_be_visible()
    expect(page.get_by_text("The source is changed.")).to_be_visible()
