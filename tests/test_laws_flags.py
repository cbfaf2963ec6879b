"""What the database itself keeps of rules, cases and flags, and flags at the same moment."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts import clock, limits
from accounts.models import User
from debates.actions.cases import close_cases
from debates.actions.flags import take_back_flag
from debates.actions.members import delete_account
from debates.models import NOT_FLAGGED, URGENCY, Argument, Case, Flag, Notice, SiteRule
from debates.queries.flags import find_flag
from debates.rules import Refused
from debates.rules.publishing import ASKS
from tests.conftest import Together, in_thread, outcome_of
from tests.factories import a_claim, a_debate, a_member, raise_flag, some_evidence
from tests.raw import insert, refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

DRIFTED = """
SELECT id FROM debates_case AS one WHERE ROW(flags, urgency) IS DISTINCT FROM (
    SELECT ROW(count(*)::int, (coalesce(sum(urgency_of(flag.rule)), 0)
        + CASE one.rule WHEN '' THEN 0 ELSE urgency_of(one.rule) END)::int)
    FROM debates_flag AS flag WHERE flag.case_id = one.id AND flag.withdrawn_at IS NULL)
"""


def drifted() -> list[tuple[int]]:
    return run(DRIFTED)


def case_row(argument: Argument, **columns: Any) -> int:
    row = {"debate_id": argument.debate_id, "argument_id": argument.pk, "why": "flagged"}
    row |= {"note": "", "rule": "", "verdict": "", "opened_at": clock.now()}
    return int(insert("case", **(row | columns)))


def flag_row(case: int, rule: str = "spam", member: User | None = None) -> int:
    row = {"case_id": case, "member_id": (member or a_member()).pk, "rule": rule, "note": ""}
    return int(insert("flag", **row, raised_at=clock.now()))


def test_the_database_knows_the_rules_of_the_site_and_what_they_weigh() -> None:
    told = import_module("debates.migrations.0016_keep_moderation")
    assert set(told.CODES) == set(SiteRule.values)
    assert {rule.value: weight for rule, weight in URGENCY.items()} == told.URGENCY
    weighed = dict(
        run("SELECT code, urgency_of(code) FROM unnest(%s::text[]) AS code", [SiteRule.values])
    )
    assert weighed == {rule.value: URGENCY.get(rule, 2) for rule in SiteRule}
    assert set(ASKS) == set(SiteRule)
    assert set(NOT_FLAGGED) < set(SiteRule)


def test_a_flag_names_a_rule_that_is_published_there(claim: Argument) -> None:
    case, other = case_row(claim), a_debate()
    rule = {"title": "No slogans", "text": "", "made_at": clock.now()}
    rule |= {"code": "no_slogans", "made_by_id": claim.author_id}
    insert("houserule", **rule, debate_id=other.pk)
    with refused_by("a_rule_is_published"):
        flag_row(case, "no_slogans")
    insert("houserule", **rule, debate_id=claim.debate_id)
    flag = flag_row(case, "no_slogans")
    run("UPDATE debates_houserule SET withdrawn_at = now()")
    with refused_by("a_rule_is_published"):
        flag_row(case, "no_slogans")
    run("UPDATE debates_flag SET withdrawn_at = now() WHERE id = %s", [flag])


def test_a_thing_has_one_open_case(claim: Argument) -> None:
    case = case_row(claim)
    with refused_by("one_open_case_per_argument"):
        case_row(claim)
    run("UPDATE debates_case SET closed_at = now(), verdict = 'dismissed' WHERE id = %s", [case])
    case_row(claim)


def test_a_closed_case_takes_no_flag_and_no_other_verdict(claim: Argument) -> None:
    case = case_row(claim)
    flag = flag_row(case)
    run("UPDATE debates_case SET closed_at = now(), verdict = 'dismissed'")
    with refused_by("a_closed_case_takes_no_flag"):
        flag_row(case)
    with refused_by("a_closed_case_takes_no_flag"):
        run("UPDATE debates_flag SET withdrawn_at = now() WHERE id = %s", [flag])
    for change in ("verdict = 'upheld'", "closed_at = NULL, verdict = ''"):
        with refused_by("a_case_is_closed_once"):
            run(f"UPDATE debates_case SET {change}")


def test_one_flag_per_case_and_member(claim: Argument, member: User) -> None:
    case = case_row(claim)
    flag_row(case, member=member)
    with refused_by("one_open_flag_per_member_and_thing"):
        flag_row(case, "insult", member)


def test_a_case_is_of_the_debate_of_its_thing(claim: Argument) -> None:
    other = a_debate()
    with refused_by("case_is_of_the_debate_of_its_argument"):
        case_row(claim, debate_id=other.pk)
    evidence = some_evidence(claim)
    with refused_by("case_is_of_the_debate_of_its_evidence"):
        case_row(claim, argument_id=None, evidence_id=evidence.pk, debate_id=other.pk)


WRITES = [
    *(
        f"UPDATE debates_flag SET rule = '{rule}' WHERE id %% 2 = {{}}"
        for rule in ("insult", "unclear")
    ),
    "UPDATE debates_flag SET withdrawn_at = now() WHERE id %% 3 = {}",
    "UPDATE debates_flag SET withdrawn_at = NULL WHERE id %% 2 = {}",
    "UPDATE debates_flag SET note = 'x', rule = rule",
    "UPDATE debates_flag AS one SET case_id = %(second)s WHERE id %% 2 = {} AND NOT EXISTS ("
    "SELECT FROM debates_flag AS two WHERE two.case_id = %(second)s "
    "AND two.member_id = one.member_id)",
    "DELETE FROM debates_flag WHERE id %% 3 = {}",
    "INSERT INTO debates_flag (case_id, member_id, rule, note, raised_at) "
    "SELECT %(first)s, id, 'personal', '', now() FROM accounts_user WHERE id %% 2 = {} "
    "ON CONFLICT (case_id, member_id) DO UPDATE SET rule = 'spam', withdrawn_at = NULL",
]


class CountedCases(TestCase):
    @settings(max_examples=40)
    @given(st.lists(st.tuples(st.sampled_from(WRITES), st.integers(0, 1)), max_size=8))
    def test_counts_and_urgency_equal_the_rows_under_any_writes(
        self, writes: list[tuple[str, int]]
    ) -> None:
        claim = a_claim()
        cases = {
            "first": case_row(claim),
            "second": case_row(a_claim(claim.debate), rule="newcomer", why="held"),
        }
        for rule in ("spam", "off_topic", "unlawful", "unclear"):
            flag_row(cases["first"], rule)
        for sql, remainder in writes:
            run(sql.format(remainder), cases)
            assert drifted() == []


# --- At the same moment ---


@pytest.mark.django_db(transaction=True)
def test_many_who_flag_at_once_are_one_case(together: Together) -> None:
    claim = a_claim()
    members = [a_member() for _ in range(8)]
    outcomes = together(*[lambda by=by: raise_flag(claim, "insult", by=by) for by in members])
    assert all(isinstance(one, Flag) for one in outcomes)
    assert (Case.objects.get().flags, Case.objects.get().urgency) == (8, 64)


@pytest.mark.django_db(transaction=True)
def test_one_who_flags_at_once_in_many_windows_flags_once(together: Together) -> None:
    evidence, member = some_evidence(), a_member()
    outcomes = together(*[lambda: raise_flag(evidence, by=member)] * 6)
    assert sum(isinstance(one, Flag) for one in outcomes) == 1
    assert {one.reason.code for one in outcomes if isinstance(one, Refused)} == {"flagged"}
    assert Case.objects.get().flags == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_flags_while_a_case_closes_is_answered_or_opens_the_next(
    together: Together,
) -> None:
    for _turn in range(5):
        evidence = some_evidence()
        case = raise_flag(evidence).case
        members = [a_member() for _ in range(4)]

        def close(case: Case = case) -> int:
            with transaction.atomic():
                return close_cases([case.pk], Case.Verdict.DISMISSED)

        acts = [lambda by=by, on=evidence: raise_flag(on, by=by) for by in members]
        outcomes = together(*acts[:2], close, *acts[2:])
        assert [one for one in outcomes if isinstance(one, Exception)] == []
        told = Notice.objects.filter(kind="dismissed", member__in=members).count()
        late = Flag.objects.filter(member__in=members, case__closed_at=None).count()
        assert told + late == 4
        assert drifted() == []


WAITING = """
SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@pytest.mark.django_db(transaction=True)
def test_whoever_flags_as_a_case_closes_is_told_too() -> None:
    """A flag is under way when closing begins: closing waits for it, and then sees it."""
    evidence, late = some_evidence(), a_member()
    case = raise_flag(evidence).case
    flagged, may_commit = threading.Event(), threading.Event()

    def flag_slowly() -> None:
        with transaction.atomic():
            raise_flag(evidence, by=late)
            flagged.set()
            assert may_commit.wait(10)

    with ThreadPoolExecutor(2) as threads:
        slow = threads.submit(in_thread, flag_slowly)
        assert flagged.wait(10)
        closing = threads.submit(in_thread, lambda: close_cases([case.pk], Case.Verdict.DISMISSED))
        for _ in range(500):
            if run(WAITING):
                break
            time.sleep(0.01)
        may_commit.set()
        assert (outcome_of(slow), outcome_of(closing)) == (None, 1)
    assert Notice.objects.filter(kind="dismissed", member=late).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_two_who_take_back_at_once_close_the_case(together: Together) -> None:
    claim = a_claim()
    flags = [raise_flag(claim) for _ in range(3)]
    seen = [(find_flag(one.member, one.pk), one.member) for one in flags]
    late = a_member()
    acts = [lambda one=one, by=by: take_back_flag(one, by=by) for one, by in seen]
    outcomes = together(*acts, lambda: raise_flag(claim, by=late))
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    waiting = Case.objects.get(closed_at=None)
    assert [one.member for one in waiting.raised.filter(withdrawn_at=None)] == [late]
    assert drifted() == []


def test_who_leaves_takes_the_words_of_their_flags_along(claim: Argument) -> None:
    member = a_member()
    waits = raise_flag(claim, note="I know him", by=member)
    done = raise_flag(a_claim(), note="Her too", by=member)
    close_cases([done.case_id], Case.Verdict.DISMISSED)
    with limits.lifted():
        delete_account(by=member)
    assert set(Flag.objects.values_list("pk", "note")) == {(waits.pk, ""), (done.pk, "")}
    assert Case.objects.get(pk=waits.case_id).flags == 1
    assert drifted() == []
