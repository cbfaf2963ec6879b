"""A debate of any size is made in bulk, and is like one that grew."""

import random
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from debates.actions.seeding import Size
from debates.exchange.statements import statements_in
from debates.models import Argument, Change, Debate, Tally, Version, Vote

TEXT = "\n".join(f"Statement {random.Random(n).random()}." for n in range(50))


@pytest.fixture
def text(tmp_path: Path) -> Path:
    place = tmp_path / "statements.txt"
    place.write_text(TEXT)
    return place


@pytest.mark.django_db
def test_a_seeded_debate_has_what_was_asked_for(text: Path) -> None:
    size = {"arguments": 1_100, "votes": 3_000, "members": 60, "chain": 50}
    call_command("seed_debate", **size, text=text, slug="big", verbosity=0)
    debate = Debate.objects.get(slug="big")
    assert debate.tally.arguments == Argument.objects.filter(debate=debate).count() == 1_100
    assert Vote.objects.count() == 3_000
    assert Version.objects.count() == 1_100
    assert sum(one.agree + one.unsure + one.disagree for one in Tally.objects.all()) == 3_000
    assert not Change.objects.exists()
    assert debate.tally.syntheses == 2
    deepest, depth = Argument.objects.order_by("pk")[49], 0
    while deepest.parent:
        deepest, depth = deepest.parent, depth + 1
    assert depth == 49


@pytest.mark.django_db
def test_seeding_says_what_it_cannot_do(text: Path) -> None:
    with pytest.raises(CommandError, match="too few"):
        call_command("seed_debate", arguments=2, votes=100, text=text, members=3)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("seed_debate", arguments=2, text=text / "nowhere")


def test_a_size_is_judged() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Size(0, 0, 2)


def test_statements_are_lines_or_fields_of_objects() -> None:
    assert statements_in("One.\n\n  Two  words.\nOne.") == ["One.", "Two words."]
    rows = '[{"question": "Why?", "affirming_statement": "Yes.", "negating_statement": "No."}]'
    assert statements_in(rows) == ["Yes.", "No."]
    with pytest.raises(ValueError, match="no statement"):
        statements_in("\n")
