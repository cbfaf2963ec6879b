"""Deciding a case: once, for all who flagged it, and whoever comes too late is told."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
from django.db import transaction

from accounts.models import User
from debates.actions.casework import dismiss_case, hide_case
from debates.actions.moderation import hide_argument
from debates.models import Argument, Case, Debate, Notice, Ruling
from debates.queries.arguments import find_argument
from debates.rules import Refused
from tests.api import Program, is_problem
from tests.conftest import Together, in_thread, outcome_of
from tests.faces import Face, Pages
from tests.factories import a_claim, a_member, a_place, some_evidence
from tests.flagged import a_case, a_flag, an_automatic_hide, seen_case
from tests.raw import run

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[int]:
    return set(Notice.objects.filter(kind=kind, by=None).values_list("member", flat=True))


def test_a_dismissal_is_told_to_all_who_flagged(
    face: Face, claim: Argument, moderator: User
) -> None:
    flags = [a_flag(claim, rule) for rule in ("spam", "insult", "unclear")]
    face.sign_in(moderator)
    assert face.dismiss(flags[0].case).what == "done"
    case = Case.objects.get()
    assert (case.verdict, case.ruling, case.claimed_by) == ("dismissed", None, None)
    assert case.looked_at is not None
    assert told("dismissed") == {flag.member_id for flag in flags}
    assert not Ruling.objects.exists()
    late = face.dismiss(case)
    assert late.what == "refused"
    assert "no breach found" in late.text


def test_evidence_and_profiles_are_dismissed_too(face: Face) -> None:
    face.sign_in(a_member(is_staff=True))
    for thing in (some_evidence(), a_member()):
        assert face.dismiss(a_flag(thing).case).what == "done"
    assert Case.objects.filter(verdict="dismissed").count() == 2


@pytest.mark.parametrize(("verb", "undone"), [("hide", "restore"), ("hold", "release")])
def test_what_the_site_hid_comes_back_with_a_dismissal(
    face: Face, claim: Argument, moderator: User, verb: str, undone: str
) -> None:
    flag = a_flag(claim)
    hidden = an_automatic_hide(claim, Ruling.Verb(verb))
    face.sign_in(moderator)
    assert face.dismiss(flag.case, "It quotes an insult").what == "done"
    claim.refresh_from_db()
    assert claim.hidden_at is None
    ruling = hidden.undone_by
    assert (ruling.verb, ruling.by, ruling.reason) == (undone, moderator, "It quotes an insult")
    assert Case.objects.get().verdict == "dismissed"
    assert told("dismissed") == {flag.member_id}


def test_a_moderator_takes_over_what_the_site_hid(
    face: Face, claim: Argument, moderator: User
) -> None:
    flag = a_flag(claim)
    automatic = an_automatic_hide(claim)
    claim.refresh_from_db()
    hidden_at = claim.hidden_at
    face.sign_in(moderator)
    assert face.hide(claim, "insult", "It does attack a person").what == "done"
    own = Ruling.objects.get(verb="hide", by=moderator)
    claim.refresh_from_db()
    assert claim.hidden_at == hidden_at
    case = Case.objects.get()
    assert (case.verdict, case.ruling) == ("upheld", own)
    assert told("upheld") == {flag.member_id}
    again = face.hide(claim, "insult", "It does attack a person")
    assert again.what == "refused"
    assert "already hidden" in again.text
    assert face.restore(claim, "mistake", "It does not").what == "done"
    claim.refresh_from_db()
    assert claim.hidden_at is None
    undone = Ruling.objects.filter(verb="restore").order_by("pk")
    assert {one.undoes for one in undone} == {own, automatic}
    assert [one.part_of for one in undone] == [None, undone[0]]
    assert face.hide(claim, "insult", "Once more").what == "done"


def test_whoever_comes_to_hide_too_late_is_told(claim: Argument, moderator: User) -> None:
    case, pages = a_flag(claim).case, Pages()
    dismiss_case(seen_case(moderator, case), by=moderator)
    pages.sign_in(moderator)
    words = {"rule": "spam", "reason": "Ads"}
    late = pages._post(f"/arguments/{claim.pk}/hide/?case={case.pk}", words)
    assert late.what == "refused"
    assert "A moderator has decided this already: no breach found." in late.text
    assert pages._post(f"/arguments/{claim.pk}/hide/", words).what == "done"


def test_many_are_decided_in_one_go(face: Face, debate: Debate, moderator: User) -> None:
    face.sign_in(moderator)
    cases = [a_flag(a_claim(debate)).case for _ in range(6)]
    assert face.dismiss_all(cases[:3]).what == "done"
    assert face.hide_cases(cases[3:], "spam", "They sell something").what == "done"
    verdicts = list(Case.objects.order_by("pk").values_list("verdict", flat=True))
    assert verdicts == ["dismissed"] * 3 + ["upheld"] * 3
    rulings = Ruling.objects.filter(verb="hide", reason="They sell something")
    assert {one.argument_id for one in rulings} == {case.argument_id for case in cases[3:]}


def test_all_are_decided_or_none(face: Face, debate: Debate, moderator: User) -> None:
    face.sign_in(moderator)
    cases = [a_flag(a_claim(debate)).case for _ in range(3)]
    dismiss_case(seen_case(moderator, cases[1]), by=moderator)
    for outcome in (face.dismiss_all(cases), face.hide_cases(cases, "spam", "Ads")):
        assert outcome.what == "unfit"
        assert f"Case {cases[1].pk}: A moderator has decided this already" in outcome.text
    assert face.hide_cases([cases[0], cases[2]], "spam", " ").what == "unfit"
    assert Case.objects.filter(closed_at=None).count() == 2
    assert not Ruling.objects.exists()


def test_piecemeal_decides_what_it_can(debate: Debate, moderator: User) -> None:
    cases = [a_flag(a_claim(debate)).case for _ in range(3)]
    dismiss_case(seen_case(moderator, cases[1]), by=moderator)
    numbers = [case.pk for case in cases]
    words = {"cases": numbers, "rule": "spam", "reason": "Ads", "piecemeal": True}
    told = Program(moderator).post("cases/hidings", words).json()["settled"]
    assert [one["case"] for one in told] == numbers
    assert [one["refused"] and one["refused"]["code"] for one in told] == [
        *(None, "case_closed", None)
    ]
    assert Ruling.objects.filter(verb="hide").count() == 2


def test_cases_that_are_not_there_are_named(debate: Debate, moderator: User) -> None:
    case = a_flag(a_claim(debate)).case
    sent = {"cases": [case.pk, 10**15]}
    problem = is_problem(Program(moderator).post("cases/dismissals", sent), 400)
    assert [one["pointer"] for one in problem["errors"]] == ["/cases/1"]
    is_problem(Program(moderator).post("cases/dismissals", {"cases": [1] * 101}), 400)
    is_problem(Program(moderator).post("cases/dismissals", {"cases": []}), 400)


def test_a_row_says_in_its_place_what_happened(
    client: Any, claim: Argument, moderator: User
) -> None:
    case = a_flag(claim).case
    client.force_login(moderator)
    htmx = {"HX-Request": "true"}
    done = client.post(f"/cases/{case.pk}/dismiss/", headers=htmx)
    assert done.status_code == 200
    assert f'id="case-{case.pk}"' in done.content.decode()
    assert 'id="live"' in done.content.decode()
    late = client.post(f"/cases/{case.pk}/dismiss/", headers=htmx)
    assert late.status_code == 403
    assert "no breach found" in late.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pair", ["dd", "dh", "hh", "ph", "pp"])
@pytest.mark.parametrize("automatic", [False, True])
def test_two_at_once_have_one_outcome(together: Together, pair: str, automatic: bool) -> None:
    """Dismissing, hiding from the queue, and hiding from the argument's own page."""
    claim = a_claim()
    flags = [a_flag(claim), a_flag(claim)]
    if automatic:
        an_automatic_hide(claim)
    people = [claim.debate.opened_by, a_place(claim.debate, "moderator")]
    grounds = {"rule": "insult", "because": "It attacks a person"}

    def deciding(how: str, by: User) -> Any:
        case, argument = seen_case(by, flags[0].case), find_argument(by, claim.pk)
        return {
            "d": lambda: dismiss_case(case, by=by),
            "h": lambda: hide_case(case, **grounds, by=by),
            "p": lambda: hide_argument(argument, **grounds, by=by),
        }[how]

    outcomes = together(*map(deciding, pair, people))
    refused = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert [type(one) for one in refused] == [Refused]
    case = Case.objects.get()
    hidden = Ruling.objects.filter(verb="hide").exclude(by=None)
    claim.refresh_from_db()
    assert hidden.count() == (case.verdict == "upheld") == claim.is_hidden
    assert "has decided this already" in str(refused[0]) or "already hidden" in str(refused[0])
    notices = Notice.objects.filter(member__in=[flag.member for flag in flags])
    assert sorted(notices.values_list("kind", flat=True)) == [case.verdict] * 2


