"""Splitting moves every row that belongs to a thread, and joining puts each back."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from accounts import clock
from accounts.models import User
from debates.actions.scores import refresh_all_scores
from debates.actions.votes import cast_vote
from debates.models import Argument, Crux, Debate, Evidence, Lock, Restriction, Ruling
from debates.queries.drift import drift_of
from debates.rules import Refused
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_member,
    a_remark,
    a_synthesis,
    a_vote,
    seen_by,
    some_evidence,
)
from tests.snapshot import rows_of
from tests.splitting import join, split

pytestmark = pytest.mark.django_db


def a_full_thread(debate: Debate) -> Argument:
    """A counterclaim in this debate, with one of everything under it."""
    root = a_counterclaim(a_claim(debate))
    reply = a_counterclaim(root)
    a_synthesis([root, reply])
    a_crux((root, reply))
    some_evidence(reply)
    a_remark(reply)
    voter = a_vote(root, "agree", beside_the_point=True)
    a_vote(root, "disagree", by=voter)
    cast_vote(root, position=None, beside_the_point=True, by=a_member())
    a_vote(reply, "agree", by=voter)
    return root


def test_all_of_a_thread_moves_and_all_comes_back(debate: Debate, moderator: User) -> None:
    root = a_full_thread(debate)
    refresh_all_scores()
    before = rows_of(debate)
    new = split(root, by=moderator)
    moved = rows_of(new)
    assert len(moved["debates_argument"]) == 3
    assert len(moved["debates_vote"]) == 2
    join(new, by=moderator)
    refresh_all_scores()
    assert rows_of(debate) == before


def test_both_debates_are_scored_anew(debate: Debate, moderator: User) -> None:
    root = a_full_thread(debate)
    refresh_all_scores()
    new = split(root, by=moderator)
    refresh_all_scores()
    assert [*drift_of(debate), *drift_of(new)] == []


def test_who_is_muted_stays_muted_and_reads_why(debate: Debate, moderator: User) -> None:
    root, member = a_full_thread(debate), a_member()
    said = {"verb": "mute", "rule": "insult", "reason": "Twice in a day.", "debate": debate}
    ruling = Ruling.objects.create(**said, member=member, by=moderator, role="moderator")
    Restriction.objects.create(
        **{"member": member, "debate": debate, "kind": "muted", "ruling": ruling},
        until=clock.now() + timedelta(days=3),
    )
    new = split(root, by=moderator)
    muted = seen_by(member, new).muted
    assert muted is not None
    assert (muted["rule"], muted["reason"]) == ("insult", "Twice in a day.")
    assert Ruling.objects.get(pk=muted["ruling"]).part_of == Ruling.objects.get(verb="split")


def test_a_lock_goes_along_and_one_above_stands_in_the_way(debate: Debate, moderator: User) -> None:
    root = a_full_thread(debate)
    reply = root.children.get()
    said = {"verb": "lock", "rule": "heated", "reason": "Too hot.", "debate": debate}
    ruling = Ruling.objects.create(**said, argument=root, by=moderator, role="moderator")
    Lock.objects.create(argument=root, debate=debate, ruling=ruling)
    with pytest.raises(Refused, match="The thread that this stands in is locked"):
        split(reply, by=moderator)
    new = split(root, by=moderator)
    assert Lock.objects.get().debate == new
    join(new, by=moderator)
    assert Lock.objects.get().debate == debate


STAY = {"Event", "Ruling", "Change"}
"""The record stays where it was written; notes of what to score anew follow for both debates."""


def test_every_table_that_names_an_argument_and_its_debate_is_moved() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT place::text FROM homes()")
        moved = {table for (table,) in cursor.fetchall()}
    for model in apps.get_app_config("debates").get_models():
        fields = {field.name: field for field in model._meta.fields if field.is_relation}
        of_a_thread = {
            field.related_model for name, field in fields.items() if name != "debate"
        } & {Argument, Evidence, Crux}
        if "debate" in fields and of_a_thread and model.__name__ not in STAY:
            assert model._meta.db_table in moved, model
