"""Scores follow their votes: what is kept by what changed equals what is computed in full."""

import random
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from debates.actions.acting import together as as_one
from debates.actions.arguments import post_claim, post_counterclaim, withdraw_argument
from debates.actions.moderation import hide_argument, restore_argument
from debates.actions.scores import IN_FULL_FROM, refresh_all_scores, refresh_scores
from debates.actions.votes import cast_vote
from debates.models import Argument, Change, Debate, Membership, Score
from debates.queries.drift import drift_of, strengths_in_full
from tests.conftest import Together
from tests.factories import a_claim, a_counterclaim, a_member, a_synthesis, a_vote
from tests.raw import run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


class Chance:
    """A debate in which anything may happen next."""

    def __init__(self, debate: Debate, members: list[User], seed: int) -> None:
        self.debate, self.members = debate, members
        self.debate.standing = Membership.Role.OPENER
        self.chance = random.Random(seed)
        self.arguments: list[Argument] = [
            post_claim(debate, f"Claim {number}", by=members[number]) for number in range(4)
        ]

    def happen(self) -> None:
        acts: list[Callable[[], object]] = [self.answer, self.withdraw, self.hide, self.vote]
        self.chance.choices(acts, weights=[12, 1, 4, 100])[0]()

    def answer(self) -> None:
        parent, by = self.some_argument(), self.chance.choice(self.members)
        if parent.is_withdrawn or parent.is_hidden:
            return
        number = len(self.arguments)
        if self.chance.random() < 0.5:
            made = post_counterclaim(parent, f"No {number}", by=by)
        else:
            made = post_claim(self.debate, f"Yes {number}", supporting=parent, by=by)
        self.arguments.append(made)

    def withdraw(self) -> None:
        argument = self.some_argument()
        if argument.parent_id and not argument.is_withdrawn and not argument.is_hidden:
            argument.withdrawn_at = withdraw_argument(argument, by=argument.author).withdrawn_at

    def hide(self) -> None:
        argument = self.some_argument()
        act = restore_argument if argument.is_hidden else hide_argument
        done = act(argument, rule="other", because="By chance.", by=self.debate.opened_by)
        argument.hidden_at = done.hidden_at

    def vote(self) -> None:
        argument, member = self.some_argument(), self.chance.choice(self.members)
        if argument.author_id == member.pk or argument.is_withdrawn or argument.is_hidden:
            return
        position = self.chance.choice(["agree", "agree", "disagree", "unsure", None])
        beside = argument.parent_id is not None and self.chance.random() < 0.1
        cast_vote(argument, position=position, beside_the_point=beside, by=member)

    def some_argument(self) -> Argument:
        argument = self.chance.choice(self.arguments)
        argument.debate = self.debate
        return argument


@pytest.mark.parametrize("seed", [1, 2])
def test_ten_thousand_acts_leave_no_drift(debate: Debate, seed: int) -> None:
    """Two times five thousand."""
    with as_one():
        happening = Chance(debate, [a_member() for _ in range(25)], seed)
        for number in range(5_000):
            happening.happen()
            if happening.chance.random() < 0.05:
                refresh_scores()
            if number % 1_000 == 999:
                refresh_all_scores()
                assert list(drift_of(debate)) == []
    assert len(happening.arguments) > 100


def test_scoring_in_full_and_by_what_changed_are_one(debate: Debate) -> None:
    with as_one():
        happening = Chance(debate, [a_member() for _ in range(15)], 3)
        for _ in range(800):
            happening.happen()
            refresh_scores()
    kept = list(Score.objects.order_by("pk").values())
    run("INSERT INTO debates_change (debate_id) VALUES (%s)", [debate.pk])
    refresh_all_scores()
    assert list(Score.objects.order_by("pk").values()) == kept


