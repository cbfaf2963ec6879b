"""What the database itself keeps of rules, cases and flags."""

from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts import clock, limits
from accounts.models import User
from debates.actions.cases import close_cases
from debates.actions.members import delete_account
from debates.models import NOT_FLAGGED, URGENCY, Argument, Case, Flag, SiteRule
from debates.rules.publishing import ASKS
from tests.factories import a_claim, a_debate, a_member, some_evidence
from tests.flagged import drifted, raise_flag
from tests.raw import insert, refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


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
