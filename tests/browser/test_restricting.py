"""Muting from a card, and what the muted meet in a tab that was open before."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from accounts.models import User
from debates.actions.ignores import ignore_member
from debates.models import Argument, Restriction
from tests.browser.sessions import sign_in
from tests.factories import a_member

OpenPage = Callable[..., Page]


def test_an_old_tab_says_why_and_keeps_what_was_typed(
    open_page: OpenPage, transactional_db: None, claim: Argument, moderator: User
) -> None:
    member = a_member()
    tab = open_page()
    sign_in(tab, member)
    tab.goto(f"/arguments/{claim.pk}/")
    tab.get_by_role("link", name="Counter", exact=True).click()
    statement = tab.get_by_label("Statement")
    statement.fill("Not so.")
    ruling = open_page()
    sign_in(ruling, moderator)
    ruling.goto(f"/people/{member.username}/mute/?debate={claim.debate.slug}")
    ruling.get_by_label("Rule").select_option("insult")
    ruling.get_by_label("Reason").fill("Three insults in a row.")
    ruling.get_by_label("How long").select_option("week")
    ruling.get_by_role("button", name="Mute").click()
    expect(ruling.get_by_text("Done, and in the record.")).to_be_visible()
    assert Restriction.objects.get().member == member
    tab.get_by_role("button", name="Post the counterclaim").click()
    expect(tab.get_by_role("alert")).to_contain_text("Attacks a person: “Three insults in a row.”")
    expect(statement).to_have_value("Not so.")


def test_what_is_folded_opens_without_javascript(
    open_page: OpenPage, transactional_db: None, claim: Argument
) -> None:
    member = a_member()
    ignore_member(claim.author, by=member)
    page = open_page(java_script=False)
    sign_in(page, member)
    page.goto(f"/debates/{claim.debate.slug}/")
    words = page.locator(f"#statement-{claim.pk}")
    expect(words).to_be_hidden()
    page.get_by_text("By someone you ignore").click()
    expect(words).to_be_visible()
