"""Merging while others merge, vote, answer and edit: one outcome, nothing lost, nobody stuck."""

import random
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from accounts.models import User
from debates.actions.arguments import edit_argument, post_counterclaim, withdraw_argument
from debates.actions.evidence import withdraw_evidence
from debates.actions.scores import refresh_all_scores, refresh_scores
from debates.actions.syntheses import Kept, edit_synthesis, post_synthesis
from debates.actions.votes import cast_vote, withdraw_vote
from debates.models import Argument, Debate, JoinedVote, Ruling
from debates.queries.arguments import find_argument
from debates.queries.drift import drift_of
from debates.queries.evidence import find_evidence
from debates.rules import Refused, Unfit
from tests.conftest import Together
from tests.counting import drifted
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_place,
    a_remark,
    a_synthesis,
    a_vote,
    seen_by,
    some_evidence,
)
from tests.merging import merged, positions, undone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair() -> tuple[Argument, Argument]:
    debate = a_debate()
    one, other = a_claim(debate), a_claim(debate)
    a_vote(one), a_vote(other, "disagree")
    return one, other


def another_moderator(debate: Debate) -> User:
    return a_place(debate, "moderator")


def merge(gone: Argument, kept: Argument, by: User) -> Callable[[], Ruling]:
    return lambda: merged(gone, kept, by=by)


def refusals(outcomes: list[Any]) -> list[str]:
    assert all(isinstance(one, Ruling | Refused) for one in outcomes), outcomes
    return [one.reason.code for one in outcomes if isinstance(one, Refused)]


@pytest.mark.parametrize("_turn", range(3))
def test_of_two_who_merge_crosswise_one_is_told(
    together: Together, pair: tuple[Argument, Argument], _turn: int
) -> None:
    one, other = pair
    first, second = one.debate.opened_by, another_moderator(one.debate)
    outcomes = together(merge(one, other, first), merge(other, one, second))
    assert refusals(outcomes) in (["merged"], ["into_merged"])
    assert Ruling.objects.count() == 1
    assert Argument.objects.exclude(merged_into=None).count() == 1


def test_of_two_who_merge_the_same_one_is_told(
    together: Together, pair: tuple[Argument, Argument]
) -> None:
    first, second = pair[0].debate.opened_by, another_moderator(pair[0].debate)
    outcomes = together(merge(*pair, first), merge(*pair, second))
    assert len(refusals(outcomes)) == 1
    assert (Ruling.objects.count(), JoinedVote.objects.count()) == (1, 1)


def test_of_two_who_undo_it_one_is_told(
    together: Together, pair: tuple[Argument, Argument]
) -> None:
    by = pair[0].debate.opened_by
    ruling = merged(*pair, by=by)
    outcomes = together(*[lambda: undone(ruling, by=by)] * 2)
    assert refusals(outcomes) == ["undone"]
    assert len(positions(pair[1])) == 1


def test_a_vote_at_that_moment_counts_on_what_stays_or_is_refused(
    together: Together, pair: tuple[Argument, Argument]
) -> None:
    gone, kept = pair
    voters = [a_member() for _ in range(12)]

    def vote(by: User) -> None:
        cast_vote(find_argument(by, gone.pk), position="agree", by=by)

    outcomes = together(
        merge(gone, kept, gone.debate.opened_by),
        *[lambda voter=voter: vote(voter) for voter in voters],
    )
    cast = {by.pk for by, said in zip(voters, outcomes[1:], strict=True) if said is None}
    assert all(said is None or isinstance(said, Refused) for said in outcomes[1:])
    assert cast <= positions(kept).keys()
    assert not {by.pk for by in voters} - cast & positions(gone).keys()
    assert drifted() == []


