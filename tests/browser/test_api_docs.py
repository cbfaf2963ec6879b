"""The API's docs draw themselves from our own host alone, under our own policy."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_the_docs_show_every_operation_without_a_complaint(open_page: Callable[..., Page]) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/api/v1/docs")
    # One operation after the other is drawn, and there are many.
    expect(page.get_by_text("Vote on an argument")).to_be_visible(timeout=30_000)
    expect(page.locator(".opblock")).not_to_have_count(0)
    assert page.locator(".opblock").count() > 50
    page.get_by_text("Vote on an argument").click()
    expect(page.get_by_text("Puts your vote in place of any earlier one.")).to_be_visible()
    host = page.url.split("/api/")[0]
    assert {url for url in asked if not url.startswith((host, "data:", "blob:"))} == set()
