"""Law 4: one vote per member and argument, and tallies that equal them whoever writes."""

import random
from datetime import timedelta

import pytest
from django.db import connection, transaction

from accounts import clock
from accounts.models import User
from debates.actions.arguments import edit_argument
from debates.actions.votes import cast_vote, withdraw_vote
from debates.models import Argument, PositionChange, Vote
from debates.rules import Refused
from tests.conftest import Together
from tests.counting import drifted
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_remark,
    a_synthesis,
    a_vote,
    some_evidence,
)
from tests.raw import insert_vote, refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def vote_of(member: User, argument: Argument) -> Vote:
    return Vote.objects.get(member=member, argument=argument)


def moves_of(member: User) -> list[tuple[str | None, str | None]]:
    moves = PositionChange.objects.filter(member=member).order_by("pk")
    return list(moves.values_list("before", "after"))


def test_a_member_has_one_vote_on_an_argument(claim: Argument, member: User) -> None:
    insert_vote(claim, member)
    with refused_by("debates_vote_pkey"):
        insert_vote(claim, member, position="disagree")


def test_nobody_votes_on_their_own_argument(claim: Argument, member: User) -> None:
    with pytest.raises(Refused) as caught:
        cast_vote(claim, position="agree", by=claim.author)
    assert caught.value.reason.code == "own_argument"
    with refused_by("nobody_votes_on_their_own_argument"):
        insert_vote(claim, claim.author)
    insert_vote(claim, member)
    with refused_by("a_vote_stays_where_it_was_cast"):
        run("UPDATE debates_vote SET member_id = %s", [claim.author_id])


def test_a_vote_does_not_move_to_another_argument(claim: Argument, member: User) -> None:
    other = a_claim(claim.debate)
    insert_vote(claim, member)
    with refused_by("a_vote_stays_where_it_was_cast"):
        run("UPDATE debates_vote SET argument_id = %s", [other.pk])


def test_a_vote_is_of_the_debate_of_its_argument(claim: Argument, member: User) -> None:
    with refused_by("vote_is_of_the_debate_of_its_argument"):
        insert_vote(claim, member, debate_id=a_debate().pk)


def test_a_vote_says_something_known(claim: Argument, member: User) -> None:
    with refused_by("a_vote_takes_a_known_position"):
        insert_vote(claim, member, position="maybe")
    with refused_by("a_vote_says_something"):
        insert_vote(claim, member, position=None)


@pytest.mark.parametrize("version", [0, 2])
def test_a_vote_is_on_a_version_that_is(claim: Argument, member: User, version: int) -> None:
    with refused_by("a_vote_is_on_a_version_that_is"):
        insert_vote(claim, member, version=version)


def test_only_replies_are_beside_the_point(claim: Argument, member: User) -> None:
    with pytest.raises(Refused) as caught:
        cast_vote(claim, position="agree", beside_the_point=True, by=member)
    assert caught.value.reason.code == "not_a_reply"
    with refused_by("only_replies_are_beside_the_point"):
        insert_vote(claim, member, beside_the_point=True)


def test_a_position_is_held_since_it_was_taken(claim: Argument, member: User) -> None:
    then = clock.now() - timedelta(days=3)
    with clock.at(then):
        cast_vote(claim, position="agree", by=member)
    with clock.at(then + timedelta(days=1)):
        cast_vote(claim, position="agree", well_argued=True, by=member)
    vote = vote_of(member, claim)
    assert (vote.held_since, vote.cast_at) == (then, then + timedelta(days=1))
    with clock.at(then + timedelta(days=2)):
        cast_vote(claim, position="disagree", by=member)
    vote = vote_of(member, claim)
    assert vote.held_since == then + timedelta(days=2)
    assert vote.well_argued


def test_raw_sql_cannot_set_held_since(claim: Argument, member: User) -> None:
    insert_vote(claim, member)
    since = vote_of(member, claim).held_since
    run("UPDATE debates_vote SET held_since = '2000-01-01'")
    assert vote_of(member, claim).held_since == since


def test_every_change_of_position_is_kept(claim: Argument, member: User) -> None:
    for position in ("agree", "agree", "disagree", "unsure"):
        cast_vote(claim, position=position, by=member)
    withdraw_vote(claim, by=member)
    withdraw_vote(claim, by=member)
    run("SELECT 1")
    assert moves_of(member) == [
        (None, "agree"),
        ("agree", "disagree"),
        ("disagree", "unsure"),
        ("unsure", None),
    ]


