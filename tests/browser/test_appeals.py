"""From a ruling to its notice, an appeal and its end; and how these pages look."""

import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts import clock
from accounts.models import User
from debates.actions import appeals as acts
from debates.models import Argument, Restriction
from debates.queries.appeals import find_appeal
from tests.appealing import a_moderator, an_appeal, hidden, judged, staff, warned
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_debate, a_member, a_place, days_ago
from tests.flagged import a_flag
from tests.telling import a_house_rule

OpenPage = Callable[..., Page]
LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 8


@pytest.mark.parametrize("java_script", [True, False], ids=["script", "no script"])
def test_from_notice_to_appeal_to_undone(
    open_page: OpenPage, no_limits: None, java_script: bool
) -> None:
    claim = a_claim(a_debate("Should cities be free of cars?"))
    judging, author = a_moderator(claim.debate), claim.author
    hidden(claim)
    page, other = open_page(java_script=java_script), open_page(java_script=java_script)
    sign_in(page, author)
    page.goto("/notices/")
    page.get_by_text("Why, and what you can do").click()
    expect(page.get_by_text("It attacks a person")).to_be_visible()
    page.get_by_role("link", name="Appeal it").click()
    page.get_by_label("Why it should be undone").fill("It quotes the insult.\nIt answers it.")
    page.get_by_role("button", name="Appeal").click()
    expect(page.get_by_text("It answers it.")).to_be_visible()

    sign_in(other, judging)
    other.goto("/notices/")
    other.get_by_role("link", name="appealed a ruling").click()
    other.get_by_label("Reply").fill("Which sentence?")
    other.get_by_role("button", name="Reply").click()
    expect(other.get_by_text("Which sentence?")).to_be_visible()
    other.get_by_label("granted: the ruling is undone").check()
    other.get_by_label("Answer").fill("You are right.")
    other.get_by_role("button", name="Judge").click()
    expect(other.get_by_text("You are right.")).to_be_visible()

    page.goto("/notices/")
    page.get_by_role("link", name="judged your appeal").click()
    expect(page.get_by_text("You are right.")).to_be_visible()
    expect(page.get_by_text("granted: the ruling is undone").first).to_be_visible()
    claim.refresh_from_db()
    assert not claim.is_hidden


def everything(author: User) -> tuple[Argument, User, list[int]]:
    """Appeals that wait, are overdue and judged, with long words in them."""
    debate = a_debate("Would AIs that see the danger stop the race?")
    judging = a_moderator(debate)
    a_house_rule(debate, LONG_WORD[:80])
    made = []
    for days in (9, 1, 2):
        with days_ago(days):
            ruling = hidden(a_claim(debate, by=author), rule="kind")
            made.append(an_appeal(ruling, f"{LONG_WORD}\n\u202eright to left").pk)
    judged(find_appeal(judging, made[2]), "denied", by=judging)
    for by in (author, judging):
        acts.reply_to_appeal(find_appeal(by, made[1]), LONG_WORD, by=by)
    claim = a_claim(debate, by=author)
    flagging = a_flag(claim, "spam").member
    hidden(claim)
    a_place(debate, member=flagging)
    muting = warned(author, by=staff())
    until = clock.now() + timedelta(days=3)
    Restriction.objects.create(member=author, kind="muted", until=until, ruling=muting)
    return claim, judging, made


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_these_pages_fit_and_axe_finds_nothing(
    open_page: OpenPage, no_limits: None, scheme: str
) -> None:
    author = a_member()
    claim, judging, made = everything(author)
    shown = [f"/appeals/{number}/" for number in made]
    appealing = f"/rulings/{claim.rulings.latest('pk').pk}/appeal/"
    lists = [f"/debates/{claim.debate.slug}/moderation/appeals/", "/moderation/appeals/"]
    of_author = ["/notices/", "/appeals/", f"/arguments/{claim.pk}/", appealing]
    wrong = []
    for member, addresses in [
        (author, [*of_author, *shown]),
        (judging, ["/notices/", *lists[:1], *shown]),
        (claim.debate.opened_by, shown[:1]),
        (claim.cases.get().raised.get().member, ["/notices/"]),
        (staff(), [*lists, *shown[:1]]),
    ]:
        page = open_page(width=320, scheme=scheme)
        sign_in(page, member)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{address} is wider than the screen")
            found = Axe().run(page).response["violations"]
            wrong += [f"{address}: {one['id']} at {one['nodes'][0]['target']}" for one in found]
            if os.environ.get("SHOTS"):
                name = address.strip("/").replace("/", "-")
                page.screenshot(
                    path=f"{os.environ['SHOTS']}/{member.pk}-{name}-{scheme}.png", full_page=True
                )
    assert not wrong
