"""Rulings on threads and debates at the same moment as what they are about, in real threads."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from debates.actions.arguments import edit_argument, post_counterclaim
from debates.actions.locks import lock_thread, unlock_thread
from debates.actions.moderation import restore_argument
from debates.actions.places import move_argument, reclassify_argument
from debates.actions.scores import refresh_all_scores, refresh_scores
from debates.actions.shutting import screen_debate, shut_debate, unshut_debate
from debates.actions.slowing import slow_thread, unslow_thread
from debates.actions.undoing import undo_ruling
from debates.actions.votes import cast_vote
from debates.models import Argument, Debate, Lock, Notice, Ruling, Slowing, Vote
from debates.queries.arguments import find_argument
from debates.queries.drift import drift_of
from debates.rules import Refused, Unfit
from tests.conftest import Together
from tests.counting import drifted
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_vote, seen_by

pytestmark = pytest.mark.django_db(transaction=True)


class Moderator:
    """Rules on what it sees of a debate."""

    def __init__(self, debate: Debate) -> None:
        self.member, self.debate = debate.opened_by, debate

    def on(self, act: Callable[..., Any], argument: Argument, **more: Any) -> Callable[[], Any]:
        seen = find_argument(self.member, argument.pk)
        return lambda: act(seen, **more, rule="heated", because="In circles", by=self.member)

    def on_debate(self, act: Callable[..., Any]) -> Callable[[], Any]:
        seen = seen_by(self.member, self.debate)
        return lambda: act(seen, rule="heated", because="In circles", by=self.member)

    def undoing(self) -> Callable[[], Any]:
        ruling = Ruling.objects.latest("pk")
        ruling.debate = seen_by(self.member, self.debate)
        return lambda: undo_ruling(ruling, rule="other", because="Calm again", by=self.member)


@pytest.fixture
def thread() -> tuple[Argument, Argument, Moderator]:
    claim = a_claim(a_debate())
    return claim, a_counterclaim(claim), Moderator(claim.debate)


def vote(argument: Argument, member: User) -> Callable[[], Any]:
    seen = find_argument(member, argument.pk)
    return lambda: cast_vote(seen, position="agree", by=member)


def refusals(outcomes: list[Any]) -> list[str]:
    """Why the refused were refused; whatever else went wrong is raised."""
    said = []
    for one in outcomes:
        if isinstance(one, Refused):
            said.append(one.reason.code)
        elif isinstance(one, Unfit):
            said += [reason.code for reason in one.errors.values()]
        elif isinstance(one, BaseException):
            raise one
    return said


def caught(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Refused as refused:
        return refused


def assert_in_order(debate: Debate) -> None:
    refresh_all_scores()
    assert [*drifted(), *drift_of(debate)] == []


def test_a_vote_comes_before_a_lock_or_not_at_all(
    together: Together, thread: tuple[Argument, Argument, Moderator]
) -> None:
    claim, reply, rules = thread
    votes = [vote(reply, a_member()) for _ in range(6)]
    outcomes = together(*votes[:3], rules.on(lock_thread, claim), *votes[3:])
    said = refusals(outcomes)
    assert set(said) <= {"a_locked_thread_takes_nothing"}
    assert Vote.objects.count() == 6 - len(said)
    assert refusals([caught(vote(reply, a_member()))]) == ["thread_locked"]
    assert_in_order(claim.debate)


def test_an_edit_comes_before_a_lock_or_not_at_all(
    together: Together, thread: tuple[Argument, Argument, Moderator]
) -> None:
    claim, reply, rules = thread
    edit = lambda: edit_argument(reply, statement="Anew", reasoning="", by=reply.author)  # noqa: E731 - one of two acts
    outcomes = together(edit, rules.on(lock_thread, claim))
    said = refusals(outcomes)
    reply.refresh_from_db()
    assert (reply.version, said) in [
        (2, []),
        (1, ["thread_locked"]),
        (1, ["a_locked_thread_takes_nothing"]),
    ]


def test_of_two_who_lock_one_is_told(
    together: Together, thread: tuple[Argument, Argument, Moderator]
) -> None:
    claim, _reply, rules = thread
    assert refusals(together(*[rules.on(lock_thread, claim)] * 2)) == ["thread_locked"]
    outcomes = together(rules.on(unlock_thread, claim), rules.undoing())
    assert refusals(outcomes)[0] in {"not_locked", "undone", "debates_ruling_undoes_id_key"}
    assert (Lock.objects.count(), Ruling.objects.count()) == (0, 2)


def test_a_lock_above_and_one_inside_come_in_either_order(
    together: Together, thread: tuple[Argument, Argument, Moderator]
) -> None:
    claim, reply, rules = thread
    said = refusals(together(rules.on(lock_thread, claim), rules.on(lock_thread, reply)))
    assert said in ([], ["thread_locked"])
    assert Lock.objects.count() == 2 - len(said)


def test_of_two_who_slow_a_thread_one_is_told(
    together: Together, thread: tuple[Argument, Argument, Moderator]
) -> None:
    claim, _reply, rules = thread
    assert refusals(together(*[rules.on(slow_thread, claim, minutes=5)] * 2)) == ["slow"]
    said = refusals(together(rules.on(unslow_thread, claim), rules.undoing()))
    assert len(said) == 1
    assert (Slowing.objects.count(), Ruling.objects.count()) == (0, 2)


def test_two_moves_at_once_make_no_loop(
    together: Together, thread: tuple[Argument, Argument, Moderator]
) -> None:
    claim, _reply, rules = thread
    other = a_claim(claim.debate)
    outcomes = together(
        rules.on(move_argument, claim, parent=other.pk),
        rules.on(move_argument, other, parent=claim.pk),
    )
    assert refusals(outcomes) == ["under_itself"]
    assert_in_order(claim.debate)


def test_a_move_passes_votes_answers_edits_and_the_worker(
    together: Together, thread: tuple[Argument, Argument, Moderator]
) -> None:
    claim, reply, rules = thread
    other = a_claim(claim.debate)
    member = a_vote(other)  # A first vote locks the debate's tally before the argument's.
    seen = find_argument(member, reply.pk)
    outcomes = together(
        vote(reply, member),
        lambda: post_counterclaim(seen, "So", by=member),
        lambda: edit_argument(reply, statement="Anew", reasoning="", by=reply.author),
        rules.on(move_argument, reply, parent=other.pk),
        vote(claim, member),
        refresh_scores,
    )
    assert refusals(outcomes) == []
    assert_in_order(claim.debate)


def test_a_move_into_a_thread_that_is_locked_just_now_is_before_it_or_not_at_all(
    together: Together, thread: tuple[Argument, Argument, Moderator]
) -> None:
    claim, _reply, rules = thread
    other = a_claim(claim.debate)
    outcomes = together(
        rules.on(lock_thread, claim), rules.on(move_argument, other, parent=claim.pk)
    )
    said = refusals(outcomes)
    moved = Ruling.objects.filter(verb="move").first()
    locked = Ruling.objects.get(verb="lock")
    assert said == ["thread_locked"] if moved is None else moved.pk < locked.pk


def test_a_reply_is_reclassified_once(
    together: Together, thread: tuple[Argument, Argument, Moderator]
) -> None:
    claim, reply, rules = thread
    outcomes = together(*[rules.on(reclassify_argument, reply, kind="claim")] * 2)
    assert refusals(outcomes) == ["there_already"]
    said = refusals(together(*[rules.undoing()] * 2))
    assert said == ["undone"]
    reply.refresh_from_db()
    assert reply.kind == "counterclaim"
    assert_in_order(claim.debate)


def test_a_debate_is_shut_once_and_while_people_vote(
    together: Together, thread: tuple[Argument, Argument, Moderator]
) -> None:
    claim, reply, rules = thread
    acts = [vote(reply, a_member()), *[rules.on_debate(shut_debate)] * 2]
    said = refusals(together(*acts, rules.on(move_argument, reply, parent=None, kind="claim")))
    assert said.count("debate_closed") >= 1
    assert Ruling.objects.filter(verb="close").count() == 1
    said = refusals(together(*[rules.on_debate(unshut_debate)] * 2))
    assert said == ["debate_open"]
    assert_in_order(claim.debate)


def test_a_held_argument_is_let_through_while_it_is_edited(
    together: Together, thread: tuple[Argument, Argument, Moderator]
) -> None:
    claim, _reply, rules = thread
    rules.on_debate(screen_debate)()
    assert refusals(together(*[rules.on_debate(screen_debate)] * 2)) == ["screened"] * 2
    held = a_counterclaim(claim)
    outcomes = together(
        lambda: edit_argument(held, statement="Anew", reasoning="", by=held.author),
        *[rules.on(restore_argument, held)] * 2,
    )
    assert refusals(outcomes) == ["not_hidden"]
    held.refresh_from_db()
    assert (held.version, held.is_hidden, held.statement) == (2, False, "Anew")
    assert Notice.objects.filter(kind="countered", argument=held).count() == 1
