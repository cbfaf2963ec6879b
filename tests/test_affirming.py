"""Who may say that a synthesis which is out of date holds still."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.models import User
from debates.actions.debates import close_debate
from debates.actions.staleness import affirm_synthesis, keep_staleness
from debates.models import Affirmation, Argument, Debate, Event, Notice, Staleness
from debates.rules import Refused
from tests.api import Program, is_problem
from tests.faces import Face, Pages
from tests.factories import a_counterclaim, a_member, a_synthesis, a_vote, days_ago, seen_by
from tests.outdating import reword, whys

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def test_its_author_says_that_it_holds_still(
    face: Face, synthesis: Argument, claim: Argument
) -> None:
    accepting = a_vote(synthesis)
    face.sign_in(synthesis.author)
    assert face.affirm(synthesis).what == "refused"
    reword(claim, "Streets are for all")
    keep_staleness([synthesis.pk])
    text = face.read_standing(synthesis).text
    assert 'id="out-of-date"' in text or "'is_out_of_date': True" in text
    assert face.affirm(synthesis).what == "done"
    assert whys(synthesis) == []
    assert not Staleness.objects.exists()
    assert Affirmation.objects.get().argument_version == 2
    assert Event.objects.filter(kind=Event.Kind.SYNTHESIS_AFFIRMED, argument=synthesis).exists()
    assert Notice.objects.filter(kind=Notice.Kind.AFFIRMED, member=accepting).count() == 1
    reword(claim, "Streets are for us")
    assert whys(synthesis) == [(claim.pk, "reworded")]


def test_after_a_week_whoever_holds_a_side_may(face: Face, claim: Argument) -> None:
    with days_ago(30):
        member, passer_by = a_member(), a_member()
        User.objects.filter(pk__in=[member.pk, passer_by.pk]).update(date_joined=clock.now())
    with days_ago(20):
        other = a_counterclaim(claim)
        a_vote(claim, by=member)
    with days_ago(10):
        synthesis = a_synthesis([claim, other])
    with days_ago(6):
        reword(claim, "Streets are for all")
    face.sign_in(member)
    outcome = face.affirm(synthesis)
    assert (outcome.what, "only its author" in outcome.text) == ("refused", True)
    with clock.at(clock.now() + timedelta(days=2)):
        face.sign_in(passer_by)
        outcome = face.affirm(synthesis)
        assert (outcome.what, "holds a side" in outcome.text) == ("refused", True)
        face.sign_in(member)
        assert face.affirm(synthesis).what == "done"
    assert Notice.objects.filter(kind=Notice.Kind.AFFIRMED, member=synthesis.author).exists()


def test_nobody_affirms_signed_out_or_once_closed(
    face: Face, synthesis: Argument, claim: Argument, debate: Debate
) -> None:
    reword(claim, "Streets are for all")
    assert face.affirm(synthesis).what == "signed out"
    close_debate(seen_by(debate.opened_by, debate), by=debate.opened_by)
    face.sign_in(synthesis.author)
    assert face.affirm(synthesis).what == "refused"


def test_what_changed_after_it_was_read_is_not_affirmed(
    synthesis: Argument, claim: Argument
) -> None:
    reword(claim, "Streets are for all")
    reword(claim, "Streets are for none")
    program, address = Program(synthesis.author), f"syntheses/{synthesis.pk}/affirmations"
    stale = {"read": [{"argument": claim.pk, "version": 2}]}
    is_problem(program.post(address, stale), 403, "changed_meanwhile")
    with pytest.raises(Refused):
        affirm_synthesis(synthesis, read={}, by=synthesis.author)
    fresh = {"read": [{"argument": claim.pk, "version": 3}]}
    answer = program.post(address, fresh)
    assert answer.status_code == 201
    assert answer.json()["is_out_of_date"] is False
    pages = Pages()
    pages.sign_in(synthesis.author)
    reword(claim, "Streets are for us")
    shown = pages.read_standing(synthesis).text
    assert f'name="read_{claim.pk}" value="4"' in shown
    reword(claim, "Streets are for you")
    sent = {f"read_{claim.pk}": "4"}
    assert pages.client.post(f"/arguments/{synthesis.pk}/affirm/", sent).status_code == 403
