"""What members are asked after their votes, in a real browser: in place, and fit for everyone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from accounts import limits
from accounts.models import User
from debates.actions.fairness import judge_fairness
from debates.actions.minds import name_mind_change
from debates.actions.obstacles import name_obstacle
from debates.models import Argument
from debates.queries.arguments import find_argument
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_counterclaim, a_debate, a_synthesis, a_vote, days_ago

OpenPage = Callable[..., Page]


@pytest.fixture
def argued(transactional_db: None) -> tuple[Argument, Argument, Argument, User]:
    """A claim, its counterclaim, a synthesis of both, and who agreed with the claim before."""
    with days_ago(30):
        claim = a_claim(a_debate("Should cities be free of cars?"), "Streets are for people")
        counter = a_counterclaim(claim, "Deliveries need streets")
        holder = a_vote(claim)
    with days_ago(1):
        synthesis = a_synthesis([claim, counter], "People by day, deliveries by night")
    return claim, counter, synthesis, holder


def test_what_changed_a_mind_is_named_in_place(
    open_page: OpenPage, argued: tuple[Argument, Argument, Argument, User]
) -> None:
    claim, counter, _synthesis, holder = argued
    page = open_page()
    sign_in(page, holder)
    page.goto(f"/arguments/{claim.pk}/")
    page.get_by_role("button", name="Disagree").first.click()
    page.get_by_role("link", name="Which argument changed your mind?").click()
    page.get_by_role("radio", name=counter.statement).check()
    page.get_by_role("button", name="This one did").click()
    page.get_by_text("without your name.").wait_for()
    assert page.get_by_role("link", name="Changed 1 mind").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_one_is_asked(
    open_page: OpenPage, argued: tuple[Argument, Argument, Argument, User], scheme: str
) -> None:
    claim, counter, synthesis, holder = argued
    with limits.lifted():
        judge_fairness(find_argument(holder, synthesis.pk), claim.pk, is_fair=True, by=holder)
        name_obstacle(
            find_argument(a_vote(synthesis, "disagree", by=holder), synthesis.pk),
            "It does not say who pays for the nights.",
            by=holder,
        )
        flips = a_vote(claim, "disagree", by=a_vote(claim))
        name_mind_change(find_argument(flips, claim.pk), counter.pk, by=flips)
        a_vote(claim, "agree", by=flips)
    wrong = []
    for who, argument, shown in (
        (claim.author, synthesis, "#asked"),
        (synthesis.author, synthesis, "#obstacles"),
        (holder, synthesis, "#obstacle"),
        (flips, claim, "#mind"),
        (holder, counter, "#minds"),
    ):
        page = open_page(width=320, scheme=scheme)
        sign_in(page, who)
        page.goto(f"/arguments/{argument.pk}/{shown}")
        assert page.locator(shown).count() == 1
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{shown} is wider than the screen")
        found = Axe().run(page).response["violations"]
        wrong += [f"{shown}: {one['id']} at {one['nodes'][0]['target']}" for one in found]
    assert not wrong
