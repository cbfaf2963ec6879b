"""A moderator looks what hiding a thread would change, hides it, and undoes that."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from debates.models import Argument
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_counterclaim

OpenPage = Callable[..., Page]


@pytest.mark.parametrize("java_script", [True, False], ids=["with JavaScript", "without"])
def test_a_thread_is_hidden_and_shown_again(open_page: OpenPage, java_script: bool) -> None:
    claim = a_claim()
    a_counterclaim(claim)
    page = open_page(java_script=java_script)
    sign_in(page, claim.debate.opened_by)
    page.goto(f"/arguments/{claim.pk}/")
    page.get_by_text("Moderate", exact=True).click()
    page.get_by_role("link", name="Hide all of it").click()
    expect(page.get_by_text("2 arguments would be hidden.")).to_be_visible()
    under_way = page.locator("#under-way")
    expect(under_way).to_be_hidden()
    if java_script:
        page.route("**/hide-thread/", slowly)
    page.get_by_label("Rule").select_option("spam")
    page.get_by_label("Reason").fill("It sells something")
    page.get_by_role("button", name="Hide this whole thread").click(no_wait_after=True)
    if java_script:
        expect(under_way).to_be_visible()
    expect(page.get_by_text("This is what was hidden.")).to_be_visible()
    expect(page.get_by_role("heading", name="2 parts")).to_be_visible()
    assert Argument.objects.filter(hidden_at=None).count() == 0
    page.get_by_role("link", name="Undo this ruling").click()
    page.get_by_label("Reason").fill("It does not")
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_text("Undone, and in the record.")).to_be_visible()
    assert Argument.objects.filter(hidden_at=None).count() == 2


def slowly(route: Route) -> None:
    time.sleep(0.5)
    route.continue_()
