"""Working through the queue by keyboard, in place, and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from debates.models import Case, Debate, Ruling
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_debate, a_member
from tests.flagged import a_flag

OpenPage = Callable[..., Page]


@pytest.fixture
def moderator(transactional_db: None) -> User:
    return a_member()


@pytest.fixture
def debate(moderator: User) -> Debate:
    """With three cases."""
    debate = a_debate(by=moderator)
    for _ in range(3):
        a_flag(a_claim(debate))
    return debate


def test_a_queue_is_worked_through_by_keyboard(
    open_page: OpenPage, debate: Debate, moderator: User
) -> None:
    page = open_page()
    sign_in(page, moderator)
    page.goto(f"/debates/{debate.slug}/moderation/")
    first, second, third = Case.objects.order_by("pk")
    page.keyboard.press("j")  # Where nothing of the list has the focus, keys are nobody's.
    page.get_by_label(f"Choose case {first.pk}").focus()
    page.keyboard.press("j")
    expect(page.locator(f"#case-{second.pk}")).to_be_focused()
    page.keyboard.press("d")
    expect(page.locator(f"#case-{second.pk}")).to_contain_text("no breach found")
    expect(page.locator("#live")).to_contain_text("no breach found")
    expect(page.locator(f"#case-{third.pk}")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(f"#case-{first.pk}")).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_label(f"Choose case {first.pk}")).to_be_checked()
    page.keyboard.press("o")
    expect(page).to_have_url(f"/cases/{first.pk}/")
    expect(page.get_by_text("Claimed by you until")).to_be_visible()


def test_what_another_has_decided_is_told_in_its_row(
    open_page: OpenPage, debate: Debate, moderator: User
) -> None:
    page = open_page()
    sign_in(page, moderator)
    page.goto(f"/debates/{debate.slug}/moderation/")
    case = Case.objects.order_by("pk")[0]
    other = open_page()
    sign_in(other, moderator)
    other.goto(f"/debates/{debate.slug}/moderation/")
    other.locator(f"#case-{case.pk}").get_by_role("button", name="No breach").click()
    expect(other.locator(f"#case-{case.pk}")).to_contain_text("no breach found")
    page.locator(f"#case-{case.pk}").get_by_role("button", name="No breach").click()
    expect(page.locator(f"#case-{case.pk}")).to_contain_text(
        "has decided this already: no breach found."
    )


def test_the_queue_works_without_javascript(
    open_page: OpenPage, debate: Debate, moderator: User
) -> None:
    page = open_page(java_script=False, width=360)
    sign_in(page, moderator)
    page.goto(f"/debates/{debate.slug}/moderation/")
    first, second, third = Case.objects.order_by("pk")
    page.locator(f"#case-{first.pk}").get_by_role("button", name="Open and claim").click()
    expect(page).to_have_url(f"/cases/{first.pk}/")
    page.get_by_role("button", name="No breach").click()
    expect(page).to_have_url(f"/debates/{debate.slug}/moderation/")
    expect(page.get_by_text("No breach found. Everybody who flagged it is told.")).to_be_visible()
    for case in (second, third):
        page.get_by_label(f"Choose case {case.pk}").check()
    page.locator("#chosen").get_by_label("Rule").select_option("spam")
    page.get_by_role("textbox", name="Reason").fill("They sell something")
    page.get_by_role("button", name="Hide the chosen").click()
    expect(page.get_by_text("2 cases are decided.")).to_be_visible()
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
    assert Ruling.objects.filter(verb="hide", reason="They sell something").count() == 2