def test_a_vote_moves_no_more_than_it_may(claim: Argument) -> None:
    """Its argument, the siblings that share the voter's unit, their parent and those above."""
    first, second, third = (a_counterclaim(claim) for _ in range(3))
    apart = a_counterclaim(a_claim(claim.debate))
    for one in (first, second, third, apart):
        a_vote(one)
    voter = a_vote(first)
    refresh_all_scores()
    before = {score.pk: score for score in Score.objects.all()}
    a_vote(second, by=voter)
    refresh_all_scores()
    moved = {score.pk for score in Score.objects.all() if score.gives != before[score.pk].gives}
    assert moved == {first.pk, second.pk}
    assert Score.objects.get(pk=claim.pk).strength != before[claim.pk].strength
    assert Score.objects.get(pk=third.pk).strength == before[third.pk].strength


def test_a_vote_is_scored_in_few_queries_at_any_size(claim: Argument) -> None:
    counter = a_counterclaim(claim)
    synthesis = a_synthesis([claim, counter])
    for argument in (counter, synthesis):
        a_vote(argument)
        refresh_all_scores()
        a_vote(argument)
        with CaptureQueriesContext(connection) as queries:
            assert refresh_scores() == 1
        assert len(queries) <= 14  # With the two of the transaction.


def test_what_fails_midway_is_scored_again_and_nothing_twice(
    claim: Argument, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = a_counterclaim(claim)
    refresh_all_scores()
    a_vote(counter)

    def fail(*_args: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr("debates.actions.scores.write_ranks", fail)
        with pytest.raises(ConnectionError):
            refresh_scores()
    assert Change.objects.count() == 1
    refresh_all_scores()
    assert list(drift_of(claim.debate)) == []
    run("INSERT INTO debates_change (debate_id, argument_id) VALUES (%s, %s)",
        [claim.debate_id, counter.pk])  # fmt: skip
    refresh_all_scores()
    assert list(drift_of(claim.debate)) == []


@pytest.mark.django_db(transaction=True)
def test_votes_and_workers_at_once_leave_no_drift(together: Together) -> None:
    claim = a_claim()
    counters = [a_counterclaim(claim) for _ in range(3)]
    synthesis = a_synthesis([claim, counters[0]])
    members = [a_member() for _ in range(6)]

    def voting(number: int) -> Callable[[], object]:
        def vote() -> None:
            for turn in range(20):
                argument = [claim, *counters, synthesis][(number + turn) % 5]
                position = ["agree", "disagree", "unsure"][(number + turn // 2) % 3]
                a_vote(argument, position, by=members[number])

        return vote

    def working() -> None:
        for _ in range(30):
            refresh_scores(5)

    ended = together(*(voting(number) for number in range(6)), working, working)
    assert [one for one in ended if isinstance(one, BaseException)] == []
    refresh_all_scores()
    assert list(drift_of(claim.debate)) == []


def test_many_notes_are_scored_in_full(claim: Argument) -> None:
    counter = a_counterclaim(claim)
    run(
        "INSERT INTO debates_change (debate_id, argument_id)"
        " SELECT %s, %s FROM generate_series(1, %s)",
        [claim.debate_id, counter.pk, IN_FULL_FROM + 5],
    )
    refresh_scores(IN_FULL_FROM)
    assert not Change.objects.exists()
    assert list(drift_of(claim.debate)) == []


def test_check_scores_finds_what_drifted(claim: Argument) -> None:
    counter = a_counterclaim(claim)
    a_vote(counter)
    call_command("check_scores", verbosity=0)
    run("UPDATE debates_score SET strength = 0.9 WHERE argument_id = %s", [counter.pk])
    with pytest.raises(CommandError, match=f"#{counter.pk} strength: 0.9 is kept"):
        call_command("check_scores", verbosity=0)


def test_strengths_follow_from_the_votes(claim: Argument) -> None:
    """Ten agree and two disagree; three accounts agree with any number of objections."""
    for position in ["agree"] * 10 + ["disagree"] * 2:
        a_vote(claim, position)
    three = [a_member() for _ in range(3)]
    for _ in range(5):
        objection = a_counterclaim(claim)
        for voter in three:
            a_vote(objection, by=voter)
    refresh_all_scores()
    found, kept = strengths_in_full(claim.debate_id)
    assert kept[claim.pk] == pytest.approx(found[claim.pk], abs=1e-9)
    assert kept[claim.pk] == pytest.approx(0.712, abs=5e-4)
