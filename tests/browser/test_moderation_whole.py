"""The whole way of one flag: queue, ruling, notices, appeal, and undone again."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from debates.models import Argument
from tests.appealing import a_moderator
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_debate, a_member, a_vote

OpenPage = Callable[..., Page]
WORDS = "Streets are for people"


@pytest.fixture
def claim(transactional_db: None) -> Argument:
    """One that somebody agrees with."""
    claim = a_claim(a_debate("Should cities be free of cars?"), WORDS)
    a_vote(claim)
    return claim


@pytest.mark.parametrize("java_script", [True, False], ids=["script", "no script"])
def test_from_a_flag_to_a_granted_appeal(
    open_page: OpenPage, claim: Argument, java_script: bool
) -> None:
    reporter, author, judge = a_member(), claim.author, a_moderator(claim.debate)
    as_member = members(open_page, java_script)
    with as_member(reporter) as page:
        flag(page, claim, in_place=java_script)
    with as_member(claim.debate.opened_by) as page:
        hide(page, claim)
    with as_member(reporter) as page:
        told(page, "Your flag, and what came of it")
        expect(page.get_by_text("You flagged an argument by the rule")).to_be_visible()
        expect(page.get_by_text("It calls them names")).to_be_visible()
        page.goto(f"/arguments/{claim.pk}/")
        expect(page.get_by_text(WORDS)).to_have_count(0)
    with as_member(author) as page:
        told(page, "Why, and what you can do")
        expect(page.get_by_text("It calls them names")).to_be_visible()
        page.get_by_role("link", name="Appeal it").click()
        page.get_by_label("Why it should be undone").fill("It names nobody.")
        page.get_by_role("button", name="Appeal").click()
        expect(page.get_by_text("Your appeal is on its way.")).to_be_visible()
        shoot(page, "appeal")
    with as_member(judge) as page:
        grant(page)
    with as_member(author) as page:
        told(page, "What was ruled")
        page.get_by_role("link", name="judged your appeal").click()
        expect(page.get_by_text("granted: the ruling is undone").first).to_be_visible()
    with as_member(reporter) as page:
        told(page, "Your flag, and what came of it")
        expect(page.get_by_text("It has been undone.")).to_be_visible()
    tells_all_but_names(open_page(java_script=java_script), claim)


def members(
    open_page: OpenPage, java_script: bool
) -> Callable[[User], AbstractContextManager[Page]]:
    """Each member's own browser, as they come back to it."""
    pages: dict[int, Page] = {}

    @contextmanager
    def as_member(member: User) -> Iterator[Page]:
        if member.pk not in pages:
            pages[member.pk] = open_page(java_script=java_script)
            sign_in(pages[member.pk], member)
        yield pages[member.pk]

    return as_member


def flag(page: Page, claim: Argument, *, in_place: bool) -> None:
    page.goto(f"/debates/{claim.debate.slug}/")
    menu = page.locator(f"#argument-{claim.pk} .menu")
    menu.locator("summary").click()
    menu.get_by_role("link", name="Flag").click()
    page.get_by_label("What is wrong with it?").select_option("insult")
    page.get_by_label("Note").fill("Line two")
    shoot(page, "flag")
    page.get_by_role("button", name="Flag it").click()
    if in_place:
        expect(page.locator(f"#under-{claim.pk}").get_by_role("status")).to_be_focused()
    page.goto("/flags/")
    expect(page.get_by_role("main").get_by_text(WORDS)).to_be_visible()
    shoot(page, "flags")


def hide(page: Page, claim: Argument) -> None:
    page.goto(f"/debates/{claim.debate.slug}/moderation/")
    shoot(page, "queue")
    page.get_by_role("button", name="Open and claim").click()
    expect(page.get_by_text("Claimed by you until")).to_be_visible()
    expect(page.get_by_text("Line two")).to_be_visible()
    expect(page.get_by_text("No ruling about them within a year.")).to_be_visible()
    shoot(page, "case")
    page.get_by_role("group", name="Rule on it").get_by_role(
        "link", name="Hide", exact=True
    ).click()
    page.get_by_label("Rule", exact=True).select_option("insult")
    page.get_by_label("Reason").fill("It calls them names")
    shoot(page, "hide")
    page.get_by_role("main").get_by_role("button", name="Hide").click()
    page.goto(f"/debates/{claim.debate.slug}/moderation/")
    expect(page.get_by_text("Nothing waits.")).to_be_visible()


def told(page: Page, summary: str) -> None:
    """Opens what the newest notice says."""
    page.goto("/notices/")
    page.get_by_text(summary).first.click()
    shoot(page, "notices")


def grant(page: Page) -> None:
    page.goto("/notices/")
    page.get_by_role("link", name="appealed a ruling").click()
    expect(page.get_by_text("It names nobody.")).to_be_visible()
    page.get_by_label("granted: the ruling is undone").check()
    page.get_by_label("Answer").fill("You are right.")
    shoot(page, "judge")
    page.get_by_role("button", name="Judge").click()
    expect(page.get_by_text("You are right.")).to_be_visible()


def tells_all_but_names(page: Page, claim: Argument) -> None:
    """A visitor reads the words and the vote again, and in the record what came to pass."""
    page.goto(f"/debates/{claim.debate.slug}/")
    card = page.locator(f"#argument-{claim.pk}")
    expect(card.get_by_text(WORDS)).to_be_visible()
    claim.tally.refresh_from_db()
    assert (claim.tally.agree, claim.votes.count()) == (1, 1)
    page.goto(f"/debates/{claim.debate.slug}/history/?only=rulings")
    shoot(page, "record")
    record = page.locator("ol.record")
    for line in ("hid", "restored", "It calls them names", "whom it concerns"):
        expect(record.get_by_text(line).first).to_be_visible()
    for name in (claim.debate.opened_by.username, claim.author.username, WORDS, "Line two"):
        expect(record.get_by_text(name)).to_have_count(0)
    record.get_by_role("link", name="hid").first.click()
    expect(page.get_by_text("This ruling is undone.")).to_be_visible()
    shoot(page, "ruling")


def shoot(page: Page, name: str) -> None:
    """Keeps how it looks, where one asks to see it, on a phone and on a desk."""
    if folder := os.environ.get("SHOTS"):
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
