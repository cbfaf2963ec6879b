"""Votes of accounts made for one thread: marked for the moderators, never dropped in secret."""

from collections.abc import Callable

import pytest

from accounts.models import User
from debates.actions.marks import mark_made_for_one_thread
from debates.actions.undoing import undo_ruling
from debates.models import Argument, Case, Event, Notice, Ruling
from debates.queries.arguments import find_argument
from debates.queries.debates import find_debate
from tests.factories import a_claim, a_counterclaim, a_member, a_vote, days_ago

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


@pytest.fixture
def thread() -> Argument:
    with days_ago(3):
        return a_claim()


def marks() -> list[Ruling]:
    return list(Ruling.objects.filter(verb=Ruling.Verb.MARK).order_by("pk"))


def newcomers(claim: Argument, count: int) -> list[User]:
    """Accounts made since, that each voted on this and nothing else."""
    return [a_vote(claim, by=a_member()) for _one in range(count)]


def test_five_accounts_made_for_a_thread_are_marked(thread: Argument) -> None:
    newcomers(thread, 4)
    assert mark_made_for_one_thread() == 0
    newcomers(thread, 1)
    assert mark_made_for_one_thread() == 1
    (mark,) = marks()
    assert (mark.argument_id, mark.role, mark.by_id) == (thread.pk, "automatic", None)
    assert mark.after == {"votes": 5, "of": 5}
    assert Event.objects.filter(ruling=mark, debate=thread.debate).exists(), "in the record"
    assert Case.objects.get(argument=thread).why == Case.Why.NOTICED
    assert not Notice.objects.filter(ruling=mark).exists(), "nobody did anything wrong yet"


def test_every_marked_vote_counts_on(thread: Argument) -> None:
    newcomers(thread, 5)
    mark_made_for_one_thread()
    thread.tally.refresh_from_db()
    assert thread.tally.agree == 5


def elsewhere_too(claim: Argument) -> list[User]:
    return [a_vote(a_claim(claim.debate), by=one) for one in newcomers(claim, 5)]


def wrote_elsewhere(claim: Argument) -> list[User]:
    members = newcomers(claim, 5)
    for one in members:
        a_claim(claim.debate, by=one)
    return members


def older_than_the_thread(claim: Argument) -> list[User]:
    with days_ago(5):
        members = [a_member() for _one in range(5)]
    return [a_vote(claim, by=one) for one in members]


def a_small_part_of_many(claim: Argument) -> list[User]:
    with days_ago(5):
        members = [a_member() for _one in range(21)]
    return [a_vote(claim, by=one) for one in members] + newcomers(claim, 5)


@pytest.mark.parametrize(
    "vote", [elsewhere_too, wrote_elsewhere, older_than_the_thread, a_small_part_of_many]
)
def test_others_are_not_marked(vote: Callable[[Argument], list[User]], thread: Argument) -> None:
    vote(thread)
    assert mark_made_for_one_thread() == 0
    assert not marks()


def test_votes_anywhere_in_one_thread_are_of_that_thread(thread: Argument) -> None:
    reply = a_counterclaim(thread)
    for one in newcomers(thread, 5):
        a_vote(reply, by=one)
    assert mark_made_for_one_thread() == 2
    assert {mark.argument_id for mark in marks()} == {thread.pk, reply.pk}


def test_a_mark_is_made_once_and_again_when_they_are_twice_as_many(thread: Argument) -> None:
    newcomers(thread, 5)
    assert [mark_made_for_one_thread(), mark_made_for_one_thread()] == [1, 0]
    newcomers(thread, 5)
    assert mark_made_for_one_thread() == 1
    assert [mark.after["votes"] for mark in marks()] == [5, 10]


def test_a_moderator_takes_the_mark_off_for_good(thread: Argument) -> None:
    newcomers(thread, 5)
    mark_made_for_one_thread()
    (mark,) = marks()
    moderator = thread.debate.opened_by
    mark.debate = find_debate(moderator, thread.debate.slug)
    undone = undo_ruling(mark, rule="mistake", because="A school class voted.", by=moderator)
    assert (undone.verb, undone.undoes_id) == (Ruling.Verb.UNMARK, mark.pk)
    assert Case.objects.get(argument=thread).verdict == Case.Verdict.DISMISSED
    assert mark_made_for_one_thread() == 0
    assert find_argument(moderator, thread.pk).hidden_at is None
