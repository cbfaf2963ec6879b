"""Laws 1 to 3: what stands under what, and what a synthesis is made of."""

import pytest

from debates.actions.arguments import edit_argument, post_claim, post_counterclaim
from debates.actions.syntheses import Kept, edit_synthesis, post_synthesis
from debates.models import Argument, Concession, Debate
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
from tests.raw import insert_argument, insert_concession, refused_by, run

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
    with refused_by("event_is_of_the_debate_of_its_argument"):
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


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_synthesis_reconciles_two_or_three(debate: Debate, count: int) -> None:
    arguments = [a_claim(debate) for _ in range(count)]
    by = a_member()
    with pytest.raises(Unfit) as caught:
        a_synthesis_of(debate, arguments, by=by)
    assert caught.value.errors["concessions"].code == "two_or_three"
    with refused_by("a_synthesis_reconciles_two_or_three"):
        synthesis = insert_argument(a_claim(debate), kind="synthesis")
        for argument in arguments:
            insert_concession(synthesis, argument)


def test_a_synthesis_reconciles_different_arguments(claim: Argument) -> None:
    by = a_member()
    with pytest.raises(Unfit) as caught:
        a_synthesis_of(claim.debate, [claim, claim], by=by)
    assert caught.value.errors["concessions"].code == "twice"
    with refused_by("one_concession_per_reconciled_argument"):
        synthesis = insert_argument(claim, kind="synthesis")
        insert_concession(synthesis, claim)
        insert_concession(synthesis, claim)


@pytest.mark.parametrize("nothing", ["", "  \n", "\u200b\u2060", "\u2800"])
def test_a_concession_keeps_something(claim: Argument, nothing: str) -> None:
    by = a_member()
    other = a_counterclaim(claim)
    with pytest.raises(Unfit) as caught:
        post_synthesis(
            seen_by(by, claim.debate),
            "Both",
            concessions=[Kept(claim.pk, nothing), Kept(other.pk, "Some")],
            by=by,
        )
    assert caught.value.errors["concessions/0/text"].code == "blank"
    with refused_by("a_concession_keeps_something"):
        insert_concession(insert_argument(claim, kind="synthesis"), claim, text="\n ")


def test_a_synthesis_reconciles_arguments_of_its_debate(claim: Argument) -> None:
    by, elsewhere = a_member(), a_claim()
    with pytest.raises(Unfit) as caught:
        a_synthesis_of(claim.debate, [claim, elsewhere], by=by)
    assert caught.value.errors["concessions/1/argument"].code == "elsewhere"
    with refused_by("concession_is_of_the_debate_of_its_synthesis"):
        insert_concession(insert_argument(claim, kind="synthesis"), elsewhere)
    with refused_by("concession_is_of_the_debate_of_its_argument"):
        insert_concession(
            insert_argument(claim, kind="synthesis"), elsewhere, debate_id=claim.debate_id
        )


def test_a_synthesis_never_reconciles_itself(claim: Argument) -> None:
    with refused_by("a_synthesis_never_reconciles_itself"):
        synthesis = insert_argument(claim, kind="synthesis")
        insert_concession(synthesis, claim, argument_id=synthesis)


def test_syntheses_reconcile_no_circle(claim: Argument) -> None:
    with refused_by("a_synthesis_never_reconciles_itself"):
        one, two, three = (insert_argument(claim, kind="synthesis") for _ in range(3))
        insert_concession(one, claim, argument_id=two)
        insert_concession(two, claim, argument_id=three)
        insert_concession(three, claim, argument_id=one)


def test_a_synthesis_may_reconcile_syntheses(claim: Argument) -> None:
    first = a_synthesis([claim, a_counterclaim(claim)])
    assert a_synthesis([first, claim]).kind == "synthesis"


def test_a_concession_points_at_a_version_that_is(claim: Argument) -> None:
    by, other = a_member(), a_counterclaim(claim)
    for version in (2, -1, 10**20):
        with pytest.raises(Unfit) as caught:
            post_synthesis(
                seen_by(by, claim.debate),
                "Both",
                concessions=[Kept(claim.pk, "So", version), Kept(other.pk, "Also")],
                by=by,
            )
        assert caught.value.errors["concessions/0/version"].code == "no_such_version"
    with refused_by("a_concession_points_at_the_version_that_was_read"):
        insert_concession(insert_argument(claim, kind="synthesis"), claim, argument_version=2)


def test_a_concession_stays_at_the_version_that_was_read(claim: Argument) -> None:
    synthesis = a_synthesis([claim, a_counterclaim(claim)])
    edit_argument(claim, statement="Other words", reasoning="", by=claim.author)
    kept = Concession.objects.get(synthesis=synthesis, argument=claim)
    assert kept.argument_version == 1
    with refused_by("every_wording_stays_readable"):
        run("UPDATE debates_concession SET argument_version = 2")


def test_only_a_synthesis_reconciles(claim: Argument) -> None:
    with refused_by("only_a_synthesis_reconciles"):
        insert_concession(a_claim(claim.debate).pk, claim)


def test_nothing_becomes_or_stops_being_a_synthesis(claim: Argument) -> None:
    with refused_by("a_synthesis_stays_one"):
        run("UPDATE debates_argument SET kind = 'synthesis' WHERE id = %s", [claim.pk])
    with refused_by("a_synthesis_stays_one"):
        run("UPDATE debates_argument SET kind = 'claim' WHERE id = %s", [a_synthesis().pk])


def test_each_version_of_a_synthesis_has_a_concession_for_each(claim: Argument) -> None:
    synthesis = a_synthesis([claim, a_counterclaim(claim)])
    with refused_by("a_synthesis_reconciles_two_or_three"):
        run("UPDATE debates_argument SET statement = 'New' WHERE id = %s", [synthesis.pk])


def test_a_synthesis_goes_on_reconciling_the_same(claim: Argument) -> None:
    pair = [claim, a_counterclaim(claim)]
    synthesis, other = a_synthesis(pair), a_claim(claim.debate)
    with pytest.raises(Unfit) as caught:
        edit_synthesis(
            synthesis,
            statement="New",
            reasoning="",
            left_open="",
            concessions=[Kept(claim.pk, "So"), Kept(other.pk, "Also")],
            by=synthesis.author,
        )
    assert caught.value.errors["concessions"].code == "other_arguments"
    with refused_by("a_synthesis_reconciles_the_same_in_all_versions"):
        run("UPDATE debates_argument SET statement = 'New' WHERE id = %s", [synthesis.pk])
        insert_concession(synthesis.pk, claim, synthesis_version=2)
        insert_concession(synthesis.pk, other, synthesis_version=2)
    with refused_by("a_synthesis_reconciles_the_same_in_all_versions"):
        edit_synthesis(
            synthesis,
            statement="New",
            reasoning="",
            left_open="",
            concessions=[Kept(one.pk, "So") for one in pair],
            by=synthesis.author,
        )
        insert_concession(synthesis.pk, other)


def test_a_synthesis_is_answered_like_any_argument() -> None:
    by, synthesis = a_member(), a_synthesis()
    answer = post_counterclaim(synthesis, "It keeps too little", by=by)
    assert answer.parent_id == synthesis.pk


def a_synthesis_of(debate: Debate, arguments: list[Argument], *, by: object) -> Argument:
    concessions = [Kept(argument.pk, "That much is right") for argument in arguments]
    return post_synthesis(seen_by(by, debate), "Both", concessions=concessions, by=by)  # type: ignore[arg-type]