def test_marks_are_independent_of_the_position(claim: Argument, member: User) -> None:
    cast_vote(claim, well_argued=True, by=member)
    assert moves_of(member) == []
    cast_vote(claim, position="disagree", by=member)
    cast_vote(claim, position=None, by=member)
    assert vote_of(member, claim).well_argued
    cast_vote(claim, well_argued=False, by=member)
    assert not Vote.objects.exists()
    assert drifted() == []


def test_a_vote_keeps_the_version_it_was_cast_on(claim: Argument) -> None:
    before = [a_vote(claim) for _ in range(3)]
    edit_argument(claim, statement="Other words", reasoning="", by=claim.author)
    a_vote(claim)
    a_vote(claim, by=before[0])
    claim.tally.refresh_from_db()
    assert (claim.tally.agree, claim.tally.agree_as_worded) == (4, 2)
    assert vote_of(before[1], claim).version == 1
    assert vote_of(before[0], claim).version == 2
    assert drifted() == []


def test_what_stands_under_an_argument_is_counted(claim: Argument) -> None:
    synthesis = a_synthesis([claim, a_counterclaim(claim)])
    some_evidence(claim)
    remark = a_remark(claim)
    a_claim(supporting=synthesis)
    run("UPDATE debates_remark SET withdrawn_at = now() WHERE id = %s", [remark.pk])
    run("UPDATE debates_evidence SET withdrawn_at = now()")
    assert drifted() == []
    run("UPDATE debates_evidence SET withdrawn_at = NULL")
    run("DELETE FROM debates_remark")
    run("DELETE FROM debates_evidence")
    assert drifted() == []


UPSERT = """
INSERT INTO debates_vote (member_id, argument_id, debate_id, position, well_argued,
    beside_the_point, version, held_since, cast_at)
SELECT member.id, argument.id, argument.debate_id,
    (ARRAY['agree', 'unsure', 'disagree'])[1 + (%(seed)s + member.id + argument.id) %% 3],
    (%(seed)s + member.id) %% 2 = 0, parent_id IS NOT NULL AND argument.id %% 2 = 0,
    1 + (%(seed)s + member.id) %% version, now(), now()
FROM accounts_user AS member, debates_argument AS argument
WHERE (member.id * 31 + argument.id * 17 + %(seed)s) %% 3 = 0 AND author_id <> member.id
ORDER BY member.id, argument.id
ON CONFLICT (member_id, argument_id) DO {conflict}
"""
RAW = [
    UPSERT.format(conflict="NOTHING"),
    UPSERT.format(
        conflict="UPDATE SET position = EXCLUDED.position, version = EXCLUDED.version,"
        " well_argued = EXCLUDED.well_argued, cast_at = EXCLUDED.cast_at"
    ),
    "UPDATE debates_vote SET position = 'agree' WHERE (member_id + %(seed)s) %% 4 = 0",
    "UPDATE debates_vote SET position = NULL, well_argued = true"
    " WHERE member_id %% 5 = %(seed)s %% 5",
    "UPDATE debates_vote SET version = 1, beside_the_point = false WHERE argument_id %% 2 = 0",
    "DELETE FROM debates_vote WHERE (member_id + argument_id + %(seed)s) %% 3 = 0",
    "DELETE FROM debates_vote WHERE false AND %(seed)s > 0",
    "UPDATE debates_argument SET statement = statement || '.' WHERE (id + %(seed)s) %% 3 = 0",
]


@pytest.mark.parametrize("seed", range(4))
def test_tallies_equal_the_votes_whoever_writes(claim: Argument, seed: int) -> None:
    pick = random.Random(seed)
    a_claim(supporting=a_counterclaim(claim))
    for _ in range(8):
        a_member()
    before = 0
    for _ in range(40):
        run(pick.choice(RAW), {"seed": pick.randrange(1000)})
        assert drifted() == []
        before += Vote.objects.count()
    assert before, "no vote was ever there to count"


@pytest.mark.django_db(transaction=True)
def test_tallies_equal_the_votes_while_all_write_at_once(together: Together) -> None:
    claim = a_claim()
    reply = a_counterclaim(claim)
    for _ in range(8):
        a_member()
    errors: list[str] = []

    def write(seed: int) -> None:
        pick = random.Random(seed)
        for _ in range(25):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(pick.choice(RAW), {"seed": pick.randrange(1000)})
            except Exception as error:
                # Bulk statements that update the same votes in any order may deadlock;
                # what is refused is refused whole.
                errors.append(type(error).__name__)

    together(*(lambda seed=seed: write(seed) for seed in range(4)))
    assert {reply.pk, claim.pk}
    assert set(errors) <= {"OperationalError", "IntegrityError"}
    assert drifted() == []
    assert Vote.objects.exists()
