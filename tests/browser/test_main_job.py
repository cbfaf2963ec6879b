"""The main job, as people do it: with JavaScript, and by plain forms without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from debates.models import Argument, Draft, Tally
from tests.factories import a_claim, a_counterclaim, a_debate

OpenPage = Callable[..., Page]
PASSWORD = "correct horse battery staple"


def sign_up(page: Page, name: str) -> None:
    page.goto("/account/signup/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail").fill(f"{name}@example.org")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("navigation", name="You").get_by_text(name)).to_be_visible()


def card(page: Page, statement: str) -> object:
    return page.locator("article.argument", has_text=statement).last


@pytest.mark.parametrize("java_script", [True, False], ids=["with JavaScript", "without"])
def test_the_main_job(open_page: OpenPage, java_script: bool) -> None:
    nadia, jonas, oren = (open_page(java_script=java_script) for _ in range(3))
    for page, name in ((nadia, "nadia"), (jonas, "jonas"), (oren, "oren")):
        sign_up(page, name)

    nadia.goto("/debates/new/")
    nadia.get_by_label("Question").fill("Would AIs stop the race?")
    nadia.get_by_role("button", name="Open it").click()
    expect(nadia.get_by_role("heading", name="Would AIs stop the race?")).to_be_visible()
    debate = re.sub(r"\?.*", "", nadia.url)
    nadia.get_by_role("link", name="Add a claim").click()
    nadia.get_by_label("Statement").fill("Aligned AIs would decline.")
    nadia.get_by_label("Reasoning").fill("With **enough** influence.")
    nadia.get_by_role("button", name="Post the claim").click()
    expect(nadia.get_by_text("Your claim is posted.")).to_be_visible()
    expect(nadia.locator(".reasoning strong")).to_have_text("enough")

    jonas.goto(debate)
    jonas.get_by_role("link", name="Counter", exact=True).click()
    jonas.get_by_label("Statement").fill("They would be retrained.")
    jonas.get_by_role("button", name="Post the counterclaim").click()
    expect(jonas.get_by_role("link", name="They would be retrained.").or_(
        jonas.get_by_text("Your answer is posted.")
    )).to_be_visible()  # fmt: skip
    jonas.goto(debate)
    claim = jonas.locator("article.claim", has_text="Aligned AIs would decline.")
    claim.get_by_role("button", name="Disagree").click()
    expect(claim.get_by_role("button", name="Disagree 1")).to_have_attribute("aria-pressed", "true")
    claim.get_by_role("link", name="Cite").click()
    jonas.get_by_label("Address").fill("https://example.org/essay?utm_source=x")
    jonas.get_by_label("Title").fill("An essay")
    jonas.get_by_label("What it shows").fill("that training wins")
    jonas.get_by_role("button", name="Add the evidence").click()
    expect(jonas.get_by_text("that training wins")).to_be_visible()

    oren.goto(debate)
    oren.locator("article.claim").get_by_role("link", name="Synthesise").click()
    oren.get_by_role("link", name="They would be retrained.").click()
    keeps = oren.get_by_label("What you keep of it")
    keeps.nth(0).fill("They see the danger.")
    keeps.nth(1).fill("Training is strong.")
    oren.get_by_label("Resolution").fill("They comply, and advise against it.")
    oren.get_by_role("button", name="Preview").click()
    expect(oren.get_by_role("region", name="Preview")).to_contain_text("They comply")
    oren.get_by_role("button", name="Post the synthesis").click()
    expect(oren.get_by_text("Your synthesis is posted.")).to_be_visible()

    nadia.goto(debate)
    expect(nadia.get_by_text("Leading synthesis")).to_be_visible()
    nadia.get_by_role("button", name="I can accept this").click()
    expect(nadia.get_by_role("button", name="I can accept this 1")).to_be_visible()
    nadia.get_by_role("link", name="Notices (3)").click()
    expect(nadia.get_by_text("reconciled your argument in a synthesis")).to_be_visible()
    assert set(Argument.objects.values_list("kind", flat=True)) == {
        "claim",
        "counterclaim",
        "synthesis",
    }


def test_what_is_typed_is_kept_when_the_page_is_left(open_page: OpenPage) -> None:
    debate = a_debate()
    page = open_page()
    sign_up(page, "mira")
    page.goto(f"/debates/{debate.slug}/claims/new/")
    page.get_by_label("Statement").press_sequentially("Half a thou")
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    page.goto("/")
    page.goto(f"/debates/{debate.slug}/claims/new/")
    expect(page.get_by_label("Statement")).to_have_value("Half a thou")
    page.get_by_role("button", name="Post the claim").click()
    expect(page.get_by_text("Your claim is posted.")).to_be_visible()
    assert not Draft.objects.exists()


def test_what_is_typed_is_kept_when_the_session_ends(open_page: OpenPage) -> None:
    claim = a_claim()
    page = open_page()
    sign_up(page, "mira")
    page.goto(f"/arguments/{claim.pk}/counter/")
    page.get_by_label("Statement").fill("Not quite.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Post the counterclaim").click()
    expect(page.get_by_text("What you wrote is kept.")).to_be_visible()
    page.get_by_label("Name or e-mail").fill("mira")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Statement")).to_have_value("Not quite.")


def test_a_vote_keeps_the_focus_and_what_is_being_written(open_page: OpenPage) -> None:
    claim = a_claim()
    page = open_page()
    sign_up(page, "mira")
    page.goto(f"/debates/{claim.debate.slug}/")
    page.get_by_role("link", name="Counter", exact=True).click()
    page.get_by_label("Statement").fill("Half a counter")
    agree = page.get_by_role("button", name="Agree 0", exact=True)
    agree.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Agree 1", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.get_by_role("button", name="Agree 1", exact=True)).to_be_focused()
    expect(page.get_by_label("Statement")).to_have_value("Half a counter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Agree 0", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )
    assert Tally.objects.get(argument=claim).agree == 0


def test_more_replies_come_in_place(open_page: OpenPage) -> None:
    claim = a_claim()
    for number in range(6):
        a_counterclaim(claim, statement=f"Objection {number}.")
    page = open_page()
    page.goto(f"/debates/{claim.debate.slug}/")
    expect(page.locator("article.counter")).to_have_count(3)
    page.get_by_role("link", name="3 more replies").click()
    expect(page.locator("article.counter")).to_have_count(6)