class Crowd:
    """Who writes while a moderator merges and separates, in threads until that is done."""

    def __init__(self) -> None:
        self.debate = a_debate()
        self.gone, self.kept, self.rival = (a_claim(self.debate) for _ in range(3))
        self.synthesis = a_synthesis([self.gone, self.rival])
        self.replies = [a_counterclaim(self.gone) for _ in range(3)]
        self.members = [a_member() for _ in range(6)]
        a_remark(self.gone)
        self.over = threading.Event()
        self.done = self.tried_again = 0

    def go_on(self, seed: int) -> None:
        chance = random.Random(seed)
        acts = [self.vote, self.vote, self.take_back, self.withdraw, self.answer, self.cite]
        acts += [self.edit_reply, self.edit_synthesis, self.reconcile, self.score]
        while not self.over.is_set():
            try:
                chance.choice(acts)(chance)
                self.done += 1
            except (Refused, Unfit):
                pass

    def rule(self) -> None:
        by = self.debate.opened_by
        try:
            for _turn in range(8):
                gone, kept = random.sample([self.gone, self.kept], 2)
                ruling = self.at_last(merge(gone, kept, by))
                self.at_last(partial(undone, ruling, by=by))
        finally:
            self.over.set()

    def at_last(self, act: Callable[[], Ruling]) -> Ruling:
        """What an act returns that is tried again while others write what it would move."""
        while True:
            try:
                return act()
            except Refused as refused:
                if refused.reason.code != "changed_meanwhile":
                    raise
                self.tried_again += 1

    def either(self, chance: random.Random, by: User) -> Argument:
        return find_argument(by, chance.choice([self.gone, self.kept]).pk)

    def vote(self, chance: random.Random) -> None:
        by = chance.choice(self.members)
        position = chance.choice(["agree", "unsure", "disagree"])
        cast_vote(self.either(chance, by), position=position, well_argued=True, by=by)

    def take_back(self, chance: random.Random) -> None:
        by = chance.choice(self.members)
        cast_vote(self.either(chance, by), position=None, by=by)

    def withdraw(self, chance: random.Random) -> None:
        by = chance.choice(self.members)
        withdraw_vote(self.either(chance, by), by=by)

    def answer(self, chance: random.Random) -> None:
        by = a_member()
        reply = post_counterclaim(self.either(chance, by), "No, for a reason", by=by)
        withdraw_argument(find_argument(by, reply.pk), by=by)

    def cite(self, chance: random.Random) -> None:
        cited = some_evidence(chance.choice([self.gone, self.kept]))
        withdraw_evidence(find_evidence(cited.added_by, cited.pk), by=cited.added_by)

    def edit_reply(self, chance: random.Random) -> None:
        reply = chance.choice(self.replies)
        found = find_argument(reply.author, reply.pk)
        edit_argument(found, statement=f"No {chance.random()}", reasoning="", by=reply.author)

    def edit_synthesis(self, chance: random.Random) -> None:
        by = self.synthesis.author
        found = find_argument(by, self.synthesis.pk)
        keeps = [Kept(self.gone.pk, "One"), Kept(self.rival.pk, "Other")]
        words = {"statement": f"Both {chance.random()}", "reasoning": "", "left_open": ""}
        edit_synthesis(found, **words, concessions=keeps, by=by)  # type: ignore[arg-type] # mypy

    def reconcile(self, chance: random.Random) -> None:
        by = chance.choice(self.members)
        keeps = [Kept(self.either(chance, by).pk, "One"), Kept(self.rival.pk, "Other")]
        debate = seen_by(by, self.debate)
        post_synthesis(debate, "Both", "", left_open="", concessions=keeps, by=by)

    def score(self, chance: random.Random) -> None:
        refresh_scores(chance.randint(1, 50))


def test_nobody_waits_for_each_other_and_nothing_is_lost(together: Together) -> None:
    crowd = Crowd()
    outcomes = together(crowd.rule, *[lambda n=n: crowd.go_on(n) for n in range(7)])
    assert outcomes == [None] * 8
    assert crowd.done > 50
    assert drifted() == []
    refresh_all_scores()
    assert list(drift_of(crowd.debate)) == []
    assert not Argument.objects.filter(parent__merged_into__isnull=False).exists()
