"""Law 11: every row of a debate carries it, and names nothing of another."""

import pytest
from django.apps import apps
from django.db import connection

from debates.models import Argument, Version
from tests.factories import (
    a_debate,
    some_evidence,
)
from tests.raw import refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


# What does not carry debate_id, and why it need not.
WITHOUT_DEBATE = {
    "Debate": "is one",
    "Tally": "is one with its argument",
    "Draft": "belongs to a member and a form",
    "OnceKey": "belongs to a member and a request",
    "File": "is attached in any number of debates",
    "Holding": "belongs to a member and a file",
    "Quota": "belongs to a member",
    "Retraction": "is one with its source",
    "Suggestion": "is one with its source",
    "Flag": "is one with its case",
    "AppealReply": "is one with its appeal",
    "JoinedVote": "is one with its ruling",
    "Sealed": "is one with its ruling",
    "Ignore": "belongs to a member and another",
}


def test_every_row_of_a_debate_carries_its_debate() -> None:
    without = {
        model.__name__
        for model in apps.get_app_config("debates").get_models()
        if "debate_id" not in {field.attname for field in model._meta.fields}
    }
    assert without == set(WITHOUT_DEBATE)


# Written by triggers and by the worker alone, from rows that are kept together.
NOT_TYPED_IN = {
    f"debates_{table}" for table in ("change", "positionchange", "score", "share", "staleness")
}


# The record stays in the debate where it was written, whatever moves since: a trigger holds a
# line to it when it is written.
OF_THE_RECORD = {"debates_event", "debates_ruling"}


def test_rows_name_the_debate_of_their_argument(claim: Argument) -> None:
    """Every table with both columns keeps them together, by a constraint or a trigger's hand."""
    keyed = {
        table
        for (table,) in run(
            """SELECT conrelid::regclass::text FROM pg_constraint
            WHERE contype = 'f' AND confrelid = 'debates_argument'::regclass
            AND cardinality(conkey) = 2"""
        )
    }
    with_both = {
        model._meta.db_table
        for model in apps.get_app_config("debates").get_models()
        if {"debate", "argument"} <= {field.name for field in model._meta.fields}
    }
    assert with_both - keyed == NOT_TYPED_IN | OF_THE_RECORD
    assert Version._meta.db_table in keyed


def test_another_debate_cannot_be_named(claim: Argument) -> None:
    other = a_debate()
    some_evidence(claim)
    with refused_by("evidence_is_of_the_debate_of_its_argument"), connection.cursor() as cursor:
        cursor.execute("UPDATE debates_evidence SET debate_id = %s", [other.pk])
