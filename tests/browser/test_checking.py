"""Evidence opens under its argument, is checked there, and is disputed in a sentence."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts import limits
from accounts.models import User
from debates.actions.checks import check_evidence, settle_check
from debates.models import Argument, Evidence
from debates.queries.evidence import find_evidence
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_synthesis, some_evidence

OpenPage = Callable[..., Page]


def answer(evidence: Evidence, question: str, because: str = "", *, by: User | None = None) -> User:
    """A yes, or with a sentence a no. Returns whose."""
    by = by or a_member()
    found = find_evidence(by, evidence.pk)
    with limits.lifted():
        check_evidence(found, question, is_yes=not because, because=because, by=by)
    return by


@pytest.fixture
def claim(transactional_db: None) -> Argument:
    return a_claim(a_debate("Should the town build a tram?"), "Riders come when a line opens.")


@pytest.fixture
def evidence(claim: Argument) -> Evidence:
    """An essay that 4 of 5 found the quote in, beside one that stands against the claim."""
    quote = "Ridership rose by a third."
    evidence = some_evidence(claim, title="Ten years of trams", quote=quote, locator="p. 12")
    some_evidence(claim, title="A town without", stance="undermines")
    for _ in range(4):
        answer(evidence, "quote")
    doubter = answer(evidence, "quote", "Page 12 is about buses.")
    settled = answer(evidence, "claim", "It was a mild winter.")
    answer(evidence, "independence", by=doubter)
    opener = claim.debate.opened_by
    seen = find_evidence(opener, evidence.pk)
    settle_check(seen, settled, "claim", because="Page 14 allows for it.", by=opener)
    return evidence


def test_evidence_opens_under_its_argument_and_closes_again(
    open_page: OpenPage, claim: Argument, evidence: Evidence
) -> None:
    page = open_page()
    page.goto(f"/debates/{claim.debate.slug}/")
    chips = page.locator(".chips a")
    expect(chips.first).to_contain_text("4 of 5 found the quote")
    expect(chips.first).to_contain_text("disputed")
    chips.first.press("Enter")
    item = page.locator(f"#under-{claim.pk} #evidence-{evidence.pk}")
    expect(item).to_be_focused()
    expect(item).to_contain_text("Ridership rose by a third.")
    chips.first.click()
    expect(item).to_have_count(0)
    expect(chips.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(item).to_be_focused()
    page.keyboard.press("Escape")
    expect(item).to_have_count(0)
    expect(chips.first).to_be_focused()
    chips.nth(1).click()
    expect(page.locator(".opened li.card.against")).to_be_focused()
    page.get_by_role("link", name="Close", exact=True).click()
    expect(page.locator(".opened")).to_have_count(0)
    expect(chips.nth(1)).to_be_focused()
    assert page.url.endswith(f"/debates/{claim.debate.slug}/")


@pytest.mark.parametrize("where", ["debate", "argument"])
def test_a_member_checks_it_where_it_stands(
    open_page: OpenPage, claim: Argument, evidence: Evidence, where: str
) -> None:
    page = open_page()
    sign_in(page, a_member())
    if where == "debate":
        page.goto(f"/debates/{claim.debate.slug}/")
        page.locator(".chips a").first.click()
    else:
        page.goto(f"/arguments/{claim.pk}/")
    item = page.locator(f"#evidence-{evidence.pk}")
    group = item.get_by_role("group", name="Is the quote there?")
    yes = group.get_by_role("button", name="Yes")
    yes.click()
    expect(item).to_contain_text("5 of 6 found the quote")
    expect(yes).to_have_attribute("aria-pressed", "true")
    expect(yes).to_be_focused()
    expect(page.locator("#live")).to_have_text("Your “yes” is counted.")
    yes.click()
    expect(item).to_contain_text("4 of 5 found the quote")
    expect(page.locator("#live")).to_have_text("Your answer is taken back.")

    item.locator("summary", has_text="No… Is the quote there?").click()
    why = item.get_by_label("What is wrong?").first
    why.fill(" ")
    item.get_by_role("button", name="Say no").first.click()
    expect(item).to_contain_text("Please write something here.")
    expect(why).to_be_focused()
    why.fill("It is on no page of the second edition.")
    item.get_by_role("button", name="Say no").first.click()
    expect(item).to_contain_text("4 of 6 found the quote")
    no = group.get_by_role("button", name="No")
    expect(no).to_have_attribute("aria-pressed", "true")
    expect(no).to_be_focused()
    expect(page.locator("#live")).to_have_text("Your “no” is counted.")
    item.get_by_text("Show who checked").click()
    expect(item).to_contain_text("It is on no page of the second edition.")
    expect(page.locator("main")).to_have_count(1)


def test_all_of_it_works_without_scripts(
    open_page: OpenPage, claim: Argument, evidence: Evidence
) -> None:
    page = open_page(java_script=False)
    sign_in(page, a_member())
    page.goto(f"/debates/{claim.debate.slug}/")
    page.locator(".chips a").first.click()
    assert page.url.endswith(f"/arguments/{claim.pk}/#evidence-{evidence.pk}")
    item = page.locator(f"#evidence-{evidence.pk}")
    item.locator("summary", has_text="No… Does it show this?").click()
    item.get_by_label("What is wrong?").nth(1).fill("It was a mild winter, too.")
    item.get_by_role("button", name="Say no").click()
    expect(page.get_by_text("Your “no” is counted.")).to_be_visible()
    item.get_by_text("Show who checked").click()
    expect(item).to_contain_text("It was a mild winter, too.")


def test_a_moderator_settles_it_from_the_page(
    open_page: OpenPage, claim: Argument, evidence: Evidence
) -> None:
    page = open_page()
    sign_in(page, claim.debate.opened_by)
    page.goto(f"/arguments/{claim.pk}/")
    page.get_by_text("Show who checked").click()
    page.get_by_role("link", name="Settle this “no”").click()
    page.get_by_label("Reason").fill("Page 12 of the second edition, which is cited.")
    page.get_by_role("button", name="Settle it").click()
    expect(page.get_by_text("The “no” is settled.")).to_be_visible()
    expect(page.locator(f"#evidence-{evidence.pk} .chip").first).to_contain_text("Checked")


def test_where_a_card_has_no_place_under_it_its_chip_is_a_link(
    open_page: OpenPage, claim: Argument
) -> None:
    synthesis = a_synthesis([claim, a_counterclaim(claim)])
    evidence = some_evidence(synthesis, title="Of both")
    page = open_page()
    page.goto(f"/debates/{claim.debate.slug}/syntheses/")
    page.get_by_role("link", name=re.compile("Of both")).click()
    page.wait_for_url(f"**/arguments/{synthesis.pk}/#evidence-{evidence.pk}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_overflows(
    open_page: OpenPage, claim: Argument, evidence: Evidence, scheme: str
) -> None:
    answer(evidence, "claim", "Donaudampfschifffahrtsgesellschaft" * 8)
    member = a_member()
    answer(evidence, "quote", "Not there.", by=member)
    page = open_page(width=320, scheme=scheme)
    wrong = []

    def look(address: str) -> None:
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{address} is wider than the screen")
        found = Axe().run(page).response["violations"]
        wrong.extend(f"{address}: {one['id']} at {one['nodes'][0]['target']}" for one in found)

    checks = f"/evidence/{evidence.pk}/checks/quote/"
    for who in (member, claim.debate.opened_by):
        sign_in(page, who)
        page.goto(f"/debates/{claim.debate.slug}/")
        page.locator(".chips a").first.click()
        expect(page.locator(".opened")).to_be_visible()
        for summary in page.locator(".checks summary").all():
            summary.click()
        look("in place")
        page.goto(checks)
        look(checks)
    settling = f"{checks}{member.username}/settle/"
    page.goto(settling)
    look(settling)
    assert not wrong
