"""A file chosen in a real browser, in place under its argument."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from debates.models import Evidence, File
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_member
from tests.specimen_files import PDF, a_zip

OpenPage = Callable[..., Page]


@pytest.fixture(autouse=True)
def stored(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("java_script", [True, False], ids=["htmx", "plain"])
def test_a_file_is_attached_and_a_refused_one_loses_nothing(
    open_page: OpenPage, java_script: bool
) -> None:
    claim = a_claim()
    page = open_page(java_script=java_script, width=320)
    sign_in(page, a_member())
    page.goto(f"/arguments/{claim.pk}/")
    page.get_by_role("link", name="Cite").click()
    page.locator("[name=url]").fill("https://example.org/a")
    page.get_by_label("Title").fill("Trams")
    shows = page.get_by_label("What it shows")
    shows.fill("Riders came")
    chosen = page.get_by_label("File")
    chosen.set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": a_zip()})
    add = page.get_by_role("button", name="Add the evidence")
    add.click()
    expect(page.get_by_text("This is a ZIP archive")).to_be_visible()
    expect(shows).to_have_value("Riders came")
    expect(chosen).to_be_focused()
    page.get_by_label("Title").fill(" ")
    chosen.set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": PDF})
    add.click()
    expect(page.get_by_text("Your file is kept, and is added with the rest.")).to_be_visible()
    page.get_by_label("Title").fill("Trams")
    add.click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="PDF").click()
    assert Path(saved.value.path()).read_bytes() == PDF
    assert saved.value.suggested_filename == f"evidence-{File.objects.get().pk}.pdf"
    assert Evidence.objects.get().shows == "Riders came"


def test_a_draft_is_kept_without_the_file(open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, a_member())
    page.goto(f"/arguments/{a_claim().pk}/evidence/new/")
    content = b"x" * 1_000_000
    page.get_by_label("File").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    with page.expect_request("**/drafts/") as sent:
        page.get_by_label("What it shows").press_sequentially("Riders")
    assert len(sent.value.post_data_buffer or b"") < 2_000
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    assert "file" not in page.request.get("/notices/").text().lower().partition("drafts")[2]
