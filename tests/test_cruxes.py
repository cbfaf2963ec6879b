"""Cruxes named, seconded and withdrawn, through pages and API alike."""

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.arguments import withdraw_argument
from debates.actions.cruxes import name_crux, second_crux
from debates.actions.debates import close_debate
from debates.actions.moderation import hide_argument
from debates.models import Crux, Event, Second
from debates.queries.arguments import find_argument
from debates.queries.cruxes import leading_cruxes
from debates.rules import Refused
from tests.api import Program
from tests.conftest import Together
from tests.faces import Face
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_debate,
    a_member,
    a_place,
    a_synthesis,
    seen_by,
)
from tests.opposing import Pair
from tests.opposing import pair as pair

# --- Naming ---


def test_a_crux_is_named_with_its_type(face: Face, pair: Pair, member: User) -> None:
    assert face.name_crux(pair, "Do cars bring trade?").what == "signed out"
    face.sign_in(member)
    assert face.name_crux((pair[1], pair[0]), "Do cars bring trade?", "prediction").what == "done"
    crux = Crux.objects.get()
    assert (crux.first, crux.second, crux.kind) == (*pair, "prediction")
    assert crux.named_by == member
    assert Event.objects.filter(kind="crux_named", argument=pair[1], by=member).exists()


def test_what_is_unfit_is_refused_with_its_reason(face: Face, pair: Pair, member: User) -> None:
    claim = pair[0]
    support, elsewhere = a_claim(supporting=claim), a_claim()
    face.sign_in(member)
    for wrong, question, kind, why in [
        ((claim, support), "Why?", "fact", "do not pull apart"),
        ((claim, a_claim(claim.debate)), "Why?", "fact", "do not pull apart"),
        ((claim, claim), "Why?", "fact", "not opposed to itself"),
        ((claim, elsewhere), "Why?", "fact", "no such argument in this debate"),
        (pair, " \n ", "fact", "Please write something here."),
        (pair, "x" * 301, "fact", "300"),
        (pair, "Why?", "feeling", ""),
        (pair, "Why?", "", ""),
    ]:
        outcome = face.name_crux(wrong, question, kind)
        assert (outcome.what, why in outcome.text) == ("unfit", True), (question, kind, why)
    assert not Crux.objects.exists()


def test_a_question_is_named_once_for_a_pair(face: Face, pair: Pair, member: User) -> None:
    crux = a_crux(pair, "Do cars bring trade?")
    face.sign_in(member)
    outcome = face.name_crux(pair, "do cars bring TRADE?")
    assert (outcome.what, "named already" in outcome.text) == ("unfit", True)
    assert face.name_crux((pair[1], a_counterclaim(pair[1])), "Do cars bring trade?").what == "done"
    face.sign_in(crux.named_by)
    assert face.withdraw_crux(crux).what == "done"
    assert face.name_crux(pair, "Do cars bring trade?").what == "done"


def test_a_question_is_named_once_at_the_same_moment(together: Together) -> None:
    claim = a_claim()
    pair = (claim.pk, a_counterclaim(claim).pk)

    def name() -> Crux:
        by = a_member()
        return name_crux(seen_by(by, claim.debate), "Why?", "fact", between=pair, by=by)

    outcomes = together(name, name, name)
    refused = [one for one in outcomes if not isinstance(one, Crux)]
    assert len(refused) == 2
    assert all("named already" in str(one) for one in refused)


def test_hidden_and_withdrawn_arguments_turn_on_nothing(
    face: Face, pair: Pair, member: User, moderator: User
) -> None:
    claim, counter = pair
    crux = a_crux(pair, "Do cars bring trade?")
    hide_argument(find_argument(moderator, counter.pk), rule="spam", because="So", by=moderator)
    face.sign_in(member)
    assert face.second_crux(crux).what == "absent"
    assert face.name_crux(pair, "Why?").what == "unfit"
    assert leading_cruxes(seen_by(member, claim.debate)) == ()
    assert "trade" not in Client().get(f"/debates/{claim.debate.slug}/cruxes/").content.decode()
    other = a_counterclaim(claim)
    crux = a_crux((claim, other))
    withdraw_argument(other, by=other.author)
    assert face.second_crux(crux).what == "absent"


def test_a_closed_debate_takes_no_crux_and_no_second(
    face: Face, pair: Pair, member: User, moderator: User
) -> None:
    crux, mine = a_crux(pair), a_crux(pair, by=member)
    synthesis = a_synthesis(pair, by=member)
    close_debate(seen_by(moderator, pair[0].debate), by=moderator)
    face.sign_in(member)
    for outcome in (
        face.name_crux(pair, "Why?"),
        face.second_crux(crux),
        face.take_second_back(crux),
        face.withdraw_crux(mine),
        face.leave_open(synthesis, [crux]),
    ):
        assert (outcome.what, "closed" in outcome.text) == ("refused", True)


def test_cruxes_of_a_private_debate_are_not_there_for_strangers(face: Face, member: User) -> None:
    opener = a_member()
    debate = a_debate(by=opener, visibility="private")
    claim = a_claim(debate, by=opener)
    pair = (claim, a_counterclaim(claim, by=opener))
    crux = a_crux(pair, by=opener)
    face.sign_in(member)
    assert face.name_crux(pair, "Why?").what == "absent"
    assert face.second_crux(crux).what == "absent"
    assert face.withdraw_crux(crux).what == "absent"
    assert Client().get(f"/debates/{debate.slug}/cruxes/").status_code == 404
    assert Program(member).get(f"debates/{debate.slug}/cruxes").status_code == 404
    a_place(debate, member=member)
    assert face.second_crux(crux).what == "done"


# --- Seconding and withdrawing ---


def test_a_crux_is_seconded_once_and_that_is_taken_back(
    face: Face, pair: Pair, member: User
) -> None:
    crux = a_crux(pair)
    assert face.second_crux(crux).what == "signed out"
    face.sign_in(member)
    for seconds in (1, 1):
        assert face.second_crux(crux).what == "done"
        crux.refresh_from_db(fields=["seconds"])
        assert crux.seconds == Second.objects.filter(crux=crux).count() == seconds
    for _ in range(2):
        assert face.take_second_back(crux).what == "done"
        crux.refresh_from_db(fields=["seconds"])
        assert crux.seconds == 0


def test_nobody_seconds_their_own(face: Face, pair: Pair, member: User) -> None:
    crux = a_crux(pair, by=member)
    face.sign_in(member)
    outcome = face.second_crux(crux)
    assert (outcome.what, "named this crux yourself" in outcome.text) == ("refused", True)


def test_whoever_named_it_and_moderators_withdraw_a_crux(
    face: Face, pair: Pair, member: User, moderator: User
) -> None:
    for by in (member, moderator):
        crux = a_crux(pair, by=member)
        face.sign_in(a_member())
        assert face.withdraw_crux(crux).what == "refused"
        face.sign_in(by)
        assert face.withdraw_crux(crux).what == "done"
        assert face.withdraw_crux(crux).what == "absent"
        assert face.second_crux(crux).what == "absent"
    assert Event.objects.filter(kind="crux_withdrawn").count() == 2


def test_a_crux_withdrawn_meanwhile_is_not_seconded(pair: Pair, member: User) -> None:
    crux = a_crux(pair)
    crux.withdrawn_at = crux.named_at
    with pytest.raises(Refused, match="withdrawn"):
        second_crux(crux, by=member)
