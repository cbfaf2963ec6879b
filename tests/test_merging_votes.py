"""Whose vote counts when two arguments become one, and that undoing puts back every row."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import clock
from debates.actions.arguments import edit_argument
from debates.actions.votes import cast_vote, withdraw_vote
from debates.models import Argument, Debate, JoinedVote, PositionChange, Vote
from debates.queries.arguments import find_argument
from debates.queries.drift import drift_of
from debates.rules import Refused
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_remark,
    a_synthesis,
    a_vote,
    days_ago,
    some_evidence,
)
from tests.merging import all_rows, merged, positions, undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

VOTE = st.fixed_dictionaries(
    {
        "who": st.integers(0, 6),
        "on": st.integers(0, 2),
        "days": st.integers(1, 20),
        "position": st.sampled_from(["agree", "unsure", "disagree", None]),
        "well_argued": st.booleans(),
        "beside_the_point": st.booleans(),
    }
)


class Undo(Exception):
    """Takes an example back."""


class Scene:
    """Two replies that say the same, what stands on them, and seven members, both authors too."""

    def __init__(self, *, same_place: bool) -> None:
        with days_ago(30):
            self.people = [a_member() for _ in range(7)]
            self.debate: Debate = a_debate(by=a_member())
            self.top = a_claim(self.debate)
            other = self.top if same_place else a_claim(self.debate)
            self.gone = a_counterclaim(self.top, by=self.people[0])
            self.kept = a_counterclaim(other, by=self.people[1])
            self.rival = a_claim(self.debate)
            a_claim(supporting=self.gone)
            a_counterclaim(self.kept)
            some_evidence(self.gone)
            a_remark(self.gone)
        with days_ago(10):
            self.syntheses = [a_synthesis([one, self.rival]) for one in (self.gone, self.kept)]

    @property
    def authors(self) -> set[int]:
        return {self.gone.author_id, self.kept.author_id}

    def joinable(self) -> list[Vote]:
        """The votes on what goes that still say something where the other one stands."""
        return [
            vote
            for vote in self.gone.votes.all()
            if vote.position
            or vote.well_argued
            or (vote.beside_the_point and self.gone.parent_id == self.kept.parent_id)
        ]

    def cast(self, vote: dict[str, Any]) -> None:
        on = (self.gone, self.kept, self.rival)[vote["on"]]
        if on.author_id == self.people[vote["who"]].pk:
            return
        marks = {"well_argued": vote["well_argued"]}
        if on.parent_id:
            marks["beside_the_point"] = vote["beside_the_point"]
        who = self.people[vote["who"]]
        with days_ago(vote["days"]):
            cast_vote(find_argument(who, on.pk), position=vote["position"], by=who, **marks)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(votes=st.lists(VOTE, max_size=25), same_place=st.booleans())
def test_undoing_a_merge_leaves_every_row_as_before(
    votes: list[dict[str, Any]], same_place: bool
) -> None:
    try:
        with transaction.atomic():
            scene = Scene(same_place=same_place)
            for vote in sorted(votes, key=lambda one: -one["days"]):
                scene.cast(vote)
            for member in scene.people[2:]:
                for one in scene.syntheses:
                    a_vote(one, by=member)
            moderator = scene.debate.opened_by
            before = all_rows(scene.debate)
            held, told = positions(scene.kept), positions(scene.gone)
            joined = {vote.member_id for vote in scene.joinable()}
            ruling = merged(scene.gone, scene.kept, by=moderator)
            during = all_rows(scene.debate)
            assert list(drift_of(scene.debate)) == []
            assert positions(scene.gone) == told
            assert positions(scene.kept).keys() == (joined | held.keys()) - scene.authors
            assert during["debates_staleness"] == before["debates_staleness"] == []
            undone(ruling, by=moderator)
            assert all_rows(scene.debate) == before
            assert not JoinedVote.objects.exists()
            raise Undo
    except Undo:
        pass


@pytest.fixture
def pair(debate: Debate) -> tuple[Argument, Argument]:
    with days_ago(3):
        return a_claim(debate, "Cars kill"), a_claim(debate, "Cars are deadly")


def test_of_two_votes_the_later_counts_whole(pair: tuple[Argument, Argument]) -> None:
    gone, kept = pair
    with days_ago(2):
        first, second = a_vote(kept, "agree", well_argued=True), a_vote(gone, "unsure")
    with days_ago(1):
        a_vote(gone, "disagree", by=first)
        a_vote(kept, "agree", by=second)
    merged(gone, kept, by=kept.debate.opened_by)
    assert positions(kept) == {first.pk: "disagree", second.pk: "agree"}
    vote = Vote.objects.get(argument=kept, member=first)
    assert (vote.well_argued, vote.held_since) == (False, vote.cast_at)
    assert vote.cast_at < clock.now() - timedelta(hours=23)


def test_a_mark_as_beside_the_point_stays_where_it_was_made(debate: Debate) -> None:
    one, other = a_claim(debate), a_claim(debate)
    gone, kept, twin = a_counterclaim(one), a_counterclaim(other), a_counterclaim(one)
    member = a_vote(gone, "agree", beside_the_point=True)
    silent = a_member()
    cast_vote(find_argument(silent, gone.pk), position=None, beside_the_point=True, by=silent)
    merged(gone, kept, by=debate.opened_by)
    assert not Vote.objects.get(argument=kept, member=member).beside_the_point
    assert not Vote.objects.filter(argument=kept, member=silent).exists()
    a_vote(twin, "agree", beside_the_point=True, by=member)
    again = a_counterclaim(one)
    merged(twin, again, by=debate.opened_by)
    assert Vote.objects.get(argument=again, member=member).beside_the_point


def test_a_joined_vote_agrees_with_no_wording_that_came_later(
    pair: tuple[Argument, Argument],
) -> None:
    gone, kept = pair
    author = kept.author
    edit_argument(find_argument(author, kept.pk), statement="Anew", reasoning="", by=author)
    a_vote(gone, "agree")
    merged(gone, kept, by=kept.debate.opened_by)
    kept.tally.refresh_from_db()
    assert (kept.tally.agree, kept.tally.agree_as_worded) == (1, 0)


def test_neither_author_votes_on_what_became_their_own(pair: tuple[Argument, Argument]) -> None:
    gone, kept = pair
    a_vote(kept, "disagree", by=gone.author)
    a_vote(gone, "agree", by=kept.author)
    ruling = merged(gone, kept, by=kept.debate.opened_by)
    assert positions(kept) == {}
    with pytest.raises(Refused) as refused:
        a_vote(kept, "agree", by=gone.author)
    assert refused.value.reason.code == "nobody_votes_on_their_own_argument"
    undone(ruling, by=kept.debate.opened_by)
    assert positions(kept) == {gone.author_id: "disagree"}


def test_who_voted_anew_since_keeps_that(pair: tuple[Argument, Argument]) -> None:
    gone, kept = pair
    changes, withdraws, leaves = (a_vote(gone, "agree") for _ in range(3))
    ruling = merged(gone, kept, by=kept.debate.opened_by)
    a_vote(kept, "disagree", by=changes)
    withdraw_vote(find_argument(withdraws, kept.pk), by=withdraws)
    undone(ruling, by=kept.debate.opened_by)
    assert positions(kept) == {changes.pk: "disagree"}
    assert positions(gone) == dict.fromkeys((changes.pk, withdraws.pk, leaves.pk), "agree")
    told = PositionChange.objects.filter(argument=kept, member=changes).order_by("pk")
    assert [str(one) for one in told] == ["None → agree", "agree → disagree"]
    assert not PositionChange.objects.filter(argument=kept, member=leaves).exists()


def test_merges_of_merges_lead_to_the_end_and_are_undone_last_first(debate: Debate) -> None:
    first, second, last = (a_claim(debate) for _ in range(3))
    voters = [a_vote(one, "agree") for one in (first, second, last)]
    before = all_rows(debate)
    by = debate.opened_by
    one = merged(first, second, by=by)
    between = all_rows(debate)
    two = merged(second, last, by=by)
    first.refresh_from_db()
    assert first.merged_into_id == last.pk
    assert positions(last) == {voter.pk: "agree" for voter in voters}
    with pytest.raises(Refused, match="Undo that first"):
        undone(one, by=by)
    undone(two, by=by)
    assert all_rows(debate) == between
    undone(one, by=by)
    assert all_rows(debate) == before


def test_of_two_merged_into_one_the_later_is_undone_first(debate: Debate) -> None:
    kept, first, second = (a_claim(debate) for _ in range(3))
    voter = a_vote(kept, "agree")
    a_vote(first, "disagree", by=voter)
    before = all_rows(debate)
    by = debate.opened_by
    one, two = merged(first, kept, by=by), merged(second, kept, by=by)
    with pytest.raises(Refused, match="too since"):
        undone(one, by=by)
    undone(two, by=by)
    undone(one, by=by)
    assert all_rows(debate) == before
