"""Splitting while others write: in real threads and connections."""

from collections.abc import Callable
from typing import Any

import pytest

from debates.actions.arguments import edit_argument, post_counterclaim
from debates.actions.evidence import add_evidence
from debates.actions.remarks import make_remark
from debates.actions.scores import refresh_scores
from debates.actions.sources import Cited
from debates.actions.splits import split_thread
from debates.actions.syntheses import Kept, post_synthesis
from debates.actions.undoing import undo_ruling
from debates.actions.votes import cast_vote
from debates.models import Argument, Debate, Ruling
from debates.queries.arguments import find_argument
from debates.rules import Refused, Unfit
from tests.conftest import Together
from tests.counting import drifted
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_vote, seen_by
from tests.splitting import of_two_debates, split

pytestmark = pytest.mark.django_db(transaction=True)


def splitter(argument: Argument, question: str = "And this?") -> Callable[[], Debate]:
    """An act that splits this thread off, by whoever opened its debate, who has read it."""
    by = argument.debate.opened_by
    read = find_argument(by, argument.pk)
    said = {"rule": "off_topic", "because": "It is a question of its own."}
    return lambda: split_thread(read, question, by=by, **said)


def writers(root: Argument, reply: Argument) -> dict[str, Callable[[], Any]]:
    """Each of another member, who has read the thread, writes something into it."""
    voter = a_vote(reply)
    answers, votes, cites, asks, reconciles = (a_member() for _ in range(5))
    read = {
        by.pk: find_argument(by, reply.pk)
        for by in (voter, answers, votes, cites, asks, reply.author)
    }
    cited = Cited(title="An essay", url="https://example.org/race")
    both = [Kept(root.pk, "The one."), Kept(reply.pk, "The other.")]
    debate = seen_by(reconciles, root.debate)
    return {
        "reply": lambda: post_counterclaim(read[answers.pk], "But no", by=answers),
        "vote": lambda: cast_vote(read[votes.pk], position="agree", by=votes),
        "another vote": lambda: cast_vote(read[voter.pk], position="disagree", by=voter),
        "evidence": lambda: add_evidence(read[cites.pk], cited, shows="So", by=cites),
        "remark": lambda: make_remark(read[asks.pk], "Always?", by=asks),
        "synthesis": lambda: post_synthesis(debate, "Both", concessions=both, by=reconciles),
        "edit": lambda: edit_argument(
            read[reply.author_id], statement="Rather so", reasoning="", by=reply.author
        ),
        "scores": refresh_scores,
    }


@pytest.mark.parametrize(
    "what",
    ["reply", "vote", "another vote", "evidence", "remark", "synthesis", "edit", "scores"],
)
@pytest.mark.parametrize("turn", range(3))
def test_what_is_written_meanwhile_is_in_one_debate_or_refused(
    together: Together, what: str, turn: int
) -> None:
    root = a_counterclaim(a_claim(a_debate()))
    reply = a_counterclaim(root)
    write = writers(root, reply)[what]
    written, new = together(write, splitter(root))
    assert isinstance(new, Debate), new
    assert not isinstance(written, Exception) or isinstance(written, Refused | Unfit), written
    assert of_two_debates() == []
    assert drifted() == []


def test_many_write_while_it_is_split(together: Together) -> None:
    root = a_counterclaim(a_claim(a_debate()))
    replies = [a_claim(supporting=root) for _ in range(4)]
    acts = [act for reply in replies for act in list(writers(root, reply).values())[:3]]
    *written, new = together(*acts, splitter(root))
    assert isinstance(new, Debate), new
    assert {type(one) for one in written} <= {type(None), Argument, Refused}, written
    assert of_two_debates() == []
    assert drifted() == []


def test_of_two_who_split_a_thread_one_is_told_that_it_went(together: Together) -> None:
    root = a_counterclaim(a_claim(a_debate()))
    outcomes = together(splitter(root), splitter(root, "And that?"))
    assert sorted(type(one).__name__ for one in outcomes) == ["Debate", "Refused"]
    refused = next(one for one in outcomes if isinstance(one, Refused))
    assert refused.reason.code == "moved"
    assert Ruling.objects.count() == 1


def test_a_thread_and_a_part_of_it_are_split_one_after_the_other(together: Together) -> None:
    root = a_counterclaim(a_claim(a_debate()))
    reply = a_claim(supporting=root)
    outcomes = together(splitter(root), splitter(reply, "And that?"))
    # Where the part was first, both went; else it went with the whole.
    made = [one for one in outcomes if isinstance(one, Debate)]
    assert len(made) == len(outcomes) or outcomes[1].reason.code == "moved"
    assert Argument.objects.get(pk=root.pk).debate == outcomes[0]
    assert of_two_debates() == []
    assert drifted() == []


def test_of_two_who_join_one_is_told_that_it_is_undone(together: Together) -> None:
    root = a_counterclaim(a_claim(a_debate()))
    by = root.debate.opened_by
    split(root, by=by)
    ruling = Ruling.objects.get()
    ruling.debate = seen_by(by, root.debate)
    undo = lambda: undo_ruling(ruling, rule="mistake", because="It is one question.", by=by)  # noqa: E731 - one of two acts
    outcomes = together(undo, undo)
    assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "Ruling"]
    assert Argument.objects.get(pk=root.pk).debate == root.debate
