"""Who judges an appeal, and what follows: through pages and API alike."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.models import User
from debates.actions.rulings import Grounds, make_ruling
from debates.models import Appeal, Argument, Event, Notice, Ruling
from debates.queries.appeals import find_appeal
from debates.rules import why_not_judge
from tests.api import Program
from tests.appealing import a_moderator, an_appeal, hidden, judged, staff, warned
from tests.faces import Face, Pages
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_place, days_ago, seen_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def why_not(viewer: User, appeal: Appeal) -> str | None:
    reason = why_not_judge(viewer, find_appeal(viewer, appeal.pk))
    return reason.code if reason else None


def is_listed(text: str, appeal: Appeal) -> bool:
    return f"/appeals/{appeal.pk}/" in text or f"{{'id': {appeal.pk}, 'ruling': {{" in text


def test_granting_undoes_the_ruling(face: Face, claim: Argument) -> None:
    other, ruling = a_moderator(claim.debate), hidden(claim)
    appeal = an_appeal(ruling)
    face.sign_in(other)
    assert face.judge_appeal(appeal, "granted", "It quotes it, to answer it.").what == "done"
    claim.refresh_from_db()
    assert not claim.is_hidden
    undoing = Ruling.objects.get(undoes=ruling)
    assert (undoing.verb, undoing.rule, undoing.by) == ("restore", "mistake", other)
    assert "quotes" not in undoing.reason
    appeal.refresh_from_db()
    assert (appeal.outcome, appeal.judged_by) == ("granted", other)
    event = Event.objects.latest("pk")
    assert (event.kind, event.ruling, event.reason) == ("appeal_judged", ruling, "granted")
    told = face.read_record(claim.debate).text
    assert "judged an appeal" in told or "appeal_judged" in told
    assert "Granted" in told or "granted" in told
    notice = Notice.objects.get(kind=Notice.Kind.JUDGED)
    assert (notice.member, notice.ruling, notice.by) == (claim.author, ruling, None)
    face.sign_in(claim.author)
    shown = face.read_appeal(appeal).text
    assert "It quotes it, to answer it." in shown
    assert other.username not in shown


def test_denying_leaves_it(face: Face, claim: Argument) -> None:
    other, appeal = a_moderator(claim.debate), an_appeal(hidden(claim))
    face.sign_in(other)
    assert face.judge_appeal(appeal, "denied", "It is one.").what == "done"
    claim.refresh_from_db()
    assert claim.is_hidden
    assert Ruling.objects.count() == 1
    outcome = face.judge_appeal(appeal, "granted", "On second thought")
    assert outcome.what == "refused"
    assert "This appeal is judged already." in outcome.text


def test_whoever_ruled_is_told_why_they_do_not_judge(
    face: Face, claim: Argument, moderator: User
) -> None:
    a_moderator(claim.debate)
    appeal = an_appeal(hidden(claim))
    face.sign_in(moderator)
    assert "You made this ruling." in face.read_appeal(appeal).text
    outcome = face.judge_appeal(appeal, "denied", "I meant it.")
    assert outcome.what == "refused"
    assert "You made this ruling." in outcome.text
    assert Appeal.objects.get().outcome == ""


def test_where_others_moderate_the_staff_judge_only_what_is_overdue(
    face: Face, claim: Argument
) -> None:
    a_moderator(claim.debate)
    with days_ago(8):
        late = an_appeal(hidden(a_claim(claim.debate)))
    appeal, by = an_appeal(hidden(claim)), staff()
    face.sign_in(by)
    outcome = face.judge_appeal(appeal, "denied", "No")
    assert outcome.what == "refused"
    assert "judge it first" in outcome.text
    listed = face.read_appeals_of_the_site().text
    assert is_listed(listed, late)
    assert not is_listed(listed, appeal)
    assert face.judge_appeal(late, "denied", "No").what == "done"


def test_where_one_moderates_alone_the_staff_judge(face: Face, claim: Argument) -> None:
    appeal, by = an_appeal(hidden(claim)), staff()
    assert why_not(claim.debate.opened_by, appeal) == "own_ruling"
    assert Notice.objects.filter(member=by, kind="appealed").count() == 0  # Came later.
    face.sign_in(by)
    assert face.judge_appeal(appeal, "granted", "Yes").what == "done"
    assert Ruling.objects.latest("pk").role == "staff"


def test_a_moderator_who_is_concerned_or_suspended_does_not_judge(claim: Argument) -> None:
    other = a_moderator(claim.debate)
    own = an_appeal(hidden(a_claim(claim.debate, by=other)))
    assert why_not(other, own) == "own_appeal"
    assert why_not(staff(), own) is None
    appeal = an_appeal(hidden(claim))
    assert (why_not(other, appeal), why_not(staff(), appeal)) == (None, "not_overdue")
    other.suspended_until = clock.now() + timedelta(days=1)
    other.save()
    assert (why_not(other, appeal), why_not(staff(), appeal)) == ("suspended", None)


def test_any_moderator_judges_what_the_site_ruled_by_itself(claim: Argument) -> None:
    by = claim.debate.opened_by
    debate, author = seen_by(by, claim.debate), claim.author_id
    ruling = make_ruling(
        Ruling.Verb.HOLD,
        Grounds("links", "Mostly links"),
        debate=debate,
        argument=claim,
        member_id=author,
        by=None,
    )
    Argument.objects.filter(pk=claim.pk).update(hidden_at=clock.now())
    appeal = an_appeal(ruling)
    assert why_not(staff(), appeal) == "not_overdue"
    judged(appeal, by=by)
    claim.refresh_from_db()
    assert not claim.is_hidden


def test_rulings_of_the_site_are_judged_by_other_staff(face: Face, member: User) -> None:
    by = staff()
    appeal = an_appeal(warned(member, by=by))
    assert why_not(by, appeal) == "own_ruling"
    face.sign_in(staff())
    assert is_listed(face.read_appeals_of_the_site().text, appeal)
    assert face.judge_appeal(appeal, "denied", "They did.").what == "done"


def test_a_private_debate_keeps_its_appeals_from_staff_who_are_not_invited(
    face: Face, moderator: User
) -> None:
    debate = a_debate("A quiet one?", by=moderator, visibility="private")
    guest, stranger = a_place(debate), staff()
    appeal = an_appeal(hidden(a_claim(debate, by=guest)))
    face.sign_in(stranger)
    assert face.read_appeal(appeal).what == "absent"
    assert face.judge_appeal(appeal, "denied", "No").what == "absent"
    assert not is_listed(face.read_appeals_of_the_site().text, appeal)
    assert not Notice.objects.filter(member=stranger).exists()
    face.sign_in(moderator)
    if isinstance(face, Pages):
        assert "Nobody else moderates this debate" in face.read_appeal(appeal).text
    a_place(debate, member=stranger)
    face.sign_in(stranger)
    assert face.judge_appeal(appeal, "denied", "No").what == "done"


def test_what_cannot_be_undone_any_more_is_not_granted(face: Face, claim: Argument) -> None:
    other, reply = a_moderator(claim.debate), a_counterclaim(claim)
    appeal = an_appeal(hidden(reply))
    Argument.objects.filter(pk=reply.pk).update(merged_into=claim.pk)
    face.sign_in(other)
    outcome = face.judge_appeal(appeal, "granted", "Yes")
    assert outcome.what in {"refused", "unfit"}
    assert "This was merged into another argument: undo that." in outcome.text
    assert Appeal.objects.get().outcome == ""


def test_what_is_undone_meanwhile_is_granted_without_undoing_it_again(claim: Argument) -> None:
    other, ruling = a_moderator(claim.debate), hidden(claim)
    appeal = an_appeal(ruling)
    put = Program(other).delete(
        f"arguments/{claim.pk}/hiding", {"rule": "mistake", "reason": "It does not"}
    )
    assert put.status_code == 200
    judged(appeal, by=other)
    assert Ruling.objects.filter(undoes=ruling).count() == 1
    assert Appeal.objects.get().outcome == "granted"


def test_an_outcome_is_one_and_has_an_answer(face: Face, claim: Argument) -> None:
    other, appeal = a_moderator(claim.debate), an_appeal(hidden(claim))
    face.sign_in(other)
    for outcome, answer, rule in [
        ("granted", " ", "mistake"),
        ("perhaps", "Hm", "mistake"),
        ("denied", "x" * 1_001, "mistake"),
        ("granted", "Yes", "dislike"),
    ]:
        assert face.judge_appeal(appeal, outcome, answer, rule=rule).what == "unfit"
    assert Appeal.objects.get().outcome == ""


def test_appeals_are_listed_by_when_they_are_due(face: Face, claim: Argument) -> None:
    other = a_moderator(claim.debate)
    for days in (9, 3, 1):
        with days_ago(days):
            an_appeal(hidden(a_claim(claim.debate)), f"Made {days} days ago")
    face.sign_in(a_member())
    assert face.read_appeals_in(claim.debate).what == "refused"
    face.sign_in(other)
    shown = face.read_appeals_in(claim.debate).text
    due = [Appeal.objects.get(text=f"Made {days} days ago").pk for days in (9, 3, 1)]
    marks = "/appeals/{}/" if isinstance(face, Pages) else "{{'id': {}, 'ruling': {{"
    places = [shown.index(marks.format(number)) for number in due]
    assert (shown.count("overdue since") or shown.count("'is_overdue': True")) == 1
    assert places == sorted(places)
