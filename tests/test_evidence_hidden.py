"""Hiding evidence by a ruling, and bringing it back."""

import pytest

from accounts.models import User
from debates.actions.casework import dismiss_case, hide_case
from debates.actions.undoing import undo_ruling
from debates.models import Argument, Case, Event, Notice, Ruling
from debates.queries.evidence import evidence_on
from debates.rules import Refused
from tests.conftest import Together
from tests.faces import Face
from tests.factories import a_member, a_place, some_evidence
from tests.flagged import a_flag, seen_case

pytestmark = pytest.mark.django_db


def test_evidence_is_hidden_and_comes_back(face: Face, claim: Argument, moderator: User) -> None:
    evidence = some_evidence(claim)
    flag = a_flag(evidence, "false_source")
    face.sign_in(moderator)
    assert face.hide_evidence(evidence, "false_source", "The quote is made up").what == "done"
    ruling = Ruling.objects.get()
    assert (ruling.verb, ruling.evidence, ruling.member) == ("hide", evidence, evidence.added_by)
    assert Case.objects.get().ruling == ruling
    told = set(Notice.objects.filter(ruling=ruling).values_list("member", "kind"))
    assert told == {(evidence.added_by_id, "ruled"), (flag.member_id, "upheld")}
    assert Event.objects.get(ruling=ruling).kind == "ruled"
    assert not evidence_on(claim, a_member())
    again = face.hide_evidence(evidence, "false_source", "The quote is made up")
    assert again.what == "refused"
    ruling.debate = claim.debate
    claim.debate.standing = "opener"
    undo_ruling(ruling, rule="mistake", because="It is there", by=moderator)
    assert list(evidence_on(claim, a_member())) == [evidence]


def test_only_moderators_hide_evidence(face: Face, claim: Argument) -> None:
    evidence = some_evidence(claim)
    for viewer in (a_member(), claim.author, evidence.added_by):
        face.sign_in(viewer)
        assert face.hide_evidence(evidence, "spam", "Ads").what == "refused"
    face.sign_in(claim.debate.opened_by)
    assert face.hide_evidence(evidence, "spam", " ").what == "unfit"


def test_flagged_evidence_is_hidden_from_the_queue(
    face: Face, claim: Argument, moderator: User
) -> None:
    evidence = some_evidence(claim)
    face.sign_in(moderator)
    case = a_flag(evidence).case
    assert evidence.shows in face.read_case(case).text
    assert face.hide_cases([case], "spam", "It sells tyres").what == "done"
    evidence.refresh_from_db()
    assert evidence.withdrawn_at is not None


@pytest.mark.django_db(transaction=True)
def test_two_at_once_have_one_outcome(together: Together) -> None:
    evidence = some_evidence()
    case = a_flag(evidence).case
    by = evidence.debate.opened_by
    other = a_place(evidence.debate, "moderator")
    seen, read = seen_case(by, case), seen_case(other, case)
    grounds = {"rule": "spam", "because": "It sells tyres"}
    outcomes = together(
        lambda: dismiss_case(seen, by=by), lambda: hide_case(read, **grounds, by=other)
    )
    refused = [one for one in outcomes if isinstance(one, Exception)]
    assert [type(one) for one in refused] == [Refused]
    assert "has decided this already" in str(refused[0])
    assert Ruling.objects.count() == (Case.objects.get().verdict == "upheld")
