"""Every page of a debate, as axe sees it and on a narrow screen, in light and dark."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts import clock
from accounts.models import User
from debates.actions.checks import check_evidence
from debates.actions.ignores import ignore_member
from debates.actions.moderation import hide_argument
from debates.actions.restrictions import warn_member
from debates.actions.retractions import reinstate_source, retract_source
from debates.actions.scores import refresh_all_scores
from debates.actions.sourcerequests import ask_for_source
from debates.models import Argument, Evidence, Intake, Source, Suggestion
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from tests.browser.sessions import sign_in
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_debate,
    a_member,
    a_remark,
    a_synthesis,
    a_vote,
    an_intake,
    some_evidence,
)

OpenPage = Callable[..., Page]
LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 8


@pytest.fixture
def staff() -> User:
    return a_member(is_staff=True)


@pytest.fixture
def synthesis(transactional_db: None, staff: User) -> Argument:
    """A debate with something of everything: long words, emoji, an override, a hidden reply."""
    debate = a_debate(
        "Would AIs that see the danger stop the race?", by=staff, context="Some *expect* so."
    )
    claim = a_claim(debate, "They would decline.", "With **enough** influence. " * 60, by=staff)
    counterclaim = a_counterclaim(claim, LONG_WORD[:260])
    bore = a_counterclaim(counterclaim, "\u202eright to left 🤝" + "🤝" * 200).author
    ignore_member(bore, by=staff)
    why: dict[str, Any] = {"rule": "insult", "because": LONG_WORD[:250]}
    warn_member(staff, **why, by=a_member(is_staff=True, is_superuser=True))
    hidden = a_counterclaim(claim, "An insult.")
    hide_argument(find_argument(staff, hidden.pk), rule="insult", because="It insults.", by=staff)
    doubted_and_fallen(claim, counterclaim, staff)
    ask_for_source(find_argument(staff, counterclaim.pk), by=staff)
    a_remark(claim)
    a_crux((claim, counterclaim), LONG_WORD[:200])
    a_crux((claim, counterclaim), "Is influence early enough?", by=staff)
    a_vote(claim)
    words = {"left_open": "How much?", "reasoning": f"See #{claim.pk}."}
    synthesis = a_synthesis([claim, counterclaim], **words, by=staff)
    for position in ("agree", "agree", "unsure", "disagree"):
        a_vote(synthesis, position)
    refresh_all_scores()
    return synthesis


def doubted_and_fallen(claim: Argument, counterclaim: Argument, staff: User) -> None:
    """Evidence in every state; of its sources one is retracted, one was, one is looked up."""
    title = LONG_WORD[:200]
    doubted = some_evidence(counterclaim, quote="Word for word.", locator="p. 3", title=title)
    member = a_member()
    seen = find_evidence(member, doubted.pk)
    check_evidence(seen, "quote", is_yes=False, because=LONG_WORD[:250], by=member)
    check_evidence(seen, "claim", is_yes=True, by=member)
    why = {"kind": "retracted", "url": "https://example.org/why", "because": LONG_WORD[:200]}
    against = some_evidence(claim, stance="undermines")
    retract_source(against.source, **why, by=staff)
    retract_source(doubted.source, **why, by=staff)
    reinstate_source(doubted.source, by=staff)
    csl = {"type": "book", "title": LONG_WORD[:200], "publisher": "Parker"}
    Suggestion.objects.create(source=doubted.source, asked_by=staff, found_at=clock.now(), csl=csl)
    an_intake(claim.debate, f"@book{{a, title={{{LONG_WORD}}}, year=1859}}\n@book{{b, title}}")


def of_evidence(slug: str) -> list[str]:
    doubted = Evidence.objects.exclude(quote="").get()
    source, fallen = doubted.source_id, Source.objects.get(standing="retracted").pk
    checks = f"/evidence/{doubted.pk}/checks/quote"
    bibliography = f"/debates/{slug}/bibliography"
    return [
        f"/debates/{slug}/evidence/?status=disputed",
        f"/debates/{slug}/evidence/?status=disputed&stance=undermines",
        f"{checks}/",
        f"{checks}/{doubted.checks.get(question='quote').member.username}/settle/",
        f"/sources/{source}/",
        f"/sources/{source}/edit/",
        f"/sources/{source}/merge/",
        f"/sources/{source}/retraction/",
        f"/sources/{source}/suggestion/",
        f"/sources/{fallen}/",
        f"/sources/known/?title={LONG_WORD[:200]}",
        f"{bibliography}/",
        f"{bibliography}/intakes/new/",
        f"{bibliography}/intakes/{Intake.objects.get().pk}/",
    ]


def addresses(synthesis: Argument) -> list[str]:
    slug, number = synthesis.debate.slug, synthesis.pk
    claim, counterclaim = sorted(synthesis.concessions.values_list("argument", flat=True))
    return [
        "/",
        "/about/",
        "/debates/",
        "/search/?q=they",
        f"/debates/{slug}/",
        *(
            f"/debates/{slug}/{tab}/"
            for tab in ("syntheses", "evidence", "cruxes", "people", "history")
        ),
        f"/cruxes/new/?first={claim}&second={counterclaim}",
        f"/arguments/{number}/cruxes/",
        f"/debates/{slug}/claims/new/",
        f"/debates/{slug}/syntheses/new/",
        f"/debates/{slug}/syntheses/new/?argument={claim}&argument={counterclaim}",
        f"/debates/{slug}/edit/",
        f"/debates/{slug}/close/",
        f"/arguments/{claim}/",
        f"/arguments/{claim}/history/",
        f"/arguments/{claim}/replies/",
        f"/arguments/{claim}/edit/",
        f"/arguments/{claim}/withdraw/",
        f"/arguments/{counterclaim}/",
        f"/arguments/{counterclaim}/counter/",
        f"/arguments/{counterclaim}/evidence/new/",
        f"/arguments/{counterclaim}/source-request/",
        f"/arguments/{counterclaim}/hide/",
        f"/arguments/{number}/",
        *of_evidence(slug),
        f"/people/{synthesis.author.username}/",
        "/notices/",
        "/debates/new/",
        "/nothing/here/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_overflows(
    open_page: OpenPage, synthesis: Argument, staff: User, scheme: str
) -> None:
    page = open_page(width=320, scheme=scheme)
    sign_in(page, staff)
    wrong = []
    for address in addresses(synthesis):
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{address} is wider than the screen")
        found = Axe().run(page).response["violations"]
        wrong += [f"{address}: {one['id']} at {one['nodes'][0]['target']}" for one in found]
    assert not wrong


def test_no_count_of_votes_is_cut_off(
    open_page: OpenPage, synthesis: Argument, staff: User
) -> None:
    page = open_page(width=320)
    sign_in(page, staff)
    page.goto(f"/debates/{synthesis.debate.slug}/")
    assert (
        page.evaluate("""() => {
        document.querySelectorAll(".seg b").forEach(count => count.textContent = "1,234");
        const cut = one => one.lastElementChild.getBoundingClientRect().right
            > one.getBoundingClientRect().right;
        return [...document.querySelectorAll(".acts .seg")].map(cut);
    }""").count(True)
        == 0
    )


def test_a_first_visit_is_light(
    open_page: OpenPage, live_server: LiveServer, synthesis: Argument
) -> None:
    """Under 60 kB over the wire in all, and no request to another host."""
    page = open_page()
    bodies: dict[str, bytes] = {}
    page.on("response", lambda response: bodies.update({response.url: response.body()}))
    page.goto(f"/debates/{synthesis.debate.slug}/", wait_until="networkidle")
    assert len(bodies) > 3
    assert all(url.startswith(str(live_server)) for url in bodies)
    # As WhiteNoise and the middleware send them, which this test server does not.
    assert sum(len(gzip.compress(body)) for body in bodies.values()) < 60_000


def test_a_signed_out_reader_gets_no_cookie(open_page: OpenPage, synthesis: Argument) -> None:
    page = open_page()
    page.goto(f"/debates/{synthesis.debate.slug}/")
    page.goto(f"/arguments/{synthesis.pk}/")
    assert page.context.cookies() == []
