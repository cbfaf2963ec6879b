"""The debate of the first start: posted once, as its members would, and taken away again."""

from datetime import timedelta
from math import comb
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import clock
from accounts.models import User
from debates.actions import demo
from debates.actions.arguments import post_claim, post_counterclaim
from debates.actions.debates import open_debate
from debates.actions.removing import OthersWrote, remove_demo
from debates.actions.votes import cast_vote
from debates.models import (
    Argument,
    Debate,
    Evidence,
    Intake,
    Link,
    PositionChange,
    Source,
    Tally,
    Vote,
)
from tests.factories import a_debate, a_member, some_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def debate() -> Debate:
    return demo.load_demo()


def test_a_second_load_changes_nothing(debate: Debate, capsys: pytest.CaptureFixture[str]) -> None:
    before = User.objects.count(), Argument.objects.count(), PositionChange.objects.count()
    call_command("load_demo")
    assert "already" in capsys.readouterr().out
    assert before == (
        User.objects.count(),
        Argument.objects.count(),
        PositionChange.objects.count(),
    )


def test_the_demo_is_dated_over_ten_days_that_end_yesterday(debate: Debate) -> None:
    yesterday = (clock.now() - timedelta(days=1)).date()
    last = Vote.objects.latest("cast_at").cast_at.date()
    assert (debate.opened_at.date() - yesterday).days == -9
    assert last == yesterday
    joined = User.objects.filter(is_demo=True).latest("date_joined").date_joined
    assert (debate.opened_at - joined).days >= 29


def test_every_argument_has_votes_and_a_tally_that_counts_them(debate: Debate) -> None:
    for tally in Tally.objects.all():
        votes = Vote.objects.filter(argument=tally.argument_id)
        assert tally.agree == votes.filter(position="agree").count() > 0
        assert tally.disagree == votes.filter(position="disagree").count() > 0
    assert Link.objects.count() == 1
    assert Argument.objects.filter(rank__gt=0).count() == 8


def test_most_on_both_sides_endorse_the_synthesis(debate: Debate) -> None:
    synthesis = Argument.objects.get(kind="synthesis")
    reconciled = list(synthesis.concessions.order_by("argument").values_list("argument", flat=True))
    for side, other in (reconciled, reconciled[::-1]):
        ballots = [_ballot(synthesis, member) for member in _of_side(synthesis, side, other)]
        seen = [ballot for ballot in ballots if ballot]
        k, n = seen.count("agree"), len(seen)
        assert n >= 6
        assert sum(comb(n + 1, j) for j in range(k + 1)) / 2 ** (n + 1) >= 0.95
        assert k < n


def _of_side(synthesis: Argument, side: int, other: int) -> list[User]:
    """Who held this side before the synthesis was posted."""
    return [
        member
        for member in User.objects.exclude(pk=synthesis.author_id)
        if _held(member, side, synthesis) > _held(member, other, synthesis)
    ]


def _held(member: User, argument: int, synthesis: Argument) -> int:
    if Argument.objects.filter(pk=argument, author=member).exists():
        return 1
    vote = Vote.objects.filter(member=member, argument=argument).first()
    assert vote is None or vote.held_since < synthesis.made_at
    return {"agree": 1, "disagree": -1}.get(vote.position or "", 0) if vote else 0


def _ballot(synthesis: Argument, member: User) -> str | None:
    vote = Vote.objects.filter(member=member, argument=synthesis).first()
    return vote.position if vote else None


def test_removing_the_demo_leaves_nothing_of_it_and_all_triggers_on(debate: Debate) -> None:
    call_command("remove_demo", verbosity=0)
    assert not User.objects.filter(is_demo=True).exists()
    assert not Debate.objects.exists()
    assert not PositionChange.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'")
        assert cursor.fetchone() == (0,)
    assert not remove_demo()


def test_what_others_wrote_into_the_demo_is_not_removed_unasked(debate: Debate) -> None:
    debate.standing = None
    post_claim(debate, "I was here as well.", by=a_member())
    with pytest.raises(OthersWrote):
        remove_demo()
    with pytest.raises(CommandError, match="--with-what-others-wrote"):
        call_command("remove_demo")
    assert remove_demo(with_what_others_wrote=True)


def test_what_demo_members_did_elsewhere_stays_without_a_name(debate: Debate) -> None:
    nadia, other = User.objects.get(username="nadia"), a_member()
    elsewhere = open_debate("Is it so?", by=other)
    claim = post_claim(elsewhere, "It is.", by=other)
    post_counterclaim(claim, "It is not.", by=nadia)
    cast_vote(claim, position="disagree", by=nadia)
    remove_demo()
    nadia.refresh_from_db()
    assert nadia.deleted_at
    assert not nadia.is_demo
    assert Tally.objects.get(argument=claim).disagree == 1


def test_production_has_no_demo(settings: Any) -> None:
    settings.PRODUCTION = True
    for command in ("load_demo", "remove_demo"):
        with pytest.raises(CommandError):
            call_command(command)


def test_its_evidence_is_checked_and_a_source_is_asked_for(debate: Debate) -> None:
    assert Evidence.objects.get().status == Evidence.Status.CHECKED
    asked = Tally.objects.filter(needs_source__gt=0).select_related("argument").get()
    assert asked.needs_source == 2
    assert "retrained until it worked" in asked.argument.statement


def test_two_sources_of_the_demo_that_were_merged_go_with_it(debate: Debate) -> None:
    kept, argument = Source.objects.get(), Argument.objects.filter(parent=None)[0]
    gone = some_evidence(argument, by=User.objects.filter(is_demo=True)[0]).source
    with connection.cursor() as cursor:
        cursor.execute("SELECT merge_source(%s, %s)", [gone.pk, kept.pk])
    assert remove_demo()
    assert not Source.objects.exists()


def test_what_a_demo_member_handed_in_elsewhere_stays(debate: Debate) -> None:
    member, elsewhere = User.objects.filter(is_demo=True)[0], a_debate()
    Intake.objects.create(debate=elsewhere, by=member, format="bibtex", text="")
    assert remove_demo()
    assert Intake.objects.get().by.deleted_at
