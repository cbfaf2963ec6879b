"""The history of an argument, however long it grew."""

import pytest
from django.test import Client

from debates.actions.arguments import edit_argument
from debates.queries import history
from tests.factories import a_claim


@pytest.mark.django_db
def test_a_long_history_is_read_in_pages(no_limits: None) -> None:
    claim = a_claim(statement="Version 1")
    for number in range(2, 24):
        edit_argument(claim, statement=f"Version {number}", reasoning="", by=claim.author)
    first = Client().get(f"/arguments/{claim.pk}/history/").content.decode()
    assert first.count("<article") == 20
    assert "?before=4" in first
    rest = Client().get(f"/arguments/{claim.pk}/history/?before=4").content.decode()
    assert rest.count("<article") == 3
    assert "?before=" not in rest
    assert "<del" in rest, "the oldest of a page is compared with the one before it, too"


def test_texts_made_slow_to_compare_are_compared_by_line() -> None:
    old, new = "a " * 990, "b " + "a " * 500 + "c " + "a " * 480
    assert [piece.how for piece in history.compare(old, new)] == ["gone", "come"]
