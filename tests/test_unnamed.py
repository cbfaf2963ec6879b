"""What moderation keeps to itself: who appeals, and how many voted where votes are blind."""

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.restrictions import mute_member
from debates.models import Argument, Debate
from tests.api import Program
from tests.appealing import a_moderator, an_appeal, judged, staff, warned
from tests.faces import Face, Pages
from tests.factories import a_claim, a_debate, a_place, a_vote
from tests.flagged import a_flag
from tests.splitting import split

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def test_the_record_names_neither_who_appeals_a_warning_nor_who_judges_it(
    debate: Debate, moderator: User, member: User, client: Client
) -> None:
    a_place(debate, member=member)
    other = a_moderator(debate)
    judged(an_appeal(warned(member, by=moderator, debate=debate)), by=other)
    for by in (Program(), Program(member)):
        lines = by.get(f"debates/{debate.slug}/history").json()["results"]
        assert {line["kind"] for line in lines} >= {"appeal_made", "appeal_judged"}
        assert [line["by"] for line in lines if line["ruling"]] == [None] * 4
    for end in ("", "feed.atom", "feed.json"):
        shown = client.get(f"/debates/{debate.slug}/history/{end}").content.decode()
        assert "omebody whom it concerns" in shown
        assert member.username not in shown
        assert other.username not in shown


@pytest.mark.parametrize("closed", [False, True])
def test_no_dry_run_tells_how_many_voted_blind(
    face: Face, moderator: User, *, closed: bool
) -> None:
    debate = a_debate(by=moderator, is_blind=True)
    claim, twin = a_claim(debate), a_claim(debate)
    both = a_vote(claim)
    a_vote(twin, by=both)
    for _ in range(6):
        a_vote(claim)
    program = Program(moderator)
    if closed:
        Debate.objects.filter(pk=debate.pk).update(is_blind=False)
    merging = program.post(f"arguments/{claim.pk}/merging/preview", {"into": twin.pk}).json()
    split = program.post(f"arguments/{claim.pk}/splitting/preview").json()
    counted = [merging["joined"], merging["both"], merging["replaced"], split["votes"]]
    assert counted == ([6, 1, 0, 7] if closed else [None] * 4)
    face.sign_in(moderator)
    shown = face.foresee(claim, twin.pk).text
    assert ("6 votes" in shown or "'joined': 6" in shown) == closed


def test_what_the_staff_ruled_on_the_whole_site_no_opener_of_a_debate_reads(
    face: Face, claim: Argument, moderator: User
) -> None:
    by, case = staff(), a_flag(claim).case
    warned(claim.author, by=by)
    mute_member(claim.author, lasts="day", rule="insult", because="Again", by=by)
    warn, mute = ("warned", "muted") if isinstance(face, Pages) else ("'warn':", "'muted'")
    face.sign_in(moderator)
    shown = face.read_case(case).text
    assert warn not in shown
    assert mute not in shown
    face.sign_in(by)
    shown = face.read_case(case).text
    assert warn in shown
    assert mute in shown


def test_the_record_names_no_debate_that_became_private_since_a_thread_was_split_off(
    claim: Argument, moderator: User
) -> None:
    a_claim(claim.debate)
    new = split(claim, by=moderator)
    Debate.objects.filter(pk=claim.debate_id).update(visibility="private")
    shown = Program().get(f"debates/{new.slug}/history").text
    assert '"split"' in shown
    assert claim.debate.slug not in shown
    assert claim.debate.slug in Program(moderator).get(f"debates/{claim.debate.slug}/history").text
