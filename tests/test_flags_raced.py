"""Flags raised, taken back and closed at the same moment."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from debates.actions.cases import close_cases
from debates.actions.flags import take_back_flag
from debates.models import Case, Flag, Notice
from debates.queries.flags import find_flag
from debates.rules import Refused
from tests.conftest import Together, in_thread, outcome_of
from tests.factories import a_claim, a_member, some_evidence
from tests.flagged import drifted, raise_flag
from tests.raw import run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


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
