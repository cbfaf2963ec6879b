"""Asking for a source at one press, in place and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from debates.models import Argument
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_member, some_evidence

OpenPage = Callable[..., Page]


@pytest.fixture
def claim(transactional_db: None) -> Argument:
    return a_claim()


@pytest.mark.parametrize("java_script", [True, False], ids=["in place", "without JavaScript"])
def test_a_source_is_asked_for_from_the_card(
    open_page: OpenPage, claim: Argument, java_script: bool
) -> None:
    page = open_page(java_script=java_script, width=360)
    sign_in(page, a_member())
    page.goto(f"/debates/{claim.debate.slug}/")
    card = page.locator(f"#argument-{claim.pk}")
    card.locator("summary").click()
    card.get_by_role("button", name="Ask for a source").click()
    expect(card.get_by_text("1 asks for a source")).to_be_visible()
    said = "You asked for a source."
    expect(page.get_by_text(said)).to_be_visible()
    card.get_by_role("link", name="1 asks for a source").click()
    expect(page.get_by_text("1 member asks for a source")).to_be_in_viewport()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("You no longer ask for a source.")).to_be_visible()
    expect(page.get_by_text("asks for a source")).to_have_count(0)


def test_filters_stay_in_sight_and_can_be_dropped(open_page: OpenPage, claim: Argument) -> None:
    some_evidence(claim, stance="undermines")
    kept = some_evidence(claim)
    page = open_page(java_script=False, width=360)
    page.goto(f"/debates/{claim.debate.slug}/evidence/")
    page.get_by_role("link", name="Supports it 1").click()
    chosen = page.locator("a[aria-current=true]", has_text="Supports it")
    expect(chosen).to_be_in_viewport()
    expect(page.locator("[id^=evidence-]")).to_have_count(1)
    expect(page.locator(f"#evidence-{kept.pk}")).to_be_visible()
    chosen.click()
    expect(page.locator("[id^=evidence-]")).to_have_count(2)
