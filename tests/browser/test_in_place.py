"""What opens in place takes the focus, gives it back, and stays on the screen."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from accounts import limits
from debates.actions.debates import close_debate
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_synthesis

OpenPage = Callable[..., Page]


def test_a_form_opened_in_place_takes_the_focus_and_gives_it_back(open_page: OpenPage) -> None:
    claim = a_claim()
    page = open_page()
    sign_in(page, a_member())
    page.goto(f"/debates/{claim.debate.slug}/")
    counter = page.get_by_role("link", name="Counter", exact=True)
    counter.press("Enter")
    statement = page.get_by_label("Statement")
    expect(statement).to_be_focused()
    page.keyboard.press("Escape")
    expect(statement).to_have_count(0)
    expect(counter).to_be_focused()

    page.keyboard.press("Enter")
    statement.fill("Written words stay.")
    page.keyboard.press("Escape")
    expect(statement).to_have_value("Written words stay.")
    page.get_by_role("link", name="Cancel").click()
    expect(statement).to_have_count(0)
    expect(counter).to_be_focused()


def test_words_are_kept_when_another_form_takes_their_place(open_page: OpenPage) -> None:
    claim = a_claim()
    page = open_page()
    sign_in(page, a_member())
    page.goto(f"/debates/{claim.debate.slug}/")
    page.get_by_role("link", name="Counter", exact=True).click()
    page.get_by_label("Statement").fill("Half a thought")
    with page.expect_response("**/drafts/"):
        page.get_by_role("link", name="Support", exact=True).click()
    expect(page.get_by_role("button", name="Post the support")).to_be_visible()
    expect(page.get_by_label("Statement")).to_have_value("")
    page.get_by_role("link", name="Counter", exact=True).click()
    expect(page.get_by_label("Statement")).to_have_value("Half a thought")


def test_focus_goes_to_what_is_wrong_and_then_to_what_was_posted(open_page: OpenPage) -> None:
    claim = a_claim()
    page = open_page()
    sign_in(page, a_member())
    page.goto(f"/debates/{claim.debate.slug}/")
    page.get_by_role("link", name="Counter", exact=True).click()
    statement = page.get_by_label("Statement")
    statement.fill("x" * 301)
    page.get_by_role("button", name="Post the counterclaim").click()
    expect(page.get_by_text("1 character too long")).to_be_visible()
    expect(statement).to_be_focused()
    assert len(statement.input_value()) == 301
    statement.fill("Not quite.")
    page.get_by_role("button", name="Post the counterclaim").click()
    posted = page.locator("li", has=page.get_by_text("Not quite.")).last
    expect(posted).to_be_focused()
    expect(page.locator("#live")).to_have_text("Posted.")


def test_an_answer_from_its_own_page_leads_to_the_answer(open_page: OpenPage) -> None:
    claim = a_claim()
    page = open_page()
    sign_in(page, a_member())
    page.goto(f"/arguments/{claim.pk}/support/")
    page.get_by_label("Statement").fill("So it is.")
    page.get_by_role("button", name="Post the support").click()
    expect(page.get_by_text("Your answer is posted.")).to_be_visible()
    assert not page.url.endswith("/support/")


def test_a_menu_stays_on_a_small_screen_and_closes(open_page: OpenPage) -> None:
    claim = a_claim()
    a_counterclaim(claim)
    page = open_page(width=320)
    sign_in(page, a_member())
    page.goto(f"/debates/{claim.debate.slug}/")
    for summary in page.locator(".menu > summary").all():
        summary.click()
        box = page.locator(".menu[open] > div").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        page.keyboard.press("Escape")
        expect(page.locator(".menu[open]")).to_have_count(0)
        expect(summary).to_be_focused()
    summary.click()
    page.get_by_role("heading", level=1).click()
    expect(page.locator(".menu[open]")).to_have_count(0)


def test_a_link_to_join_is_no_empty_invitation(open_page: OpenPage) -> None:
    opener = a_member()
    debate = a_debate(by=opener, visibility="invited")
    page = open_page()
    sign_in(page, opener)
    page.goto(f"/debates/{debate.slug}/people/")
    page.get_by_role("button", name="Make a link to join").click()
    expect(page.locator(".secret")).to_contain_text("/invitations/")
    expect(page.get_by_text("This field is required.")).to_have_count(0)


def test_a_third_argument_can_always_be_picked(open_page: OpenPage) -> None:
    claim = a_claim()
    other = a_claim(claim.debate, "Something else.")
    third = a_claim(claim.debate, "A third thing.")
    page = open_page()
    sign_in(page, a_member())
    at = f"/debates/{claim.debate.slug}/syntheses/new/"
    page.goto(f"{at}?argument={claim.pk}&argument={other.pk}&pick=1")
    page.get_by_role("link", name=third.statement).click()
    expect(page.get_by_label("What you keep of it")).to_have_count(3)


def test_the_rules_of_the_order_are_told_in_full(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/about/")
    expect(page.get_by_text("splitting an objection into thirty gains nothing")).to_be_visible()


def test_two_edits_of_a_synthesis_at_once_show_both_and_lose_nothing(open_page: OpenPage) -> None:
    author = a_member()
    synthesis = a_synthesis(by=author)
    page = open_page()
    sign_in(page, author)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"/arguments/{synthesis.pk}/edit/")
    for tab, words in ((page, "First"), (other, "Second")):
        tab.get_by_label("What you keep of it").first.fill(f"{words} keep.")
        tab.get_by_label("Resolution").fill(f"{words} resolution.")
        tab.get_by_role("button", name="Save", exact=True).click()
    now = other.get_by_role("region", name="What stands now")
    expect(now).to_contain_text("First resolution.")
    expect(now).to_contain_text("First keep.")
    expect(other.get_by_label("Resolution")).to_have_value("Second resolution.")
    expect(other.get_by_label("What you keep of it").first).to_have_value("Second keep.")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_text("Saved as a new version.")).to_be_visible()


def test_a_refusal_stands_where_it_was_tried(open_page: OpenPage) -> None:
    claim = a_claim()
    page = open_page()
    sign_in(page, a_member())
    page.goto(f"/debates/{claim.debate.slug}/")
    with limits.lifted():
        close_debate(claim.debate, by=claim.debate.opened_by)
    page.get_by_role("link", name="Counter", exact=True).click()
    expect(page.locator(f"#under-{claim.pk}").get_by_role("alert")).to_have_text(
        "This debate is closed."
    )
    expect(page.locator("main")).to_have_count(1)
