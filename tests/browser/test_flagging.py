"""Flagging from a card's menu: in place, with the focus where the change is."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from debates.models import Flag
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_member

OpenPage = Callable[..., Page]


def test_a_card_is_flagged_in_place(open_page: OpenPage, transactional_db: None) -> None:
    claim, member = a_claim(), a_member()
    page = open_page(width=320)
    sign_in(page, member)
    page.goto(f"/debates/{claim.debate.slug}/")
    menu, under = page.locator(f"#argument-{claim.pk} .menu"), page.locator(f"#under-{claim.pk}")

    def open_form() -> None:
        menu.locator("summary").click()
        menu.get_by_role("link", name="Flag").click()

    open_form()
    expect(under.get_by_label("What is wrong with it?")).to_be_focused()
    expect(menu.get_by_role("link", name="Flag")).to_be_hidden()
    under.get_by_text("Cancel").click()
    expect(under).to_be_empty()
    expect(menu.locator("summary")).to_be_focused()

    open_form()
    under.get_by_label("What is wrong with it?").select_option("duplicate")
    under.get_by_role("button", name="Flag it").click()
    expect(under.get_by_text("Say which argument says the same.")).to_be_visible()
    under.get_by_label("What is wrong with it?").select_option("insult")
    under.get_by_role("button", name="Flag it").click()
    expect(under.get_by_role("status")).to_be_focused()
    assert Flag.objects.get().rule == "insult"

    open_form()
    under.get_by_role("button", name="Take it back").click()
    expect(page.locator(".messages")).to_contain_text("You took it back.")
    expect(page.locator(".chip")).to_have_text("taken back")
