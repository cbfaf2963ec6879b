"""What the database keeps of appeals, whoever writes: raw SQL against it."""

from datetime import timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.models import User
from debates.models import Argument, Ruling
from tests.appealing import an_appeal, hidden, judged
from tests.factories import a_debate, a_member
from tests.raw import insert, refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

CONCERNED = "whom_a_ruling_concerns_appeals_within_30_days"


@pytest.fixture
def ruling(claim: Argument) -> Ruling:
    return hidden(claim)


def insert_appeal(ruling: Ruling, **columns: Any) -> int:
    row = {
        "ruling_id": ruling.pk,
        "debate_id": ruling.debate_id,
        "member_id": ruling.member_id,
        "text": "It does not",
        "made_at": clock.now(),
        "due_at": clock.now() + timedelta(days=7),
        "outcome": "",
        "answer": "",
    }
    return int(insert("appeal", **(row | columns)))


def judge(appeal: int, by: User | None, outcome: str = "denied", answer: str = "No") -> None:
    run(
        "UPDATE debates_appeal SET outcome = %s, answer = %s, judged_by_id = %s, judged_at = now() "
        "WHERE id = %s",
        [outcome, answer, by and by.pk, appeal],
    )


def test_only_whom_it_concerns_appeals(ruling: Ruling, member: User) -> None:
    with refused_by(CONCERNED):
        insert_appeal(ruling, member_id=member.pk)
    insert_appeal(ruling)


def test_whoever_wrote_a_part_appeals_the_whole(ruling: Ruling, member: User) -> None:
    part = {
        **{"verb": "hide", "rule": "spam", "reason": "Ads", "role": "moderator"},
        **{"debate_id": ruling.debate_id, "by_id": ruling.by_id, "at": clock.now()},
    }
    whole = int(insert("ruling", **part, member_id=None))
    insert("ruling", **part, member_id=member.pk, part_of_id=whole)
    insert_appeal(Ruling.objects.get(pk=whole), member_id=member.pk)


def test_within_30_days(ruling: Ruling) -> None:
    late = ruling.at + timedelta(days=30)
    with refused_by(CONCERNED):
        insert_appeal(ruling, made_at=late)
    insert_appeal(ruling, made_at=late - timedelta(seconds=1))


@pytest.mark.parametrize("other", [True, False])
def test_in_the_debate_of_the_ruling(ruling: Ruling, other: bool) -> None:
    with refused_by(CONCERNED):
        insert_appeal(ruling, debate_id=a_debate().pk if other else None)


def test_once(ruling: Ruling) -> None:
    insert_appeal(ruling)
    with refused_by("one_appeal_per_ruling_and_member"):
        insert_appeal(ruling)


def test_it_says_why(ruling: Ruling) -> None:
    with refused_by("an_appeal_says_why"):
        insert_appeal(ruling, text=" \n")


def test_somebody_else_judges_it(ruling: Ruling) -> None:
    appeal = insert_appeal(ruling)
    with refused_by("an_appeal_is_judged_by_somebody_else"):
        judge(appeal, ruling.by)
    with refused_by("nobody_judges_their_own_appeal"):
        judge(appeal, ruling.member)
    judge(appeal, a_member())


def test_it_is_judged_by_somebody_else_from_the_first(ruling: Ruling) -> None:
    done = {"outcome": "denied", "answer": "No", "judged_at": clock.now()}
    with refused_by("an_appeal_is_judged_by_somebody_else"):
        insert_appeal(ruling, judged_by_id=ruling.by_id, **done)


def test_an_outcome_has_an_answer_and_somebody_who_gave_it(ruling: Ruling) -> None:
    appeal = insert_appeal(ruling)
    whole = "a_judged_appeal_has_an_outcome_and_an_answer"
    with refused_by(whole):
        judge(appeal, a_member(), answer=" ")
    with refused_by(whole):
        judge(appeal, None)
    with refused_by(whole):
        judge(appeal, a_member(), outcome="")


def test_it_is_judged_once(ruling: Ruling) -> None:
    appeal = judged(an_appeal(ruling), "denied", by=a_member(is_staff=True))
    for outcome in ("granted", "denied", ""):
        with refused_by("an_appeal_is_judged_once"):
            judge(appeal.pk, a_member(), outcome)


def test_what_was_said_stays(ruling: Ruling) -> None:
    appeal = insert_appeal(ruling)
    said = {"appeal_id": appeal, "by_id": ruling.member_id, "at": clock.now()}
    insert("appealreply", **said, is_from_moderators=False, text="Wait")
    for sql in (
        "UPDATE debates_appealreply SET text = 'Go'",
        "DELETE FROM debates_appealreply",
        "DELETE FROM debates_appealreply WHERE false",
    ):
        with refused_by("the_record_is_append_only"):
            run(sql)
    with refused_by("a_reply_to_an_appeal_says_something"):
        insert("appealreply", **said, is_from_moderators=False, text=" ")
