"""What the database keeps while rows move from one debate to another."""

from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from debates.actions.scores import refresh_all_scores
from debates.models import Argument, Debate, Evidence, Source
from debates.queries.drift import drift_of
from debates.rules import Refused
from tests.counting import drifted
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_debate,
    a_member,
    a_place,
    a_remark,
    a_synthesis,
    a_vote,
    some_evidence,
)
from tests.raw import refused_by, run
from tests.snapshot import rows_of
from tests.splitting import join, of_two_debates, split

pytestmark = pytest.mark.django_db

# Each step: what is done, on which argument, by which of five members.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["claim", "counter", "vote", "beside", "cite", "remark", "crux", "both"]),
        st.integers(0, 30),
        st.integers(0, 4),
    ),
    min_size=3,
    max_size=14,
)
POSITIONS = ("agree", "unsure", "disagree")


def take(step: tuple[str, int, int], arguments: list[Argument], people: list[User]) -> None:
    """Does what one step says, where the rules allow it."""
    what, place, who = step
    argument, by = arguments[place % len(arguments)], people[who]
    if what == "claim":
        arguments.append(a_claim(supporting=argument, by=by))
    elif what == "counter":
        arguments.append(a_counterclaim(argument, by=by))
    elif what in {"vote", "beside"} and argument.author_id != by.pk:
        marks = {"beside_the_point": True} if what == "beside" and argument.parent_id else {}
        a_vote(argument, POSITIONS[place % 3], by=by, **marks)
    elif what == "cite":
        some_evidence(argument, by=by)
    elif what == "remark":
        a_remark(argument, by=by)
    elif what in {"crux", "both"} and argument.kind == "counterclaim" and argument.parent:
        pair = (argument.parent, argument)
        a_crux(pair, by=by) if what == "crux" else a_synthesis(pair, by=by)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, chosen=st.integers(0, 30))
def test_splitting_and_joining_leave_everything_as_it_was(
    no_limits: None, steps: list[Any], chosen: int
) -> None:
    people = [a_member() for _ in range(5)]
    debate = a_debate(by=people[0])
    arguments = [a_claim(debate, by=people[0]), a_claim(debate, by=people[1])]
    for step in steps:
        take(step, arguments, people)
    refresh_all_scores()
    before, tied = rows_of(debate), False
    try:
        new = split(arguments[chosen % len(arguments)], by=people[0])
    except Refused:
        tied = True
    if tied:
        assert rows_of(debate) == before
        return
    assert of_two_debates() == []
    assert drifted() == []
    join(new, by=people[0])
    refresh_all_scores()
    assert rows_of(debate) == before
    assert list(drift_of(debate)) == []


def test_only_the_debate_of_a_row_changes_while_rows_move(claim: Argument) -> None:
    run("SET LOCAL dialectic.rehoming = 'on'")
    for change in (
        "UPDATE debates_version SET statement = 'Other words'",
        "UPDATE debates_argument SET statement = 'Other words', debate_id = debate_id",
        "DELETE FROM debates_version",
    ):
        with refused_by("what_moves_stays_as_it_is"):
            run(change)


def test_the_record_is_not_moved(claim: Argument, moderator: User) -> None:
    lines = "SELECT id, debate_id FROM debates_event ORDER BY id"
    reply = a_counterclaim(claim)
    with connection.cursor() as cursor:
        cursor.execute(lines)
        before = cursor.fetchall()
        new = split(reply, by=moderator)
        cursor.execute(lines)
        after = cursor.fetchall()
    assert after[: len(before)] == before
    assert [debate for _line, debate in after[len(before) :]] == [claim.debate_id, new.pk]
    run("SET LOCAL dialectic.rehoming = 'on'")
    with refused_by("the_record_is_append_only"):
        run("UPDATE debates_event SET debate_id = %s", [new.pk])


def test_a_line_names_what_is_of_its_debate_when_it_is_written(claim: Argument) -> None:
    for column, table in [("argument_id", "event"), ("argument_id", "ruling")]:
        values = {
            "event": ("kind, reason, at", "'ruled', '', now()"),
            "ruling": ("verb, rule, reason, role, at", "'hide', 'spam', 'So', 'automatic', now()"),
        }[table]
        with refused_by(f"{table}_is_of_the_debate_of_its_argument"):
            run(
                f"INSERT INTO debates_{table} (debate_id, {column}, {values[0]})"
                f" VALUES (%s, %s, {values[1]})",
                [a_debate().pk, claim.pk],
            )


@pytest.fixture
def private(moderator: User) -> Debate:
    return a_debate(by=moderator, visibility="private")


def test_a_private_source_goes_along_or_is_known_in_both(private: Debate, moderator: User) -> None:
    member = a_place(private)
    claim = a_claim(private, by=member)
    reply = a_counterclaim(claim, by=member)
    some_evidence(claim, url="https://example.org/both", by=member)
    shared = some_evidence(reply, url="https://example.org/both", by=member)
    own = some_evidence(reply, url="https://example.org/own", by=member)
    refresh_all_scores()
    before = rows_of(private)
    new = split(reply, by=moderator)
    assert Source.objects.get(pk=own.source_id).debate == new
    copied = Evidence.objects.get(pk=shared.pk).source
    assert copied.debate == new
    assert copied.pk != shared.source_id
    assert copied.csl == Source.objects.get(pk=shared.source_id).csl
    join(new, by=moderator)
    refresh_all_scores()
    assert rows_of(private) == before


def test_every_home_is_found_by_an_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT place::text, name FROM homes() JOIN pg_attribute
                ON attrelid = place AND attname = name
            WHERE NOT EXISTS (
                SELECT FROM pg_index WHERE indrelid = place AND indkey[0] = attnum)"""
        )
        assert cursor.fetchall() == []
