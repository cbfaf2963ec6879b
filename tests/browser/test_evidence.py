"""Evidence from its first day to its fall, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from debates.models import Argument
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_debate, a_member

OpenPage = Callable[..., Page]


@pytest.mark.parametrize("java_script", [True, False])
def test_members_add_check_and_dispute_evidence_and_a_moderator_retracts_its_source(
    open_page: OpenPage, transactional_db: None, java_script: bool
) -> None:
    moderator = a_member()
    claim = a_claim(a_debate(by=moderator))
    open_as: Callable[[User], Page] = lambda who: as_member(open_page, who, java_script)  # noqa: E731
    cite(open_as(a_member()), claim)
    for _member in range(3):
        answered = open_as(a_member())
        item = item_of(answered, claim)
        item.get_by_role("group", name="Is the quote there?").get_by_role("button").first.click()
        expect(item_of(answered, claim, go=False)).to_contain_text("found the quote")
    expect(item.locator(".chip").first).to_contain_text("Checked")

    doubting = open_as(a_member())
    item = item_of(doubting, claim)
    item.locator("summary", has_text="No… Does it show this?").click()
    item.get_by_label("What is wrong?").nth(1).fill("Page 12 says the opposite.")
    item.get_by_role("button", name="Say no").click()
    expect(item.locator(".chip").first).to_contain_text("Disputed")

    page = open_as(moderator)
    page.goto(f"/debates/{claim.debate.slug}/evidence/?status=disputed")
    page.get_by_role("link", name="Ten years of trams").first.click()
    page.get_by_text("Mark it as retracted or corrected").click()
    page.get_by_label("Where it says so").fill("https://example.org/notice")
    page.get_by_role("button", name="Mark the source").click()
    page.goto(f"/debates/{claim.debate.slug}/")
    expect(page.get_by_role("link", name="cites a retracted source")).to_be_visible()
    page.goto(f"/debates/{claim.debate.slug}/evidence/?standing=retracted")
    expect(page.get_by_text("Its source was retracted.")).to_be_visible()
    page.get_by_role("link", name="Where it says so").click()
    page.get_by_role("button", name="Take this back").click()
    page.goto(f"/debates/{claim.debate.slug}/")
    expect(page.get_by_role("link", name="cites a retracted source")).to_have_count(0)


def as_member(open_page: OpenPage, who: User, java_script: bool) -> Page:
    page = open_page(java_script=java_script)
    sign_in(page, who)
    return page


def cite(page: Page, claim: Argument) -> None:
    page.goto(f"/debates/{claim.debate.slug}/")
    page.get_by_role("link", name="Cite", exact=True).click()
    page.get_by_label("Address or number").fill("doi:10.1000/182")
    page.get_by_label("Title").fill("Ten years of trams")
    page.get_by_label("Exact quote").fill("Ridership rose by a third.")
    page.get_by_label("What it shows").fill("Riders came when the line opened")
    page.get_by_role("button", name="Add the evidence").click()
    expect(page.get_by_text("Your evidence is added.")).to_be_visible()


def item_of(page: Page, claim: Argument, *, go: bool = True) -> Locator:
    if go:
        page.goto(f"/arguments/{claim.pk}/")
    return page.locator(f"#evidence-{claim.evidence.get().pk}")
