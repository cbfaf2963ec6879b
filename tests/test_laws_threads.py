"""Laws 1 and 2: what stands under what."""

import pytest

from debates.actions.arguments import post_claim
from debates.models import Argument
from debates.rules import Refused, Unfit
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_synthesis,
    a_vote,
    seen_by,
)
from tests.raw import insert_argument, refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def move(argument: Argument, to: Argument | None) -> None:
    run("UPDATE debates_argument SET parent_id = %s WHERE id = %s", [to and to.pk, argument.pk])


def test_a_counterclaim_opposes_a_parent(claim: Argument) -> None:
    with refused_by("a_counterclaim_opposes_a_parent"):
        insert_argument(claim, kind="counterclaim")
    with refused_by("a_counterclaim_opposes_a_parent"):
        move(a_counterclaim(claim), None)


def test_a_synthesis_stands_in_its_debate(claim: Argument) -> None:
    with refused_by("a_synthesis_stands_in_its_debate"):
        insert_argument(claim, kind="synthesis", parent_id=claim.pk)
    with refused_by("a_synthesis_stands_in_its_debate"):
        move(a_synthesis(), claim)


def test_an_argument_is_of_a_known_kind_and_states_something(claim: Argument) -> None:
    with refused_by("an_argument_has_a_known_kind"):
        insert_argument(claim, kind="post")
    with refused_by("an_argument_states_something"):
        insert_argument(claim, statement=" \n ")
    with refused_by("only_a_synthesis_leaves_open"):
        insert_argument(claim, left_open="Much")


def test_parent_and_child_are_of_one_debate(claim: Argument) -> None:
    elsewhere = a_claim()
    with refused_by("argument_is_of_the_debate_of_its_parent"):
        insert_argument(claim, parent_id=elsewhere.pk)
    with refused_by("argument_is_of_the_debate_of_its_parent"):
        move(claim, elsewhere)


def test_an_argument_does_not_move_to_another_debate(claim: Argument) -> None:
    with refused_by("version_is_of_the_debate_of_its_argument"):
        run("UPDATE debates_argument SET debate_id = %s", [a_debate().pk])


def test_a_thread_with_a_loop_is_not_inserted(claim: Argument) -> None:
    with refused_by("an_argument_is_not_its_own_parent"):
        insert_argument(claim, id=1_000_001, parent_id=1_000_001)
    with refused_by("threads_have_no_loops"):
        run(
            """INSERT INTO debates_argument (id, parent_id, debate_id, kind, statement, reasoning,
                reasoning_html, excerpt_html, left_open, author_id, edited_by_id, version, made_at,
                edited_at, rank, contest, replies)
            SELECT 1000000 + n, 1000000 + CASE n WHEN 3 THEN 1 ELSE n + 1 END, debate_id, kind,
                statement, '', '', '', '', author_id, author_id, 1, now(), now(), 0, 0, 0
            FROM debates_argument, generate_series(1, 3) AS n WHERE id = %s""",
            [claim.pk],
        )


def test_a_thread_is_not_moved_into_a_loop(claim: Argument) -> None:
    below = a_claim(supporting=claim)
    far_below = a_counterclaim(a_counterclaim(below))
    with refused_by("threads_have_no_loops"):
        move(claim, below)
    with refused_by("threads_have_no_loops"):
        move(claim, far_below)
    with refused_by("an_argument_is_not_its_own_parent"):
        move(claim, claim)


def test_replies_are_counted_anew_when_one_moves_or_turns(claim: Argument) -> None:
    other = a_claim(claim.debate)
    reply = a_counterclaim(claim)
    move(reply, other)
    run("UPDATE debates_argument SET kind = 'claim' WHERE id = %s", [reply.pk])
    claim.tally.refresh_from_db()
    other.tally.refresh_from_db()
    assert (claim.tally.supports, claim.tally.counters) == (0, 0)
    assert (other.tally.supports, other.tally.counters) == (1, 0)


def test_a_reply_beside_the_point_does_not_become_a_thread(claim: Argument) -> None:
    reply = a_claim(supporting=claim)
    a_vote(reply, beside_the_point=True)
    with refused_by("only_replies_are_beside_the_point"):
        move(reply, None)


def test_an_argument_keeps_its_author_and_its_first_version_is_one(claim: Argument) -> None:
    with refused_by("an_argument_keeps_its_author"):
        run("UPDATE debates_argument SET author_id = %s", [a_member().pk])
    with refused_by("a_first_wording_is_version_one"):
        insert_argument(claim, version=5)


def test_actions_refuse_a_parent_of_another_debate(claim: Argument) -> None:
    by = a_member()
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever it is, it is not posted
        post_claim(seen_by(by, a_debate()), "It is so", supporting=claim, by=by)
    assert "argument_is_of_the_debate_of_its_parent" in str(caught.value) or isinstance(
        caught.value, Refused | Unfit
    )
