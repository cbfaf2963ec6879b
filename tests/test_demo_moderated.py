"""The demo goes, however much it was moderated, and whatever its members did elsewhere."""

from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from debates.actions import demo
from debates.actions.appeals import reply_to_appeal
from debates.actions.hiding import hide_thread
from debates.actions.houserules import publish_rule
from debates.actions.ignores import ignore_member
from debates.actions.locks import lock_thread
from debates.actions.merges import merge_argument
from debates.actions.redactions import redact_version
from debates.actions.removing import remove_demo
from debates.actions.restrictions import mute_member, suspend_member, warn_member
from debates.actions.shutting import screen_debate
from debates.actions.slowing import slow_thread
from debates.actions.splits import split_thread
from debates.models import Argument, Case, Debate, Flag, Ruling
from debates.queries.appeals import find_appeal
from debates.queries.arguments import find_argument
from tests.appealing import an_appeal, hidden, judged, staff
from tests.factories import a_claim, a_debate, a_member, a_vote, seen_by
from tests.flagged import a_flag, raise_flag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

WHY: dict[str, Any] = {"rule": "off_topic", "because": "Because"}


@pytest.fixture
def debate() -> Debate:
    return demo.load_demo()


def test_a_moderated_demo_is_removed(debate: Debate) -> None:
    by, tops = debate.opened_by, [a_claim(debate, by=debate.opened_by) for _ in range(9)]
    author = User.objects.filter(is_demo=True).exclude(pk=by.pk)[0]
    theirs = a_claim(debate, by=author)
    a_vote(tops[0], by=author)
    a_flag(theirs, by=a_member())

    def seen(number: int) -> Argument:
        return find_argument(by, tops[number].pk)

    merge_argument(seen(0), into=seen(1), **WHY, by=by)
    split_thread(seen(2), "Another question?", **WHY, by=by)
    hide_thread(seen(3), **WHY, by=by)
    lock_thread(seen(4), **WHY, by=by)
    slow_thread(seen(5), minutes=9, **WHY, by=by)
    redact_version(seen(6), 1, **WHY, by=by)
    raise_flag(tops[7])
    appeal = an_appeal(hidden(theirs, by=by))
    reply_to_appeal(find_appeal(author, appeal.pk), "Please", by=author)
    judged(appeal, by=staff())
    screen_debate(seen_by(by, debate), **WHY, by=by)
    mute_member(author, seen_by(by, debate), lasts="day", **WHY, by=by)
    publish_rule(seen_by(by, debate), code="no_cars", title="No cars", text="None.", by=by)
    ignore_member(author, by=by)
    assert remove_demo(with_what_others_wrote=True)
    assert not Debate.objects.exists()
    assert not Ruling.objects.exists()
    assert not User.objects.filter(is_demo=True).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'")
        assert cursor.fetchone() == (0,)


def test_what_demo_members_flagged_elsewhere_and_what_was_ruled_on_them_stays(
    debate: Debate,
) -> None:
    flagger, warned, claimer, about = User.objects.filter(is_demo=True).order_by("pk")[:4]
    by, claim = staff(), a_claim(a_debate())
    flag = raise_flag(claim, "spam", "They sell", by=flagger)
    warn_member(warned, **WHY, by=by)
    suspend_member(about, lasts="day", **WHY, by=by)
    raise_case = a_flag(claimer, "spam", by=a_member()).case
    assert remove_demo(with_what_others_wrote=True)
    kept = Flag.objects.get(pk=flag.pk)
    assert kept.note == ""
    assert kept.member.deleted_at
    assert Case.objects.get(pk=kept.case_id).flags == 1
    assert Ruling.objects.count() == 2
    assert not User.objects.filter(is_demo=True).exists()
    assert raise_case.pk
