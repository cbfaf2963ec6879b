"""What happens to appeals at the same moment."""

from collections.abc import Callable
from typing import Any

from accounts.models import User
from debates.actions import appeals as acts
from debates.actions.undoing import undo_ruling
from debates.models import Appeal, Argument, Event, Notice, Ruling
from debates.queries.appeals import find_appeal, find_ruling_to_appeal
from debates.rules import Refused
from tests.appealing import a_moderator, an_appeal, hidden
from tests.conftest import Together


def judging(appeal: Appeal, outcome: str, by: User) -> Callable[[], Any]:
    read = find_appeal(by, appeal.pk)
    return lambda: acts.judge_appeal(read, outcome, f"{outcome}.", by=by)


def refusals(outcomes: list[Any]) -> list[str]:
    """What those were told who came too late; all others did what they meant to."""
    late = [one for one in outcomes if isinstance(one, Exception)]
    assert all(isinstance(one, Refused) for one in late), late
    return [str(one) for one in late]


def test_two_who_judge_at_once_leave_one_outcome(together: Together, claim: Argument) -> None:
    appeal = an_appeal(hidden(claim))
    judges = [a_moderator(claim.debate) for _ in range(4)]
    outcomes = ["granted", "denied", "granted", "denied"]
    acted = together(*(judging(appeal, *one) for one in zip(outcomes, judges, strict=True)))
    assert refusals(acted) == ["This appeal is judged already."] * 3
    appeal.refresh_from_db()
    assert appeal.answer == f"{appeal.outcome}."
    granted = appeal.outcome == "granted"
    assert Ruling.objects.filter(undoes=appeal.ruling).count() == granted
    assert Event.objects.filter(kind="appeal_judged").count() == 1
    assert Notice.objects.filter(kind="judged").count() == 1
    claim.refresh_from_db()
    assert claim.is_hidden != granted


def test_granting_and_undoing_at_once_undoes_once(together: Together, claim: Argument) -> None:
    ruling = hidden(claim)
    appeal, judge, other = an_appeal(ruling), a_moderator(claim.debate), a_moderator(claim.debate)
    read = find_ruling_to_appeal(other, ruling.pk)

    def undo() -> Ruling:
        return undo_ruling(read, rule="mistake", because="It does not", by=other)

    acted = together(judging(appeal, "granted", judge), undo)
    assert set(refusals(acted)) <= {"This ruling is undone already."}
    assert isinstance(acted[0], Appeal)  # However it came about: it is undone.
    assert Ruling.objects.filter(undoes=ruling).count() == 1
    appeal.refresh_from_db()
    assert appeal.outcome == "granted"


def test_a_member_who_appeals_twice_at_once_has_one_appeal(
    together: Together, claim: Argument
) -> None:
    a_moderator(claim.debate)
    ruling, by = hidden(claim), claim.author
    read = [find_ruling_to_appeal(by, ruling.pk) for _ in range(4)]
    acted = together(*(lambda one=one: acts.appeal(one, "No", by=by) for one in read))
    assert refusals(acted) == ["You have appealed this ruling already."] * 3
    assert Appeal.objects.count() == 1
    assert Notice.objects.filter(kind="appealed").count() == 2
    assert Event.objects.filter(kind="appeal_made").count() == 1


def test_a_reply_comes_before_the_outcome_or_not_at_all(
    together: Together, claim: Argument
) -> None:
    appeal, judge = an_appeal(hidden(claim)), a_moderator(claim.debate)
    by = claim.author
    read = find_appeal(by, appeal.pk)
    acted = together(
        judging(appeal, "denied", judge), lambda: acts.reply_to_appeal(read, "Wait", by=by)
    )
    assert set(refusals(acted)) <= {"This appeal is judged already."}
    appeal.refresh_from_db()
    assert appeal.judged_at is not None
    assert all(reply.at <= appeal.judged_at for reply in appeal.replies.all())
