"""Outcomes, as axe sees them and on a narrow screen, in light and dark."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from debates.models import Outcome
from tests.browser.sessions import sign_in
from tests.ending import an_outcome, disputed
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_synthesis

OpenPage = Callable[..., Page]
LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 8


@pytest.fixture
def outcome(transactional_db: None) -> Outcome:
    claim = a_claim(a_debate("Would AIs that see the danger stop the race?"))
    synthesis = a_synthesis([claim, a_counterclaim(claim)], LONG_WORD[:260])
    text = f"Both it is.\n\n{LONG_WORD}"
    why = "The vote is tomorrow."
    outcome = an_outcome(claim.debate, text, synthesis=synthesis.pk, why_early=why)
    for words in ("It leaves us out.", LONG_WORD[:200], "\u202eright to left"):
        disputed(outcome, words)
    return outcome


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_an_outcome_fit_and_axe_finds_nothing(
    outcome: Outcome, open_page: OpenPage, scheme: str
) -> None:
    open_debate = a_debate("Another one?", by=outcome.by)
    claim = a_claim(open_debate)
    a_synthesis([claim, a_counterclaim(claim)], LONG_WORD[:260])
    at = f"/debates/{outcome.debate.slug}/"
    wrong = []
    for member, addresses in [
        (outcome.by, [at, f"{at}outcomes/", f"{at}outcomes/new/", f"{at}outcomes/1/"]),
        (outcome.by, [f"/debates/{open_debate.slug}/close/"]),
        (a_member(), [at, f"{at}outcomes/1/dispute/"]),
    ]:
        page = open_page(width=320, scheme=scheme)
        sign_in(page, member)
        for address in addresses:
            page.goto(address)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{address} is wider than the screen")
            found = Axe().run(page).response["violations"]
            wrong += [f"{address}: {one['id']} at {one['nodes'][0]['target']}" for one in found]
    assert not wrong
