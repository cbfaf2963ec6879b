"""Closing a debate by a ruling: only undoing that opens it again."""

from accounts.models import User
from debates.models import Argument, Debate, Event, Notice, Ruling
from tests.faces import Face
from tests.factories import a_member, a_place, seen_by


def test_a_ruling_closes_and_only_its_undoing_opens(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    debate = claim.debate
    second = a_place(debate, "moderator")
    face.sign_in(member)
    assert face.shut(debate).what == "refused"
    face.sign_in(second)
    assert face.shut(debate).what == "done"
    assert face.shut(debate).what == "refused"
    assert Notice.objects.get(member=moderator, kind="ruled").ruling == Ruling.objects.get()
    face.sign_in(member)
    assert face.cast_vote(claim, "agree").what == "refused"
    face.sign_in(moderator)
    face.reopen(debate)
    assert seen_by(member, debate).is_closed, "its opener undoes the ruling, or it stays"
    assert face.unshut(debate).what == "done"
    assert not seen_by(member, debate).is_closed
    kinds = Event.objects.filter(ruling__isnull=False).order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == ["debate_closed", "debate_reopened"]


def test_what_its_opener_closed_its_opener_reopens(
    face: Face, debate: Debate, moderator: User
) -> None:
    face.sign_in(moderator)
    assert face.close(debate).what == "done"
    assert face.unshut(debate).what == "refused"
    assert face.reopen(debate).what == "done"
    assert not Ruling.objects.exists()


def test_the_page_that_reopens_leads_to_the_ruling(face: Face, debate: Debate) -> None:
    staff = a_member(is_staff=True)
    face.sign_in(staff)
    assert face.shut(debate).what == "done"
    assert Ruling.objects.get().role == "staff"
    outcome = face.reopen(debate)
    assert outcome.what == "done" or "by a ruling" in outcome.text
    assert seen_by(staff, debate).is_closed


def test_a_debate_is_screened_and_no_longer(
    face: Face, debate: Debate, moderator: User, member: User
) -> None:
    face.sign_in(member)
    assert face.screen(debate).what == "refused"
    face.sign_in(moderator)
    assert face.unscreen(debate).what == "refused"
    assert face.screen(debate).what == "done"
    assert face.screen(debate).what == "refused"
    assert seen_by(member, debate).holds_newcomers
    assert face.unscreen(debate).what == "done"
    assert not seen_by(member, debate).holds_newcomers
