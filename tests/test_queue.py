"""The queue: what waits, in which order, for whom, and who works on it."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.models import User
from debates.actions.casework import claim_case
from debates.models import Argument, Case, Debate
from tests.conftest import Together
from tests.faces import Face, Pages
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_place, some_evidence
from tests.flagged import a_case, a_flag, an_automatic_hide, seen_case
from tests.reading import CANARY

pytestmark = pytest.mark.django_db


def test_the_most_urgent_comes_first_then_the_oldest(
    face: Face, debate: Debate, moderator: User
) -> None:
    mild, first, second, grave = (a_claim(debate) for _ in range(4))
    for claim in (first, second):
        a_flag(claim, "spam")
    a_flag(mild, "unclear")
    a_flag(grave, "insult")
    a_flag(grave, "spam")
    face.sign_in(moderator)
    cases = [a_case(one).pk for one in (grave, first, second, mild)]
    assert face.queue(debate) == cases
    a_flag(mild, "unlawful")
    assert face.queue(debate) == [cases[3], *cases[:3]]


def test_every_case_stands_on_one_page_of_the_queue(
    face: Face, debate: Debate, moderator: User
) -> None:
    rules = ("spam", "insult", "unclear")
    flags = [a_flag(a_claim(debate), rules[number % 3]) for number in range(64)]
    face.sign_in(moderator)
    shown = face.queue(debate)
    assert len(shown) == 64
    assert set(shown) == {flag.case_id for flag in flags}


def test_a_queue_is_narrowed_down(face: Face, debate: Debate, moderator: User) -> None:
    spam, held, evidence = a_claim(debate), a_claim(debate), some_evidence(a_claim(debate))
    a_flag(spam, "spam")
    a_case(held, why="held", rule="newcomer")
    a_flag(evidence, "false_source")
    face.sign_in(moderator)
    assert face.queue(debate, rule="spam") == [a_case(spam).pk]
    assert face.queue(debate, rule="newcomer") == [a_case(held).pk]
    assert face.queue(debate, why="held") == [a_case(held).pk]
    assert face.queue(debate, claimed="mine") == []
    assert face.claim(a_case(evidence)).what == "done"
    assert face.queue(debate, claimed="mine") == [a_case(evidence).pk]


def test_moderators_read_what_is_out_of_view(face: Face, debate: Debate, moderator: User) -> None:
    claim = a_claim(debate, "Vermin, all of them")
    a_flag(claim)
    an_automatic_hide(claim)
    face.sign_in(moderator)
    assert claim.statement in face.read_queue(debate).text
    assert claim.statement in face.read_case(a_case(claim)).text


def test_only_those_who_moderate_see_a_queue(face: Face, claim: Argument, member: User) -> None:
    case = a_flag(claim, note=CANARY).case
    elsewhere = a_debate().opened_by
    for viewer in (member, claim.author, elsewhere):
        face.sign_in(viewer)
        reads = (face.read_queue(claim.debate), face.read_case(case), face.claim(case))
        for outcome in (*reads, face.release(case), face.dismiss(case), face.dismiss_all([case])):
            assert outcome.what == "refused"
            assert "Only moderators can do this." in outcome.text
            assert CANARY not in outcome.text
        assert face.read_queue(None).what == "refused"
    assert Case.objects.get().claimed_by is None


def test_who_is_no_longer_a_moderator_is_refused(face: Face, claim: Argument) -> None:
    helper = a_place(claim.debate, "moderator")
    case = a_flag(claim).case
    face.sign_in(helper)
    assert face.claim(case).what == "done"
    helper.memberships.update(role="participant")
    assert face.dismiss(case).what == "refused"
    assert face.read_case(case).what == "refused"


def test_the_staff_see_all_but_what_they_are_not_invited_to(face: Face) -> None:
    staff, profile = a_member(is_staff=True), a_member()
    private = a_debate(visibility="private")
    hidden, public = a_claim(private, by=private.opened_by), a_claim()
    for thing in (public, hidden, profile):
        a_flag(thing)
    face.sign_in(staff)
    shown = [a_case(public).pk, a_case(profile).pk]
    assert face.queue(None) == shown
    assert face.read_case(a_case(hidden)).what == "absent"
    assert face.dismiss(a_case(hidden)).what == "absent"
    assert face.read_queue(private).what == "absent"
    a_place(private, member=staff)
    assert set(face.queue(None)) == {*shown, a_case(hidden).pk}
    assert face.read_case(a_case(profile)).what == "done"
    assert face.dismiss(a_case(profile)).what == "done"


def test_profiles_are_for_the_staff(face: Face, debate: Debate, moderator: User) -> None:
    case = a_flag(a_member()).case
    face.sign_in(moderator)
    assert face.read_case(case).what == "refused"
    assert face.dismiss(case).what == "refused"


def test_a_case_is_claimed_for_half_an_hour(face: Face, claim: Argument, moderator: User) -> None:
    other, case = a_place(claim.debate, "moderator"), a_flag(claim).case
    face.sign_in(moderator)
    assert face.claim(case).what == "done"
    case.refresh_from_db()
    assert case.looked_at is not None
    looked_at = case.looked_at
    face.sign_in(other)
    for outcome in (face.claim(case), face.dismiss(case), face.hide_cases([case], "spam", "Ads")):
        assert outcome.what in {"refused", "unfit"}
        assert f"{moderator.username} works on this until" in outcome.text
    Case.objects.update(claimed_until=clock.now() - timedelta(seconds=1))
    assert face.claim(case).what == "done"
    case.refresh_from_db()
    assert (case.claimed_by, case.looked_at) == (other, looked_at)


def test_a_form_that_the_queue_led_to_keeps_to_the_claim(claim: Argument, moderator: User) -> None:
    other, case, pages = a_place(claim.debate, "moderator"), a_flag(claim).case, Pages()
    claim_case(seen_case(moderator, case), by=moderator)
    pages.sign_in(other)
    address = f"/arguments/{claim.pk}/hide/?case={case.pk}"
    for outcome in (
        pages._outcome(pages.client.get(address)),
        pages._post(address, {"rule": "spam", "reason": "Ads"}),
    ):
        assert outcome.what == "refused"
        assert f"{moderator.username} works on this until" in outcome.text
    elsewhere = a_flag(a_claim(claim.debate)).case
    address = f"/arguments/{claim.pk}/hide/?case={elsewhere.pk}"
    assert pages._post(address, {"rule": "spam", "reason": "Ads"}).what == "done"


def test_a_released_case_is_free(face: Face, claim: Argument, moderator: User) -> None:
    other, case = a_place(claim.debate, "moderator"), a_flag(claim).case
    face.sign_in(moderator)
    face.claim(case)
    face.sign_in(other)
    assert face.release(case).what == "done"  # It was not theirs, and stays claimed.
    assert face.dismiss(case).what == "refused"
    face.sign_in(moderator)
    assert face.release(case).what == "done"
    face.sign_in(other)
    assert face.dismiss(case).what == "done"


def test_the_staff_are_not_named_to_moderators(
    face: Face, claim: Argument, moderator: User
) -> None:
    staff, case = a_member(is_staff=True), a_flag(claim).case
    face.sign_in(staff)
    assert face.claim(case).what == "done"
    face.sign_in(moderator)
    for outcome in (face.claim(case), face.read_queue(claim.debate), face.read_case(case)):
        assert staff.username not in outcome.text
        assert "A member of the site" in outcome.text


def test_reading_is_no_first_look(face: Face, claim: Argument, moderator: User) -> None:
    case = a_flag(claim).case
    face.sign_in(moderator)
    face.read_queue(claim.debate)
    face.read_case(case)
    case.refresh_from_db()
    assert (case.looked_at, case.claimed_by) == (None, None)


def test_a_case_shows_its_context(face: Face, debate: Debate, moderator: User) -> None:
    claim = a_claim(debate)
    reply = a_counterclaim(claim)
    flag = a_flag(reply, "spam", note="It sells tyres")
    earlier = a_case(a_claim(debate, by=reply.author))
    face.sign_in(moderator)
    assert face.hide_cases([earlier], "insult", "It insults").what == "done"
    shown = face.read_case(flag.case).text
    for told in (reply.statement, "It sells tyres", flag.member.username, str(claim.pk)):
        assert told in shown
    assert "'rulings': {'hide': 1}" in shown or "<li>hid <" in shown
    assert "'arguments': 1" in shown or "1 argument stands here" in shown


@pytest.mark.django_db(transaction=True)
def test_of_two_who_claim_at_once_one_works_on_it(together: Together) -> None:
    claim = a_claim()
    case = a_flag(claim).case
    people = [claim.debate.opened_by, a_place(claim.debate, "moderator")]
    seen = [seen_case(one, case) for one in people]
    outcomes = together(
        *(
            lambda one=one, by=by: claim_case(one, by=by)
            for one, by in zip(seen, people, strict=True)
        )
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    case.refresh_from_db()
    assert case.claimed_by in people
    assert [str(one).split(" works")[0] for one in refused] == [case.claimed_by.username]
