"""From a source to its retraction: evidence is added, checked, disputed, settled and falls."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from debates.actions.scores import refresh_all_scores
from debates.models import Argument
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_synthesis

OpenPage = Callable[..., Page]


@pytest.fixture
def synthesis(transactional_db: None) -> Argument:
    debate = a_debate("Should the town build a tram?")
    claim = a_claim(debate, "Riders come when a line opens.")
    counter = a_counterclaim(claim, "They come for low fares.")
    return a_synthesis([claim, counter])


def someone(open_page: OpenPage, member: User | None = None, *, java_script: bool) -> Page:
    page = open_page(java_script=java_script)
    sign_in(page, member or a_member())
    return page


def answer(page: Page, question: str, said: str) -> None:
    """Says yes, or in a sentence what is wrong."""
    asked = page.locator(".asked-of > li").filter(has_text=question)
    if said == "Yes":
        asked.get_by_role("button", name="Yes").click()
        return
    asked.get_by_text("No…").click()
    asked.get_by_role("textbox").fill(said)
    asked.get_by_role("button", name="No").last.click()


@pytest.mark.parametrize("java_script", [True, False])
def test_evidence_is_added_checked_disputed_and_retracted(
    open_page: OpenPage, synthesis: Argument, java_script: bool
) -> None:
    claim = Argument.objects.get(kind="claim")
    page_of_claim = f"/arguments/{claim.pk}/"

    adding = someone(open_page, java_script=java_script)
    adding.goto(f"{page_of_claim}evidence/new/")
    adding.get_by_label("Address or number").fill("https://doi.org/10.1000/TRAMS")
    adding.get_by_label("Title").fill("Ten years of trams")
    adding.get_by_label("Exact quote").fill("Ridership rose by a third.")
    adding.get_by_label("Where in the source").fill("p. 12")
    adding.get_by_label("What it shows").fill("Riders came when the line opened.")
    adding.get_by_role("button", name="Add the evidence").click()
    evidence = adding.locator("#evidence .card")
    expect(evidence).to_contain_text("Ridership rose by a third.")
    expect(evidence).to_contain_text("Unchecked")

    for _ in range(3):
        checking = someone(open_page, java_script=java_script)
        checking.goto(page_of_claim)
        answer(checking, "Is the quote there?", "Yes")
        expect(checking.locator("#evidence")).to_contain_text("found the quote")
    expect(checking.locator("#evidence .card")).to_contain_text("Checked")

    disputing = someone(open_page, java_script=java_script)
    disputing.goto(page_of_claim)
    answer(disputing, "Does it show this?", "It was a mild winter.")
    expect(disputing.locator("#evidence .card")).to_contain_text("Disputed")
    expect(disputing.locator("#evidence")).to_contain_text("It was a mild winter.")

    retracting = someone(open_page, claim.debate.opened_by, java_script=java_script)
    retracting.goto(page_of_claim)
    retracting.locator("#evidence").get_by_role("link", name="Ten years of trams").click()
    retracting.get_by_text("retracted or corrected").first.click()
    retracting.get_by_label("Where it says so").fill("https://example.org/notice")
    retracting.get_by_role("button", name="Mark").click()
    expect(retracting.get_by_text("This source was retracted.")).to_be_visible()

    refresh_all_scores()
    reading = open_page(java_script=java_script)
    reading.goto(f"/debates/{claim.debate.slug}/")
    expect(reading.locator(f"#argument-{claim.pk}")).to_contain_text("cites a retracted source")
    reading.goto(f"/arguments/{synthesis.pk}/")
    expect(reading.locator("#out-of-date")).to_contain_text("a source that was retracted")
