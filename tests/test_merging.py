"""Merging an argument into one that says the same: through pages and API alike."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts import clock
from accounts.models import User
from debates.actions.debates import close_debate, reopen_debate
from debates.models import Argument, Case, Debate, Flag, Lock, Notice, Ruling
from debates.rules import Refused
from tests.api import Program
from tests.faces import Face
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_remark,
    a_synthesis,
    a_vote,
    seen_by,
    some_evidence,
)
from tests.merging import merged, positions, undone
from tests.reading import CANARY, everything_read

WHY = "Both say that cars kill"


@pytest.fixture
def twin(debate: Debate) -> Argument:
    return a_claim(debate, "Streets are there for people")


def test_a_moderator_foresees_and_merges(
    face: Face, claim: Argument, twin: Argument, moderator: User, member: User
) -> None:
    reply, cited, remark = a_counterclaim(claim), some_evidence(claim), a_remark(claim)
    a_vote(claim, by=member)
    face.sign_in(moderator)
    foreseen = face.foresee(claim, twin.pk)
    assert foreseen.what == "done"
    assert face.merge(claim, twin.pk, "duplicate", WHY).what == "done"
    for moved in (reply, cited, remark, claim):
        moved.refresh_from_db()
    assert (reply.parent, cited.argument, remark.argument) == (twin, twin, twin)
    assert (claim.merged_into, claim.is_hidden) == (twin, True)
    ruling = Ruling.objects.get()
    assert (ruling.verb, ruling.argument, ruling.after) == ("merge", claim, {"into": twin.pk})
    face.sign_in(member)
    assert claim.statement not in face.read_debate(claim.debate).text
    assert face.cast_vote(claim, "agree").what == "refused"
    assert "Go on there." in face.post_counterclaim(claim, "No").text


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
def test_what_would_change_is_counted(claim: Argument, twin: Argument, moderator: User) -> None:
    on_both, late, _early = a_vote(claim), a_vote(twin), a_vote(claim)
    a_vote(twin, "disagree", by=on_both)
    a_vote(claim, "disagree", by=late)
    a_vote(twin, by=claim.author)
    a_vote(claim, by=twin.author)
    a_counterclaim(claim)
    synthesis = a_synthesis([claim, a_claim(claim.debate)])
    foreseen = Program(moderator).post(f"arguments/{claim.pk}/merging/preview", {"into": twin.pk})
    assert foreseen.json() == {
        **{"into": twin.pk, "joined": 1, "both": 2, "replaced": 1},
        **{"replies": 1, "evidence": 0, "remarks": 0, "merged": 0, "syntheses": [synthesis.pk]},
    }
    before = twin.votes.count()
    assert not Ruling.objects.exists()
    merged(claim, twin, by=moderator)
    assert twin.votes.count() == before + 1 - 1


def test_only_moderators_merge(face: Face, claim: Argument, twin: Argument, member: User) -> None:
    face.sign_in(member)
    for outcome in (face.foresee(claim, twin.pk), face.merge(claim, twin.pk, "duplicate", WHY)):
        assert outcome.what == "refused"
        assert "Only moderators can do this." in outcome.text
    face.sign_in(a_debate().opened_by)
    assert face.merge(claim, twin.pk, "duplicate", WHY).what == "refused"


def test_a_merge_says_why_and_into_what(
    face: Face, claim: Argument, twin: Argument, moderator: User
) -> None:
    face.sign_in(moderator)
    assert face.merge(claim, twin.pk, "duplicate", " ").what == "unfit"
    assert face.merge(claim, twin.pk, "dislike", WHY).what == "unfit"
    unknown = face.merge(claim, 99999999, "duplicate", WHY)
    assert (unknown.what, "no such argument" in unknown.text) == ("unfit", True)


def refused_with(face: Face, gone: Argument, kept: Argument, words: str) -> bool:
    outcomes = [face.foresee(gone, kept.pk), face.merge(gone, kept.pk, "duplicate", WHY)]
    return all(one.what in {"refused", "unfit"} and words in one.text for one in outcomes)


def test_what_is_no_duplicate_is_refused_with_the_reason(
    face: Face, claim: Argument, twin: Argument, debate: Debate, moderator: User
) -> None:
    below = a_claim(supporting=a_counterclaim(claim))
    elsewhere = a_claim(a_debate(by=moderator))
    rival, other = a_claim(debate), a_claim(debate)
    inner = a_synthesis([rival, other])
    outer = a_synthesis([inner, twin])
    face.sign_in(moderator)
    assert refused_with(face, claim, claim, "not merged into itself")
    assert refused_with(face, claim, below, "not merged into what answers it")
    assert refused_with(face, claim, elsewhere, "no such argument")
    assert refused_with(face, claim, inner, "A synthesis is merged into a synthesis")
    assert refused_with(face, rival, other, f"Synthesis #{inner.pk} reconciles the two")
    assert refused_with(face, inner, outer, "One of the two reconciles the other")
    assert refused_with(face, outer, inner, "One of the two reconciles the other")
    assert not Ruling.objects.exists()


def test_what_is_out_of_view_is_merged_neither_way(
    face: Face, claim: Argument, twin: Argument, debate: Debate, moderator: User
) -> None:
    hidden, withdrawn, gone, kept = (a_claim(debate) for _ in range(4))
    face.sign_in(withdrawn.author)
    face.withdraw(withdrawn)
    face.sign_in(moderator)
    face.hide(hidden, "spam", "It sells something")
    face.merge(gone, kept.pk, "duplicate", WHY)
    for one, words in ((hidden, "is hidden"), (withdrawn, "has withdrawn"), (gone, "was merged")):
        assert refused_with(face, claim, one, words)
        assert refused_with(face, one, twin, words)
    for one in (claim, twin):
        lock = Lock.objects.create(
            debate=debate, argument=one, ruling=Ruling.objects.earliest("pk")
        )
        assert refused_with(face, claim, twin, "This thread is locked.")
        lock.delete()
    face.close(debate)
    assert refused_with(face, claim, twin, "This debate is closed.")


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
def test_a_merge_is_undone_in_a_locked_thread_and_not_in_a_closed_debate(
    claim: Argument, twin: Argument, debate: Debate, moderator: User
) -> None:
    voter = a_vote(claim)
    ruling = merged(claim, twin, by=moderator)
    Lock.objects.create(debate=debate, argument=twin, ruling=ruling)
    close_debate(seen_by(moderator, debate), by=moderator)
    with pytest.raises(Refused, match="Reopen it first"):
        undone(ruling, by=moderator)
    reopen_debate(seen_by(moderator, debate), by=moderator)
    undone(ruling, by=moderator)
    assert (positions(twin), positions(claim)) == ({}, {voter.pk: "agree"})
    with pytest.raises(Refused):
        a_vote(twin)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
def test_the_old_address_leads_to_what_stays(
    client: Client, debate: Debate, moderator: User
) -> None:
    first, second, last = (a_claim(debate, f"Cars are loud, {n}") for n in "abc")
    merged(first, second, by=moderator)
    ruling = merged(second, last, by=moderator)
    for gone in (first, second):
        page = client.get(f"/arguments/{gone.pk}/")
        assert (page.status_code, page["Location"]) == (302, f"/arguments/{last.pk}/#merged")
        said = Program().get(f"arguments/{gone.pk}").json()
        assert (said["merged_into"], said["statement"]) == (last.pk, None)
        assert said["hidden"]["verb"] == "merge"
    shown = client.get(f"/arguments/{last.pk}/").content.decode()
    assert 'id="merged"' in shown
    assert f"#{second.pk} said the same" in shown
    assert "became this" in shown
    assert (
        "Says what another argument says" in client.get(f"/debates/{debate.slug}/").content.decode()
    )
    undone(ruling, by=moderator)
    assert client.get(f"/arguments/{second.pk}/").status_code == 200
    assert client.get(f"/arguments/{first.pk}/")["Location"] == f"/arguments/{second.pk}/#merged"


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
def test_both_authors_and_whoever_flagged_are_told(
    claim: Argument, twin: Argument, moderator: User, member: User
) -> None:
    case = Case.objects.create(debate=claim.debate, argument=claim)
    Flag.objects.create(case=case, member=member, rule="duplicate", duplicate_of=twin)
    ruling = merged(claim, twin, by=moderator)
    notices = Notice.objects.filter(ruling=ruling, by=None)
    assert set(notices.values_list("member", "kind")) == {
        (claim.author_id, "ruled"),
        (twin.author_id, "ruled"),
        (member.pk, "upheld"),
    }
    back = undone(ruling, by=moderator)
    assert (back.verb, back.undoes) == ("separate", ruling)
    told = Notice.objects.filter(ruling=back)
    assert {one.member_id for one in told} == {claim.author_id, twin.author_id}


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
def test_what_members_call_a_duplicate_is_offered(
    client: Client, claim: Argument, twin: Argument, moderator: User
) -> None:
    case = Case.objects.create(debate=claim.debate, argument=claim)
    Flag.objects.create(case=case, member=a_member(), rule="duplicate", duplicate_of=twin)
    client.force_login(moderator)
    page = client.get(f"/arguments/{claim.pk}/merge/").content.decode()
    assert f'href="?into={twin.pk}"' in page
    named = client.get(f"/arguments/{claim.pk}/merge/", {"into": f"http://x/arguments/{twin.pk}/"})
    assert "What would change" in named.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
def test_replies_that_moved_on_since_stay_there(
    claim: Argument, twin: Argument, debate: Debate, moderator: User
) -> None:
    stays, moves = a_counterclaim(claim), a_counterclaim(claim)
    ruling = merged(claim, twin, by=moderator)
    new = a_counterclaim(twin)
    Argument.objects.filter(pk=moves.pk).update(parent=a_claim(debate))
    Argument.objects.filter(pk=twin.pk).update(hidden_at=clock.now())
    undone(ruling, by=moderator)
    for reply in (stays, moves, new):
        reply.refresh_from_db()
    assert (stays.parent, new.parent) == (claim, twin)
    assert moves.parent not in (claim, twin)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
def test_the_words_of_what_was_merged_are_read_by_its_author_and_moderators(
    claim: Argument, debate: Debate, moderator: User
) -> None:
    gone = a_claim(debate, f"{CANARY} here", f"And {CANARY}")
    merged(gone, claim, by=moderator)
    for viewer in (AnonymousUser(), a_member(), claim.author):
        assert CANARY not in everything_read(viewer, gone)
        assert CANARY not in everything_read(viewer, claim)
    for viewer in (gone.author, moderator):
        assert CANARY in everything_read(viewer, gone)
