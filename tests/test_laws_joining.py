"""What the database keeps of merged arguments, whoever writes."""

from typing import Any

import pytest

from accounts import clock
from accounts.models import User
from debates.models import Argument, Debate, PositionChange
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_member,
    a_remark,
    a_synthesis,
    a_vote,
    some_evidence,
)
from tests.merging import merged
from tests.raw import insert, insert_argument, insert_concession, insert_vote, refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

MERGE = "UPDATE debates_argument SET merged_into_id = %s, hidden_at = now() WHERE id = %s"


@pytest.fixture
def pair(debate: Debate, moderator: User) -> tuple[Argument, Argument]:
    gone, kept = a_claim(debate), a_claim(debate)
    a_vote(gone)
    merged(gone, kept, by=moderator)
    return gone, kept


def test_what_was_merged_takes_nothing_new(pair: tuple[Argument, Argument]) -> None:
    gone, kept = pair
    voter = gone.votes.get().member
    with refused_by("a_merged_argument_takes_nothing"):
        insert_vote(gone, a_member())
    with refused_by("a_merged_argument_takes_nothing"):
        run("UPDATE debates_vote SET position = 'unsure' WHERE argument_id = %s", [gone.pk])
    with refused_by("a_merged_argument_takes_nothing"):
        run("DELETE FROM debates_vote WHERE argument_id = %s", [gone.pk])
    with refused_by("a_hidden_argument_takes_no_reply"):
        insert_argument(kept, parent_id=gone.pk)
    with refused_by("a_merged_argument_takes_nothing"):
        asked = {"argument_id": gone.pk, "member_id": voter.pk, "debate_id": gone.debate_id}
        insert("sourcerequest", **asked, asked_at=clock.now())
    for table, made in (("remark", a_remark(kept)), ("evidence", some_evidence(kept))):
        row: dict[str, Any] = {
            field.attname: getattr(made, field.attname)
            for field in made._meta.concrete_fields
            if not field.primary_key
        }
        with refused_by("a_merged_argument_takes_nothing"):
            insert(table, **row | {"argument_id": gone.pk})


def test_no_new_synthesis_reconciles_what_was_merged(pair: tuple[Argument, Argument]) -> None:
    gone, kept = pair
    with refused_by("a_merged_argument_takes_nothing"):
        insert_concession(insert_argument(kept, kind="synthesis"), gone)


def test_nobody_votes_on_what_became_their_own(pair: tuple[Argument, Argument]) -> None:
    gone, kept = pair
    with refused_by("nobody_votes_on_their_own_argument"):
        insert_vote(kept, gone.author)
    insert_vote(kept, a_member())


def test_an_argument_becomes_no_others_while_its_author_votes_on_that(debate: Debate) -> None:
    gone, kept = a_claim(debate), a_claim(debate)
    a_vote(kept, by=gone.author)
    with refused_by("nobody_votes_on_their_own_argument"):
        run(MERGE, [kept.pk, gone.pk])


def test_what_is_merged_points_at_what_stands(pair: tuple[Argument, Argument]) -> None:
    gone, kept = pair
    other = a_claim(gone.debate)
    for one, into in ((other, gone), (kept, other)):
        with refused_by("what_stands_for_others_is_not_merged_away"):
            run(MERGE, [into.pk, one.pk])


def test_a_synthesis_becomes_a_synthesis(synthesis: Argument, claim: Argument) -> None:
    for one, into in ((synthesis, claim), (claim, synthesis)):
        with refused_by("a_synthesis_is_merged_into_a_synthesis"):
            run(MERGE, [into.pk, one.pk])


def test_what_a_synthesis_reconciles_stays_apart(debate: Debate, moderator: User) -> None:
    one, other, twin = (a_claim(debate) for _ in range(3))
    a_synthesis([one, other])
    for gone, kept in ((one, other), (other, one)):
        with refused_by("what_a_synthesis_reconciles_stays_apart"):
            run(MERGE, [kept.pk, gone.pk])
    merged(one, twin, by=moderator)
    with refused_by("what_a_synthesis_reconciles_stays_apart"):
        run(MERGE, [twin.pk, other.pk])


def test_replies_never_come_to_stand_under_themselves(debate: Debate) -> None:
    gone = a_claim(debate)
    kept = a_counterclaim(a_counterclaim(gone))
    with refused_by("threads_have_no_loops"):
        run("UPDATE debates_argument SET parent_id = %s WHERE parent_id = %s", [kept.pk, gone.pk])


def test_changes_of_position_go_only_with_the_merge_that_made_them(
    pair: tuple[Argument, Argument],
) -> None:
    moved = PositionChange.objects.get(argument=pair[1])
    own = PositionChange.objects.get(argument=pair[0])
    merge = str(moved.merge_id)
    during, delete = (
        "SET LOCAL dialectic.merging = %s",
        "DELETE FROM debates_positionchange WHERE id = %s",
    )
    for one, merging in ((moved, None), (moved, "1234567"), (own, merge)):
        with refused_by("the_record_is_append_only"):
            if merging:
                run(during % f"'{merging}'")
            run(delete, [one.pk])
    with refused_by("the_record_is_append_only"):
        run(during % f"'{merge}'")
        run("UPDATE debates_positionchange SET after = NULL WHERE id = %s", [moved.pk])


def test_no_mind_is_said_to_have_changed_by_a_merge(debate: Debate, moderator: User) -> None:
    gone, kept, rival = (a_claim(debate) for _ in range(3))
    member = a_vote(kept, "agree")
    a_vote(gone, "disagree", by=member)
    merged(gone, kept, by=moderator)
    change = PositionChange.objects.get(argument=kept, member=member, after="disagree")
    with refused_by("a_mind_changes_from_agree_or_disagree"):
        insert(
            "mindchange",
            change_id=change.pk,
            debate_id=debate.pk,
            about_id=kept.pk,
            argument_id=rival.pk,
            member_id=member.pk,
            to_agree=False,
            at=clock.now(),
        )