def until_somebody_waits() -> None:
    """Until another connection waits for a lock; within a transaction, too."""
    for _ in range(1_000):
        run("SELECT pg_stat_clear_snapshot()")
        if run(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            " AND datname = current_database()"
        ):
            return
        sleep(0.01)
    raise AssertionError("nobody waits")


@pytest.mark.django_db(transaction=True)
def test_whoever_waited_while_another_decided_is_told() -> None:
    """From the argument's own page, where nothing names the case."""
    claim = a_claim()
    other = a_place(claim.debate, "moderator")
    case = seen_case(claim.debate.opened_by, a_flag(claim).case)
    argument = find_argument(other, claim.pk)

    def hide() -> Argument:
        return hide_argument(argument, rule="insult", because="It attacks a person", by=other)

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            dismiss_case(case, by=claim.debate.opened_by)
            waits = threads.submit(in_thread, hide)
            until_somebody_waits()
        told = outcome_of(waits)
    assert isinstance(told, Refused)
    assert "has decided this already: no breach found." in str(told)
    assert not Ruling.objects.exists()


def test_the_author_is_told_of_what_was_hidden(
    face: Face, claim: Argument, moderator: User
) -> None:
    face.sign_in(moderator)
    face.hide_cases([a_case(claim)], "spam", "It sells tyres")
    notice = Notice.objects.get(member=claim.author, kind="hidden")
    assert notice.ruling is not None
    assert (notice.ruling.rule, notice.by) == ("spam", None)
