"""Every page of moderation, to each who sees it: axe finds nothing, and nothing overflows."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from accounts import limits
from accounts.models import User
from debates.actions import appeals, hiding, houserules, locks, marks, merges, redactions, slowing
from debates.actions.casework import claim_case
from debates.actions.ignores import ignore_member
from debates.actions.moderation import hide_argument
from debates.actions.restrictions import mute_member, suspend_member, warn_member
from debates.actions.shutting import screen_debate, shut_debate
from debates.actions.undoing import undo_ruling
from debates.models import Argument, Debate, Remark, Ruling
from debates.queries.appeals import find_appeal
from debates.queries.arguments import find_argument
from debates.queries.cases import find_case
from debates.queries.rulings import find_ruling
from tests.browser.sessions import sign_in
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_place,
    a_remark,
    a_vote,
    seen_by,
    some_evidence,
)
from tests.flagged import a_flag

OpenPage = Callable[..., Page]
LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 7
WHY: dict[str, Any] = {"rule": "insult", "because": LONG_WORD}
RULINGS = (
    *("hide/", "hide-thread/", "lock/", "slow/", "move/", "move/?to=top"),
    *("merge/", "split/", "history/", "history/1/redact/", "flag/"),
)


class Scene:
    """A debate in which moderators have ruled in every way, and who looks at what."""

    def __init__(self) -> None:
        self.staff = a_member(is_staff=True)
        self.opener, self.ann, self.bob = a_member(), a_member(), a_member()
        self.debate = a_debate("Should cities be free of cars?", by=self.opener)
        self.moderator = a_place(self.debate, "moderator")
        a_place(self.debate, member=self.ann)
        publish, here = houserules.publish_rule, seen_by(self.opener, self.debate)
        publish(here, "no_brands", LONG_WORD[:80], LONG_WORD, by=self.opener)
        publish(None, "no_slogans", "No slogans", "Say why.", by=self.staff)
        self.claim = a_claim(self.debate, "Cars kill.", "Many **die**.", by=self.ann)
        self.answer = a_counterclaim(self.claim, LONG_WORD, by=self.bob)
        self.evidence = some_evidence(self.claim, quote="Word for word.", by=self.ann)
        a_remark(self.claim, by=self.bob)

    def seen(self, argument: Argument) -> Argument:
        return find_argument(self.moderator, argument.pk)

    def flagged(self) -> list[str]:
        flags = [
            a_flag(self.claim, "no_brands", LONG_WORD, by=self.bob),
            a_flag(self.answer, "duplicate", by=self.ann, duplicate_of=self.claim),
            a_flag(self.evidence, "off_topic", by=self.bob),
        ]
        self.profile = f"/cases/{a_flag(self.bob, 'insult', by=self.ann).case_id}/"
        claim_case(find_case(self.moderator, flags[1].case_id), by=self.moderator)
        cases = [f"/cases/{flag.case_id}/" for flag in flags]
        return [*cases, f"{cases[0]}dismiss/"]

    def ruled(self) -> list[str]:
        """Rulings that leave something to see, and where it is seen."""
        by = self.moderator
        places = [a_claim(self.debate, by=self.bob) for _ in range(7)]
        lost, locked, slow, kept, gone, bared, undone = map(self.seen, places)
        hiding.hide_thread(lost, **WHY, by=by)
        locks.lock_thread(locked, **WHY, by=by)
        slowing.slow_thread(slow, minutes=30, **WHY, by=by)
        merges.merge_argument(gone, into=kept, **WHY, by=by)
        redactions.redact_version(bared, number=1, **WHY, by=by)
        hide_argument(undone, **WHY, by=by)
        undo_ruling(find_ruling(by, undone.rulings.get().pk), **WHY, by=by)
        self.fresh = a_claim(self.debate, by=self.bob)
        hide_argument(self.seen(self.fresh), **WHY, by=by)
        for _ in range(5):
            a_vote(self.claim)
        marks.mark_made_for_one_thread()
        return [*(f"/arguments/{one.pk}/" for one in [*places, self.fresh])]

    def restricted(self) -> tuple[User, User]:
        muted, suspended = a_member(), a_member()
        here = seen_by(self.moderator, self.debate)
        warn_member(muted, here, **WHY, by=self.moderator)
        mute_member(muted, here, lasts="week", **WHY, by=self.moderator)
        suspend_member(suspended, lasts="week", **WHY, by=self.staff)
        return muted, suspended

    def appealed(self, muted: User) -> list[str]:
        """An appeal that waits and one that is judged."""
        waits = appeals.appeal(
            find_ruling(self.bob, self.fresh.rulings.get().pk), "No.", by=self.bob
        )
        appeals.reply_to_appeal(find_appeal(self.opener, waits.pk), LONG_WORD, by=self.opener)
        mute = Ruling.objects.get(verb="mute")
        judged = appeals.appeal(find_ruling(muted, mute.pk), LONG_WORD, by=muted)
        found = find_appeal(self.opener, judged.pk)
        appeals.judge_appeal(found, "denied", LONG_WORD, by=self.opener)
        return [f"/appeals/{one.pk}/" for one in (waits, judged)]

    def elsewhere(self) -> list[str]:
        """A debate that is shut, one that holds first arguments, one where nothing waits."""
        shut, screened, empty = (a_debate(by=self.opener) for _ in range(3))
        shut_debate(seen_by(self.staff, shut), **WHY, by=self.staff)
        screen_debate(seen_by(self.opener, screened), **WHY, by=self.opener)
        self.held = a_claim(Debate.objects.get(pk=screened.pk), "My first.", by=a_member())
        slugs = (shut.slug, screened.slug)
        return [*(f"/debates/{slug}/" for slug in slugs), f"/debates/{empty.slug}/moderation/"]

    def visits(self) -> dict[User | None, list[str]]:
        cases, places = self.flagged(), self.ruled()
        muted, suspended = self.restricted()
        exchange, elsewhere = self.appealed(muted), self.elsewhere()
        ignoring = a_member()
        ignore_member(self.bob, by=ignoring)
        at, argument = f"/debates/{self.debate.slug}", f"/arguments/{self.claim.pk}"
        answer, bob = f"/arguments/{self.answer.pk}", f"/people/{self.bob.username}"
        held, here = f"/arguments/{self.held.pk}/", f"?debate={self.debate.slug}"
        kept, remark = places[3].split("/")[2], Remark.objects.get().pk
        rulings = [f"/rulings/{one}/" for one in Ruling.objects.values_list("pk", flat=True)]
        thread = f"/rulings/{Ruling.objects.get(verb='hide_thread').pk}/"
        public = f"/rules/ {at}/rules/ /figures/ {at}/figures/ /about/ /moderation/log/"
        record = f"{at}/history/ {at}/history/?only=rulings"
        queue = f"{at}/moderation/ {at}/moderation/?rule=spam {at}/moderation/appeals/"
        run = f"{at}/ {at}/people/ {at}/rules/ {at}/rules/new/ {at}/edit/ {at}/shut/ {at}/screen/"
        rule = f"{bob}/warn/{here} {bob}/mute/{here} {bob}/hide-all/{here} {thread}undo/"
        rule += f" {places[1]}unlock/ /remarks/{remark}/redact/ {answer}/reclassify/"
        rule += f" {argument}/ {answer}/merge/?into={kept}"
        staff = (
            f"/moderation/ /moderation/appeals/ {bob}/ {bob}/suspend/ /rules/new/ {self.profile}"
        )
        flags = f"/flags/ {answer}/ {answer}/flag/ {bob}/flag/ {places[1]}flag/ /notices/"
        return {
            None: [*places, *rulings, *f"{public} {record}".split()],
            self.opener: [*cases, *elsewhere, *exchange, held, *f"{queue} {run}".split()],
            self.moderator: [*(f"{argument}/{one}" for one in RULINGS), *rule.split()],
            self.staff: [*staff.split(), self.profile],
            self.ann: flags.split(),
            self.bob: [*places, thread, f"{thread}appeal/", "/appeals/", exchange[0], "/notices/"],
            self.held.author: [held, "/notices/"],
            muted: [f"{at}/", f"{argument}/", "/account/restrictions/", exchange[1], "/notices/"],
            suspended: [f"{at}/", f"{argument}/", "/account/", "/account/restrictions/"],
            ignoring: [f"{at}/", f"{argument}/", "/account/ignored/", "/notices/"],
        }


@pytest.fixture
def visits(transactional_db: None) -> dict[User | None, list[str]]:
    with limits.lifted():
        return Scene().visits()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_overflows(
    open_page: OpenPage, visits: dict[User | None, list[str]], scheme: str
) -> None:
    wrong = []
    for member, addresses in visits.items():
        page = open_page(width=320, scheme=scheme)
        if member:
            sign_in(page, member)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            if answer.status != 200:
                wrong.append(f"{address} answers {answer.status}")
            page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{address} is wider than the screen")
            found = Axe().run(page).response["violations"]
            wrong += [f"{address}: {one['id']} at {one['nodes'][0]['target']}" for one in found]
    assert not wrong
