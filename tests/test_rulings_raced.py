"""Each ruling at the same moment as itself, as its undoing, and as what members do."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from debates.actions.arguments import edit_argument, post_counterclaim
from debates.actions.evidence import add_evidence
from debates.actions.scores import refresh_all_scores, refresh_scores
from debates.actions.sources import Cited
from debates.actions.votes import cast_vote
from debates.models import INVERSES, Debate, Ruling
from debates.queries.arguments import find_argument
from debates.queries.drift import drift_of
from debates.rules import Refused, Unfit
from tests.conftest import Together
from tests.counting import drifted
from tests.factories import a_member
from tests.inverses import RULINGS, World, made, undo
from tests.splitting import of_two_debates

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_limits")]

BY_THE_SITE = {"hold", "mark"}
"""Which has no second moderator who does the same."""
AS_OFTEN_AS_ONE_LIKES = {"warn"}


def refusals(outcomes: list[Any]) -> list[str]:
    """What the refused were told; whatever else went wrong is raised."""
    said = []
    for one in outcomes:
        if isinstance(one, Refused):
            said.append(one.reason.text)
        elif isinstance(one, Unfit):
            said += [reason.text for reason in one.errors.values()]
        elif isinstance(one, BaseException):
            raise one
    assert all(said)
    return said


def assert_in_order() -> None:
    assert drifted() == []
    assert of_two_debates() == []
    refresh_all_scores()
    assert [one for debate in Debate.objects.all() for one in drift_of(debate)] == []


def rows_made(verb: str) -> int:
    return Ruling.objects.filter(verb=verb, undoes=None, part_of=None).count()


@pytest.fixture
def world() -> World:
    """Where the chosen argument is a reply that everything can be ruled of."""
    return World([("vote", 0, 3, "agree"), ("vote", 1, 4, "unsure")], chosen=4)


def test_every_ruling_is_raced() -> None:
    assert INVERSES.keys() == {name.partition(" ")[0] for name in RULINGS}


@pytest.mark.parametrize("name", [one for one in RULINGS if one not in BY_THE_SITE])
def test_of_two_who_rule_the_same_one_does_and_the_other_is_told(
    together: Together, world: World, name: str
) -> None:
    act = RULINGS[name]
    world.tries_once = True
    said = refusals(together(lambda: act(world), lambda: act(world)))
    verb = name.partition(" ")[0]
    assert rows_made(verb) == 2 - len(said)
    if name not in AS_OFTEN_AS_ONE_LIKES:
        assert len(said) == 1
    assert_in_order()


@pytest.mark.parametrize("name", RULINGS)
def test_of_two_who_undo_it_one_does_and_the_other_is_told(
    together: Together, world: World, name: str
) -> None:
    RULINGS[name](world)
    ruling = made(world)
    said = refusals(together(lambda: undo(world, ruling), lambda: undo(world, ruling)))
    assert len(said) == 1
    assert Ruling.objects.filter(undoes=ruling).count() == 1
    assert_in_order()


def writers(world: World) -> list[Callable[[], object]]:
    """A vote, an answer and evidence of members, and an edit of the author."""
    argument = world.subject
    voter, answers, cites = (a_member() for _ in range(3))
    read: dict[User, Any] = {
        by: find_argument(by, argument.pk) for by in (voter, answers, cites, argument.author)
    }
    cited = Cited(title="An essay", url="https://example.org/race")
    return [
        lambda: cast_vote(read[voter], position="agree", by=voter),
        lambda: post_counterclaim(read[answers], "But no", by=answers),
        lambda: add_evidence(read[cites], cited, shows="So", by=cites),
        lambda: edit_argument(
            read[argument.author], statement="Anew", reasoning="", by=argument.author
        ),
    ]


@pytest.mark.parametrize("name", RULINGS)
def test_a_ruling_passes_its_undoing_the_worker_and_what_members_write(
    together: Together, world: World, name: str
) -> None:
    world.tries_once = True
    acts = writers(world)
    refusals(together(*acts, lambda: RULINGS[name](world), refresh_scores))
    assert_in_order()
    ruling = Ruling.objects.filter(verb=name.partition(" ")[0], part_of=None).first()
    if ruling is None:  # Somebody wrote first what stands in its way.
        RULINGS[name](world)
        ruling = made(world)
    refusals(together(*writers(world), lambda: undo(world, ruling), refresh_scores))
    assert_in_order()
