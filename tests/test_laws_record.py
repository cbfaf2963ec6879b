"""Laws 9 and 10: the record, and what a former member leaves."""

import pytest
from django.db import transaction

from accounts.models import User
from debates.actions.members import delete_account
from debates.actions.moderation import hide_argument
from debates.models import Argument, Event, Ruling, Vote
from debates.queries.arguments import card_of, find_argument
from tests.factories import (
    a_claim,
    a_member,
    a_vote,
)
from tests.raw import refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


@pytest.mark.parametrize("table", ["event", "ruling", "positionchange"])
def test_the_record_is_append_only(claim: Argument, table: str) -> None:
    a_vote(claim)
    hide_argument(claim_seen_by_opener(claim), rule="spam", because="It sells", by=opener(claim))
    for sql in ("DELETE FROM debates_{}", "UPDATE debates_{} SET debate_id = debate_id"):
        with refused_by("the_record_is_append_only"):
            run(sql.format(table))
    assert run(f"SELECT 1 FROM debates_{table}")


def test_an_act_and_its_line_in_the_record_are_one(claim: Argument) -> None:
    """A ruling that cannot be made leaves the argument as it was."""
    with pytest.raises(Exception, match="reason"), transaction.atomic():
        hide_argument(claim_seen_by_opener(claim), rule="spam", because=" ", by=opener(claim))
    claim.refresh_from_db()
    assert not claim.is_hidden
    assert not Ruling.objects.exists()


def test_the_record_holds_nothing_personal(claim: Argument, member: User) -> None:
    columns = {field.column for field in Event._meta.fields}
    named = {"id", "debate_id", "kind", "argument_id", "ruling_id", "reason", "by_id", "at"}
    assert columns == named
    a_vote(claim, by=member)
    assert not Event.objects.filter(by=member).exists(), "positions are secret in the record too"


def test_deleting_an_account_leaves_what_was_argued(claim: Argument) -> None:
    author = claim.author
    author.email = "someone@example.org"
    author.save()
    name = author.username
    a_vote(a_claim(claim.debate), by=author)
    delete_account(by=author)
    card = card_of(find_argument(a_member(), claim.pk), a_member())
    assert (card.statement, card.author_name) == (claim.statement, None)
    assert Vote.objects.filter(member=author).count() == 1
    author.refresh_from_db()
    assert str(author) == "a former member"
    left = repr(User.objects.filter(pk=author.pk).values().get())
    assert name not in left
    assert "someone@" not in left


def opener(claim: Argument) -> User:
    return claim.debate.opened_by


def claim_seen_by_opener(claim: Argument) -> Argument:
    return find_argument(opener(claim), claim.pk)
