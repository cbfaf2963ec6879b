"""What is counted of checks equals the checks, whoever writes them, and at the same moment."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import clock, limits
from accounts.models import User
from debates.actions.checks import check_evidence, settle_check, take_back_check
from debates.actions.debates import close_debate
from debates.models import Check, Event, Evidence, Notice, Question
from debates.queries.evidence import find_evidence
from debates.rules import Refused
from tests.api import Program, is_problem
from tests.conftest import Together
from tests.factories import a_claim, a_member, seen_by, some_evidence
from tests.raw import insert, run

COUNTS = [f"{question}_{answer}" for question in Question.values for answer in ("yes", "no")]
MEMBERS = 5

acts = st.tuples(
    st.sampled_from(["yes", "no", "take back", "settle"]),
    st.integers(0, MEMBERS - 1),
    st.sampled_from(Question.values),
)


def counted(evidence: Evidence) -> dict[str, Any]:
    found: dict[str, Any] = Evidence.objects.values(*COUNTS, "status").get(pk=evidence.pk)
    return found


def counted_anew(checks: Iterable[Check]) -> dict[str, Any]:
    """From the rows, by the words of the issue."""
    found: dict[str, Any] = dict.fromkeys(COUNTS, 0)
    agreeing = set()
    for check in checks:
        if check.is_yes:
            found[f"{check.question}_yes"] += 1
            agreeing.add(check.member_id)
        elif check.settled_at is None:
            found[f"{check.question}_no"] += 1
    disputed = any(found[name] for name in COUNTS if name.endswith("_no"))
    status = "disputed" if disputed else "checked" if len(agreeing) >= 3 else "unchecked"
    return found | {"status": status}


def assert_counted(*pieces: Evidence) -> None:
    for evidence in pieces:
        assert counted(evidence) == counted_anew(evidence.checks.all())


def the_evidence() -> tuple[Evidence, User]:
    """With a quote, and a moderator who has no part in it."""
    claim = a_claim()
    return some_evidence(claim, quote="Word for word."), claim.debate.opened_by


def perform(what: str, evidence: Evidence, member: User, question: str, moderator: User) -> None:
    if what == "settle":
        no = evidence.checks.filter(member=member, question=question, is_yes=False)
        if no.filter(settled_at=None).exists():
            seen = find_evidence(moderator, evidence.pk)
            settle_check(seen, member, question, because="It is there.", by=moderator)
    elif what == "take back":
        take_back_check(find_evidence(member, evidence.pk), question, by=member)
    else:
        because = "" if what == "yes" else "It is not there."
        seen = find_evidence(member, evidence.pk)
        check_evidence(seen, question, is_yes=what == "yes", because=because, by=member)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(acts, max_size=15))
def test_counts_follow_from_the_checks_after_each_act(done: list[tuple[str, int, str]]) -> None:
    evidence, moderator = the_evidence()
    members = [a_member() for _ in range(MEMBERS)]
    for what, number, question in done:
        perform(what, evidence, members[number], question, moderator)
        assert_counted(evidence)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
def test_three_different_members_make_it_checked() -> None:
    evidence, moderator = the_evidence()
    one, two, three = (a_member() for _ in range(3))
    for question in Question.values:
        perform("yes", evidence, one, question, moderator)
    perform("yes", evidence, two, "quote", moderator)
    assert counted(evidence)["status"] == "unchecked"
    perform("yes", evidence, three, "claim", moderator)
    assert counted(evidence)["status"] == "checked"
    perform("no", evidence, three, "independence", moderator)
    assert counted(evidence)["status"] == "disputed"
    perform("settle", evidence, three, "independence", moderator)
    assert counted(evidence)["status"] == "checked"
    perform("take back", evidence, three, "claim", moderator)
    assert counted(evidence)["status"] == "unchecked"


@pytest.mark.django_db
def test_raw_sql_is_counted_too() -> None:
    first, second = the_evidence()[0], the_evidence()[0]
    for evidence in (first, second):
        for number in range(4):
            row = {"evidence_id": evidence.pk, "debate_id": evidence.debate_id}
            insert(
                "check",
                **row,
                member_id=a_member().pk,
                question=Question.values[number % 3],
                is_yes=number != 1,
                because="" if number != 1 else "No",
                at=clock.now(),
                settled_because="",
            )
    assert_counted(first, second)
    for sql in (
        "UPDATE debates_check SET is_yes = NOT is_yes, because = 'Why'",
        "UPDATE debates_check SET settled_at = now(), settled_by_id = member_id,"
        " settled_because = 'So' WHERE NOT is_yes AND question = 'quote'",
        f"DELETE FROM debates_check WHERE evidence_id = {first.pk} AND question = 'claim'",
        "DELETE FROM debates_check WHERE FALSE",
        "DELETE FROM debates_check",
    ):
        run(sql)
        assert_counted(first, second)


@pytest.mark.django_db
def test_there_is_a_limit_to_checking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.BUDGETS, "checks", limits.Budget(2, 3_600, burst=2))
    evidence, _moderator = the_evidence()
    program = Program(a_member())
    said = {"question": "quote", "answer": "yes"}
    assert program.post(f"evidence/{evidence.pk}/checks", said).status_code == 201
    assert program.delete(f"evidence/{evidence.pk}/checks/quote").status_code == 204
    is_problem(program.post(f"evidence/{evidence.pk}/checks", said), 429)
    assert_counted(evidence)


def test_eight_members_at_once_are_all_counted(together: Together) -> None:
    evidence, _moderator = the_evidence()
    members = [a_member() for _ in range(8)]
    seen = [find_evidence(member, evidence.pk) for member in members]

    def check_all(number: int) -> None:
        for question in Question.values[:: 1 if number % 2 else -1]:
            is_yes = number != 7
            check_evidence(seen[number], question, is_yes=is_yes, because="No.", by=members[number])

    outcomes = together(*(lambda number=number: check_all(number) for number in range(8)))
    assert outcomes == [None] * 8
    assert [counted(evidence)[name] for name in COUNTS] == [7, 1] * 3
    assert counted(evidence)["status"] == "disputed"
    assert_counted(evidence)


def test_closing_while_many_check_leaves_no_check_behind(together: Together) -> None:
    evidence, opener = the_evidence()
    members = [a_member() for _ in range(5)]
    debate = seen_by(opener, evidence.debate)
    outcomes = together(
        *(lambda m=m: perform("yes", evidence, m, "quote", opener) for m in members),
        lambda: close_debate(debate, by=opener),
    )
    assert all(one is None or isinstance(one, Refused) for one in outcomes[:-1])
    assert Check.objects.count() == outcomes[:-1].count(None)
    assert_counted(evidence)


def test_one_member_who_clicks_eight_times_answers_once(together: Together) -> None:
    evidence, _moderator = the_evidence()
    member = a_member()
    seen = find_evidence(member, evidence.pk)

    def say_no() -> None:
        check_evidence(seen, "quote", is_yes=False, because="It is not there.", by=member)

    assert together(*[say_no] * 8) == [None] * 8
    assert Check.objects.count() == 1
    assert Event.objects.filter(kind="evidence_checked").count() == 1
    assert Notice.objects.filter(kind="doubted").count() == 1
    assert_counted(evidence)


def test_settling_while_its_member_answers_anew_leaves_no_half(together: Together) -> None:
    evidence, moderator = the_evidence()
    members = [a_member() for _ in range(4)]
    for member in members:
        perform("no", evidence, member, "quote", moderator)
    outcomes = together(
        *(lambda m=m: perform("settle", evidence, m, "quote", moderator) for m in members),
        *(lambda m=m: perform("yes", evidence, m, "quote", moderator) for m in members),
    )
    assert outcomes[4:] == [None] * 4
    assert_counted(evidence)
    assert counted(evidence)["quote_yes"] == 4
