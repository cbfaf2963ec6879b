"""Nobody judges what is theirs: through pages and API alike."""

from typing import Any

import pytest

from accounts.models import User
from debates.actions.hiding import hide_thread
from debates.actions.locks import lock_thread
from debates.actions.restrictions import mute_member
from debates.actions.shutting import shut_debate
from debates.models import Argument, Debate
from debates.queries.arguments import find_argument
from tests.appealing import a_moderator, an_appeal, hidden, staff
from tests.faces import Face, Outcome
from tests.faces_record import MISTAKEN
from tests.factories import a_claim, a_counterclaim, a_member, seen_by, some_evidence
from tests.flagged import a_case, a_flag, an_automatic_hide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

WHY: dict[str, Any] = {"rule": "insult", "because": "It attacks a person"}


def is_refused(outcome: Outcome) -> None:
    """At once, or in the form where it was tried."""
    assert outcome.what in {"refused", "unfit"}
    assert "appeal it" in outcome.text


def test_a_moderator_neither_restores_nor_undoes_what_another_ruled_about_them(
    face: Face, debate: Debate, moderator: User
) -> None:
    own, other = a_claim(debate, by=moderator), a_moderator(debate)
    ruling = hidden(own, by=other)
    face.sign_in(moderator)
    for outcome in (face.restore(own, **MISTAKEN), face.undo(ruling)):
        is_refused(outcome)
    own.refresh_from_db()
    assert own.is_hidden


def test_a_moderator_lets_nothing_of_theirs_through_that_the_site_hid(
    face: Face, debate: Debate, moderator: User
) -> None:
    own = a_claim(debate, by=moderator)
    a_flag(own)
    an_automatic_hide(own)
    face.sign_in(moderator)
    is_refused(face.restore(own, **MISTAKEN))
    assert face.dismiss(a_case(own)).what == "refused"
    own.refresh_from_db()
    assert own.is_hidden


def test_whoever_ruled_on_their_own_undoes_that(
    face: Face, debate: Debate, moderator: User
) -> None:
    own = a_claim(debate, by=moderator)
    ruling = hidden(own, by=moderator)
    face.sign_in(moderator)
    assert face.undo(ruling).what == "done"


def test_a_part_of_a_larger_ruling_is_a_cause_of_ones_own(
    face: Face, claim: Argument, moderator: User
) -> None:
    a_counterclaim(claim, by=moderator)
    other = a_moderator(claim.debate)
    ruling = hide_thread(find_argument(other, claim.pk), **WHY, by=other)
    face.sign_in(moderator)
    assert face.undo(ruling).what == "refused"
    appeal = an_appeal(ruling, by=claim.author)
    assert face.judge_appeal(appeal, "granted", "It is mine too.").what == "refused"
    by_staff = staff()
    face.sign_in(by_staff)  # Nobody of the debate may judge it.
    assert face.judge_appeal(appeal, "granted", "It was fine.").what == "done"


def test_what_the_staff_closed_its_opener_does_not_open(
    face: Face, debate: Debate, moderator: User
) -> None:
    by = staff()
    shut_debate(seen_by(by, debate), **WHY, by=by)
    face.sign_in(moderator)
    is_refused(face.unshut(debate))
    face.sign_in(staff())
    assert face.unshut(debate).what == "done"


def test_a_moderator_does_not_unlock_their_own_thread_that_another_locked(
    face: Face, debate: Debate, moderator: User
) -> None:
    own, other = a_claim(debate, by=moderator), a_moderator(debate)
    lock_thread(find_argument(other, own.pk), **WHY, by=other)
    face.sign_in(moderator)
    is_refused(face.unlock(own))


def test_who_flagged_it_and_who_works_on_it_a_moderator_never_sees_of_their_own(
    face: Face, debate: Debate, moderator: User
) -> None:
    own, other, flagger = (
        a_claim(debate, by=moderator),
        a_moderator(debate),
        a_member(username="flagger"),
    )
    evidence = some_evidence(own, by=moderator)
    cases = [a_flag(thing, "spam", "A secret note", by=flagger).case for thing in (own, evidence)]
    face.sign_in(other)
    for case in cases:
        assert "flagger" in face.read_case(case).text
        assert face.claim(case).what == "done"
    face.sign_in(moderator)
    shown = face.read_queue(debate)
    assert shown.what == "done"
    assert other.username not in shown.text
    for case in cases:
        outcome = face.read_case(case)
        assert outcome.what == "refused"
        assert "flagger" not in outcome.text
        assert "secret" not in outcome.text
        for act in (face.claim, face.dismiss):
            outcome = act(case)
            assert outcome.what == "refused"
            assert other.username not in outcome.text


def test_a_member_of_the_staff_does_not_decide_about_their_own_profile(face: Face) -> None:
    by = staff()
    case = a_flag(by, "spam", by=a_member(username="flagger")).case
    face.sign_in(by)
    assert face.read_case(case).what == "refused"
    assert face.dismiss(case).what == "refused"
    face.sign_in(staff())
    assert face.dismiss(case).what == "done"


@pytest.mark.parametrize("everywhere", [False, True])
def test_a_muted_moderator_decides_no_case(
    face: Face, claim: Argument, moderator: User, everywhere: bool
) -> None:
    other, by = a_moderator(claim.debate), staff()
    case = a_flag(claim, "spam").case
    where = None if everywhere else seen_by(by, claim.debate)
    mute_member(other, where, lasts="day", **WHY, by=by)
    face.sign_in(other)
    for act in (face.read_case, face.claim, face.dismiss, face.release):
        assert act(case).what == "refused"
    assert face.hide_cases([case], "spam", "It sells").what == "refused"
    assert face.dismiss_all([case]).what == "refused"


def test_muted_staff_moderate_nothing(face: Face, claim: Argument, member: User) -> None:
    by, boss = staff(), a_member(is_staff=True, is_superuser=True)
    ruling = mute_member(member, lasts="day", **WHY, by=by).ruling
    mute_member(by, lasts="day", **WHY, by=boss)
    case = a_flag(member, "spam").case
    face.sign_in(by)
    for outcome in (
        face.read_case(case),
        face.dismiss(case),
        face.suspend(member),
        face.undo(ruling),
        face.read_queue(None),
    ):
        assert outcome.what == "refused"
