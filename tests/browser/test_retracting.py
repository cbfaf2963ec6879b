"""A source that is retracted, and a debate that is followed, in a real browser."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.models import User
from debates.models import Argument, Source
from tests.browser.sessions import sign_in
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_synthesis,
    days_ago,
    some_evidence,
)
from tests.retracting import a_retraction, take_back

OpenPage = Callable[..., Page]


@pytest.fixture
def moderator(transactional_db: None) -> User:
    return a_member()


@pytest.fixture
def synthesis(moderator: User) -> Argument:
    with days_ago(3):
        debate = a_debate("Should our town build a tram?", by=moderator)
        claim = a_claim(debate, "Riders come when the line opens")
        synthesis = a_synthesis([claim, a_counterclaim(claim, "They come for the fares")])
        some_evidence(claim, title="Ten years of trams " * 12, quote="It rose.", locator="p. 12")
        some_evidence(synthesis, title="Fares and frequency")
    return synthesis


@pytest.fixture
def source(synthesis: Argument) -> Source:
    return Source.objects.get(title__startswith="Ten years")


@pytest.mark.parametrize("java_script", [True, False])
def test_a_moderator_retracts_and_takes_it_back(
    open_page: OpenPage, source: Source, moderator: User, java_script: bool
) -> None:
    page = open_page(java_script=java_script)
    sign_in(page, moderator)
    page.goto(f"/sources/{source.pk}/")
    page.get_by_text("Mark it as retracted or corrected").click()
    page.get_by_label("Where it says so").fill("https://example.org/notice")
    page.get_by_role("button", name="Mark the source").click()
    expect(page.get_by_text("This source was retracted.")).to_be_visible()
    claim = source.evidence.get().argument_id
    page.goto(f"/arguments/{claim}/")
    expect(page.get_by_role("link", name="cites a retracted source")).to_be_visible()
    expect(page.get_by_text("Its source was retracted.")).to_be_visible()
    page.get_by_role("link", name="Why?").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("This source was retracted.")).to_have_count(0)
    expect(page.get_by_role("heading", name="Taken back")).to_be_visible()


@pytest.mark.parametrize("java_script", [True, False])
def test_a_member_follows_a_debate_by_keyboard(
    open_page: OpenPage, synthesis: Argument, java_script: bool
) -> None:
    page = open_page(java_script=java_script)
    sign_in(page, a_member())
    page.goto(f"/debates/{synthesis.debate.slug}/")
    follow = page.locator("#follow")
    expect(follow).to_have_attribute("aria-pressed", "false")
    for pressed in ("true", "false"):
        follow.focus()
        page.keyboard.press("Enter")
        expect(follow).to_have_attribute("aria-pressed", pressed)
        if java_script:
            expect(follow).to_be_focused()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    open_page: OpenPage,
    source: Source,
    synthesis: Argument,
    moderator: User,
    width: int,
    scheme: str,
) -> None:
    a_retraction(source, "corrected")
    take_back(source)
    page = open_page(width=width, scheme=scheme)
    sign_in(page, moderator)
    page.goto(f"/sources/{source.pk}/retraction/")
    assert_looks_well(page)
    a_retraction(source, because="The riders of one line were counted twice. " * 6)
    claim = source.evidence.get().argument_id
    for address in (
        f"/sources/{source.pk}/",
        f"/debates/{synthesis.debate.slug}/",
        f"/arguments/{claim}/",
        f"/arguments/{synthesis.pk}/",
        "/notices/",
    ):
        page.goto(address)
        assert_looks_well(page)


def assert_looks_well(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert found == [], [(one["id"], one["nodes"][0]["html"]) for one in found]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
