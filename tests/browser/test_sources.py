"""Sources in a browser: found again while one types, shown to everyone on a narrow screen."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts import limits
from accounts.models import User
from debates.actions.evidence import add_evidence
from debates.actions.sources import Cited
from debates.models import Argument, Source
from debates.queries.arguments import find_argument
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_debate, a_member, some_evidence

OpenPage = Callable[..., Page]
LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 8
TRAMS = Cited(
    LONG_WORD[:260],
    "https://аррӏе.com/" + "trams/" * 40,
    "10.1000/182",
    "study",
    isbn="0-306-40615-2",
    arxiv="2101.00001v2",
    authors="Doe, Jane\n{World Tram Council}",
    published="2019-05",
    container="Journal of Trams",
)


@pytest.fixture
def staff() -> User:
    return a_member(is_staff=True)


@pytest.fixture
def claim(transactional_db: None, staff: User) -> Argument:
    return a_claim(a_debate("Should our town build a tram?", by=staff), "Trams carry more.")


@pytest.fixture
def source(claim: Argument, staff: User) -> Source:
    with limits.lifted():
        seen = find_argument(staff, claim.pk)
        quote = "Ridership rose by a third."
        source = add_evidence(seen, TRAMS, shows="Riders came.", quote=quote, by=staff).source
    some_evidence(claim, url=str(source.url), stance="undermines", shows=LONG_WORD[:260])
    some_evidence(claim, title=str(source.title))
    return source


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_a_source(
    open_page: OpenPage, source: Source, staff: User, claim: Argument, scheme: str
) -> None:
    page = open_page(width=320, scheme=scheme)
    sign_in(page, staff)
    wrong = []
    for address in (
        f"/sources/{source.pk}/",
        f"/sources/{source.pk}/edit/",
        f"/sources/{source.pk}/merge/",
        f"/sources/known/?url=doi:10.1000/182&title={source.title}",
        f"/arguments/{claim.pk}/evidence/new/",
    ):
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{address} is wider than the screen")
        found = Axe().run(page).response["violations"]
        wrong += [f"{address}: {one['id']} at {one['nodes'][0]['target']}" for one in found]
    assert not wrong


def test_a_known_source_shows_while_one_types(
    open_page: OpenPage, source: Source, staff: User, claim: Argument
) -> None:
    page = open_page()
    sign_in(page, staff)
    page.goto(f"/debates/{claim.debate.slug}/")
    page.get_by_role("link", name="Cite", exact=True).click()
    page.get_by_label("Address or number").press_sequentially("doi:10.1000/182")
    expect(page.get_by_text("cited 2 times here already")).to_be_visible()
    expect(page.get_by_label("Address or number")).to_be_focused()
    page.get_by_label("Title").fill("Anything")
    page.get_by_label("What it shows").fill("That riders came")
    page.get_by_role("button", name="Add the evidence").click()
    expect(page.get_by_text("Its source was known here already")).to_be_visible()
    assert claim.evidence.filter(source=source).count() == 3
