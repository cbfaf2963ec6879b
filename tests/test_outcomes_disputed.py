"""Outcomes disputed: by whom, and how often, through pages and API alike."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from debates.actions.outcomes import Ending, dispute_outcome, restate_outcome
from debates.models import Debate, Dispute, Event, Notice, Visibility
from debates.queries.outcomes import find_outcome
from debates.rules import Refused
from tests.api import Program
from tests.conftest import Together
from tests.ending import an_outcome, disputed
from tests.faces import Face
from tests.factories import a_debate, a_member, a_place, seen_by
from tests.raw import run


def test_a_member_disputes_an_outcome_once_a_version(
    face: Face, debate: Debate, member: User
) -> None:
    an_outcome(debate)
    assert face.dispute(debate, 1, "It leaves us out").what == "signed out"
    face.sign_in(member)
    assert face.dispute(debate, 1, " ").what == "unfit"
    assert face.dispute(debate, 1, "y" * 301).what == "unfit"
    assert face.dispute(debate, 2, "It leaves us out").what == "absent"
    assert face.dispute(debate, 1, "It leaves us out").what == "done"
    assert "It leaves us out" in face.read_disputes(debate, 1).text
    again = face.dispute(debate, 1, "Again")
    assert again.what == "refused"
    assert "You have disputed this outcome already." in again.text
    notice = Notice.objects.get(kind="disputed")
    assert (notice.member_id, notice.by_id) == (debate.opened_by_id, member.pk)
    assert Event.objects.get(kind="outcome_disputed").reason == "v1"
    by = debate.opened_by
    restate_outcome(seen_by(by, debate), Ending("Other words"), by=by)
    assert "no longer the outcome" in face.dispute(debate, 1, "Again").text
    assert face.dispute(debate, 2, "It still does").what == "done"
    assert "It leaves us out" in face.read_disputes(debate, 1).text


def test_nobody_disputes_what_they_stated_themselves(face: Face, debate: Debate) -> None:
    an_outcome(debate)
    face.sign_in(debate.opened_by)
    outcome = face.dispute(debate, 1, "On second thought")
    assert outcome.what == "refused"
    assert "You stated this outcome: you can restate it." in outcome.text


def test_only_invited_members_dispute_where_they_argue(face: Face, member: User) -> None:
    debate = a_debate(visibility=Visibility.INVITED)
    an_outcome(debate)
    face.sign_in(member)
    outcome = face.dispute(debate, 1, "I was not asked")
    assert outcome.what == "refused"
    assert "Only invited members" in outcome.text
    face.sign_in(a_place(debate))
    assert face.dispute(debate, 1, "I was asked, and said no").what == "done"


@pytest.mark.django_db
def test_disputes_are_paged(debate: Debate, no_limits: None) -> None:
    stated = an_outcome(debate)
    for number in range(3):
        disputed(stated, f"Reason {number}")
    program = Program()
    page = program.get(f"debates/{debate.slug}/outcomes/1/disputes?page_size=2").json()
    rest = program.get(page["next"]).json()
    assert [one["text"] for one in (*page["results"], *rest["results"])] == [
        *("Reason 0", "Reason 1", "Reason 2"),
    ]


@pytest.mark.django_db
def test_outcomes_and_disputes_are_never_rewritten(debate: Debate, member: User) -> None:
    stated = an_outcome(debate, disputed_by=member)
    for table in ("outcome", "dispute"):
        for change in (f"UPDATE debates_{table} SET text = 'x'", f"DELETE FROM debates_{table}"):
            with pytest.raises(IntegrityError), transaction.atomic():
                run(change)
    assert Dispute.objects.get().outcome_id == stated.pk


@pytest.mark.django_db(transaction=True)
def test_one_dispute_sent_twice_at_once_is_one(together: Together) -> None:
    debate = a_debate()
    an_outcome(debate)
    by = a_member()
    found = find_outcome(seen_by(by, debate), 1)
    outcomes = together(*[lambda: dispute_outcome(found, "It leaves us out", by=by)] * 3)
    assert Dispute.objects.count() == 1
    refused = [one for one in outcomes if isinstance(one, Refused)]
    assert [one.reason.code for one in refused] == ["already_disputed"] * 2
