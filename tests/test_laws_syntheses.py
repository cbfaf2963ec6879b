"""Laws 2 and 3: what a synthesis is made of."""

import pytest

from debates.actions.arguments import edit_argument, post_counterclaim
from debates.actions.syntheses import Kept, edit_synthesis, post_synthesis
from debates.models import Argument, Concession, Debate
from debates.rules import Unfit
from tests.factories import a_claim, a_counterclaim, a_member, a_synthesis, seen_by
from tests.raw import insert_argument, insert_concession, refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


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
