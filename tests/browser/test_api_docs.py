"""The API's docs draw themselves from our own host alone, under our own policy."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_the_docs_show_every_operation_without_a_complaint(open_page: Callable[..., Page]) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/api/v1/docs")
    expect(page.locator(".opblock")).not_to_have_count(0)
    seen: set[str] = set()
    for _screen in range(200):  # What is out of sight is drawn when one comes to it.
        seen |= set(page.locator(".opblock").evaluate_all("all => all.map(one => one.id)"))
        if page.get_by_text("Vote on an argument").count():
            break
        page.mouse.wheel(0, 1_000)
        page.wait_for_timeout(50)
    expect(page.get_by_text("Vote on an argument")).to_be_visible()
    assert len(seen) > 50
    page.get_by_text("Vote on an argument").click()
    expect(page.get_by_text("Puts your vote in place of any earlier one.")).to_be_visible()
    host = page.url.split("/api/")[0]
    assert {url for url in asked if not url.startswith((host, "data:", "blob:"))} == set()
