"""Appealing a ruling and talking about it: through pages and API alike."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.models import User
from debates.actions.rulings import Grounds, make_ruling
from debates.models import Appeal, AppealReply, Argument, Debate, Event, Notice, Restriction, Ruling
from debates.queries.appeals import find_ruling_to_appeal
from tests.api import Program
from tests.appealing import a_moderator, an_appeal, hidden, judged, staff, warned
from tests.faces import Face
from tests.factories import a_claim, a_debate, a_member, days_ago, seen_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def told(member: User, kind: Notice.Kind) -> int:
    return Notice.objects.filter(member=member, kind=kind).count()


def test_whom_a_ruling_concerns_appeals_it(face: Face, claim: Argument, moderator: User) -> None:
    other, ruling = a_moderator(claim.debate), hidden(claim)
    face.sign_in(claim.author)
    assert face.appeal(ruling, "It quotes the insult\nto answer it").what == "done"
    appeal = Appeal.objects.get()
    assert (appeal.member, appeal.ruling, appeal.debate) == (claim.author, ruling, claim.debate)
    assert appeal.text == "It quotes the insult\nto answer it"
    assert appeal.due_at - appeal.made_at == timedelta(days=7)
    assert "It quotes the insult" in face.read_appeal(appeal).text
    assert told(other, Notice.Kind.APPEALED) == told(moderator, Notice.Kind.APPEALED) == 1
    event = Event.objects.latest("pk")
    assert (event.kind, event.ruling, event.reason) == ("appeal_made", ruling, "")


def test_nobody_else_appeals_it(face: Face, claim: Argument, member: User) -> None:
    ruling = hidden(claim)
    assert face.appeal(ruling, "No").what == "signed out"
    for other in (member, claim.debate.opened_by):
        face.sign_in(other)
        outcome = face.appeal(ruling, "No")
        assert outcome.what == "refused"
        assert "Only whom a ruling concerns may appeal it." in outcome.text


def test_it_is_appealed_once(face: Face, claim: Argument) -> None:
    ruling = hidden(claim)
    face.sign_in(claim.author)
    face.appeal(ruling, "It does not")
    face.appeal(ruling, "It does not!")
    assert [one.text for one in Appeal.objects.all()] == ["It does not"]


def test_it_is_appealed_within_30_days(face: Face, claim: Argument) -> None:
    with days_ago(30):
        ruling = hidden(claim)
    face.sign_in(claim.author)
    outcome = face.appeal(ruling, "It does not")
    assert outcome.what == "refused"
    assert "for 30 days" in outcome.text
    other = a_claim(claim.debate, by=claim.author)
    with days_ago(29):
        ruling = hidden(other)
    assert face.appeal(ruling, "It does not").what == "done"


def test_what_is_undone_or_undoes_is_not_appealed(face: Face, claim: Argument) -> None:
    ruling = hidden(claim)
    judged(an_appeal(ruling), by=staff())
    other = a_claim(claim.debate, by=claim.author)
    undone = hidden(other)
    face.sign_in(claim.debate.opened_by)
    face.restore(other, "mistake", "It does not")
    face.sign_in(claim.author)
    assert "undone already" in face.appeal(undone, "It does not").text
    for undoing in Ruling.objects.exclude(undoes=None):
        assert "undid another ruling" in face.appeal(undoing, "It does").text
    assert Appeal.objects.count() == 1


def test_of_a_part_of_a_ruling_the_whole_is_appealed(face: Face, claim: Argument) -> None:
    by = claim.debate.opened_by
    debate, grounds = seen_by(by, claim.debate), Grounds("spam", "It sells")
    whole = make_ruling(Ruling.Verb.HIDE_THREAD, grounds, debate=debate, by=by)
    author = claim.author_id
    part = make_ruling(
        Ruling.Verb.HIDE,
        grounds,
        debate=debate,
        argument=claim,
        member_id=author,
        part_of=whole,
        by=by,
    )
    face.sign_in(claim.author)
    assert face.appeal(part, "It does not").what == "done"
    assert Appeal.objects.get().ruling == whole
    face.appeal(whole, "It does not!")
    assert Appeal.objects.count() == 1


def test_a_ruling_of_the_site_is_appealed_to_the_staff(face: Face, member: User) -> None:
    by, other = staff(), staff()
    ruling = warned(member, by=by)
    face.sign_in(a_member())
    assert face.appeal(ruling, "No").what == "absent"
    face.sign_in(member)
    assert face.appeal(ruling, "I did not").what == "done"
    assert told(other, Notice.Kind.APPEALED) == told(by, Notice.Kind.APPEALED) == 1
    assert Event.objects.count() == 0


@pytest.mark.parametrize("kind", ["muted", "suspended"])
def test_the_muted_and_the_suspended_appeal_and_reply(
    face: Face, kind: str, claim: Argument
) -> None:
    ruling = hidden(claim)
    Restriction.objects.create(
        member=claim.author,
        kind=kind,
        until=clock.now() + timedelta(days=9),
        ruling=warned(claim.author, by=staff()),
    )
    author = User.objects.get(pk=claim.author_id)
    assert author.is_suspended == (kind == "suspended")
    face.sign_in(author)
    assert face.appeal(ruling, "It does not").what == "done"
    appeal = Appeal.objects.get()
    assert face.reply_to_appeal(appeal, "Truly").what == "done"
    assert "Truly" in face.read_appeal(appeal).text


def test_replies_go_both_ways_and_moderators_are_not_named(
    face: Face, claim: Argument, moderator: User
) -> None:
    appeal = an_appeal(hidden(claim))
    face.sign_in(moderator)
    assert face.reply_to_appeal(appeal, "Which sentence?").what == "done"
    assert told(claim.author, Notice.Kind.REPLIED) == 1
    face.sign_in(claim.author)
    assert face.reply_to_appeal(appeal, "The second").what == "done"
    assert told(moderator, Notice.Kind.REPLIED) == 1
    shown = face.read_appeal(appeal).text
    assert shown.index("Which sentence?") < shown.index("The second")
    assert moderator.username not in shown
    assert moderator.username not in face.read_notices().text
    assert list(AppealReply.objects.values_list("is_from_moderators", flat=True)) == [True, False]


def test_nobody_else_reads_it_or_replies(face: Face, claim: Argument, member: User) -> None:
    appeal = an_appeal(hidden(claim), "My secret reasons")
    for reader in (member, a_moderator(a_debate()), None):
        if reader:
            face.sign_in(reader)
        absent = {"absent"} if reader else {"signed out", "absent"}
        assert face.reply_to_appeal(appeal, "Hm").what in absent
        assert face.judge_appeal(appeal, "denied", "Hm").what in absent
        assert face.read_appeal(appeal).what in absent
        assert "My secret reasons" not in face.read_my_appeals().text
    assert not AppealReply.objects.exists()


def test_the_record_shows_that_it_was_appealed_and_how_it_ended_and_no_more(
    claim: Argument, debate: Debate
) -> None:
    appeal = an_appeal(hidden(claim), "My secret reasons")
    judged(appeal, by=staff())
    shown = Program().get(f"debates/{debate.slug}/history").text
    shown += Program().client.get(f"/debates/{debate.slug}/history/").text
    assert "appeal_made" in shown
    assert "granted" in shown
    assert "My secret reasons" not in shown
    assert "So it is." not in shown


def test_an_appeal_says_why(face: Face, claim: Argument) -> None:
    ruling = hidden(claim)
    face.sign_in(claim.author)
    for text in ("", " ", "x" * 2_001, "x" * 40_000):
        assert face.appeal(ruling, text).what == "unfit"
    assert not Appeal.objects.exists()


def test_a_judged_appeal_takes_no_reply(face: Face, claim: Argument) -> None:
    appeal = an_appeal(hidden(claim))
    judged(appeal, "denied", by=a_moderator(claim.debate))
    face.sign_in(claim.author)
    outcome = face.reply_to_appeal(appeal, "But")
    assert outcome.what in {"refused", "unfit"}
    assert "This appeal is judged already." in outcome.text


def test_the_record_does_not_name_who_appeals(face: Face, debate: Debate, member: User) -> None:
    an_appeal(warned(member, by=debate.opened_by, debate=debate))
    shown = face.read_record(debate, "rulings").text
    assert "appeal" in shown
    assert member.username not in shown


def test_whoever_left_a_private_debate_appeals_nothing_of_it(debate: Debate, member: User) -> None:
    warned(member, by=debate.opened_by, debate=debate)
    Debate.objects.filter(pk=debate.pk).update(visibility="private")
    with pytest.raises(Ruling.DoesNotExist):
        find_ruling_to_appeal(member, Ruling.objects.get().pk)
