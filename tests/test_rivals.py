"""Rivals: syntheses of the same arguments, side by side."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from debates.actions.arguments import withdraw_argument
from debates.actions.moderation import hide_argument
from debates.models import Argument, Debate, Endorsement, Visibility
from debates.queries.arguments import find_argument
from debates.queries.rivals import rivals_of, syntheses_of_all
from tests.api import Program, is_problem
from tests.faces import Face, Pages
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_synthesis

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


@pytest.fixture
def pair(claim: Argument) -> list[Argument]:
    return [claim, a_counterclaim(claim)]


def test_those_of_the_same_arguments_stand_side_by_side(face: Face, pair: list[Argument]) -> None:
    synthesis = a_synthesis(pair, "One way")
    a_synthesis(pair[::-1], "Another way", keeps=["Kept of the second", "Kept of the first"])
    a_synthesis([*pair, a_claim(pair[0].debate)], "Of three")
    a_synthesis([pair[0], a_claim(pair[0].debate)], "Of another")
    text = face.read_standing(synthesis).text
    assert "Another way" in text
    assert "Kept of the second" in text
    assert "Of three" not in text
    assert "Of another" not in text


def test_the_best_comes_first_with_its_status(pair: list[Argument], member: User) -> None:
    synthesis, *others = [a_synthesis(pair) for _ in range(3)]
    for rank, other in enumerate(others):
        Argument.objects.filter(pk=other.pk).update(rank=10 - rank)
    Endorsement.objects.update_or_create(
        synthesis=others[1], defaults={"debate": pair[0].debate, "status": "bridging"}
    )
    with CaptureQueriesContext(connection) as queries:
        found = rivals_of(find_argument(member, synthesis.pk), member)
    assert len(queries) == 2  # One of them finds the synthesis.
    assert [one.card.id for one in found] == [one.pk for one in others]
    assert found[1].card.endorsed
    assert [len(one.keeps) for one in found] == [2, 2]
    told = Program().get(f"syntheses/{synthesis.pk}/rivals").json()
    assert told["next"] is None
    assert told["results"][1]["status"] == "bridging"
    assert "Most on both sides endorse it" in Pages().read_standing(synthesis).text
    is_problem(Program().get(f"syntheses/{pair[0].pk}/rivals"), 404)


def test_hidden_and_withdrawn_ones_do_not_stand(face: Face, pair: list[Argument]) -> None:
    synthesis = a_synthesis(pair)
    hidden, withdrawn = a_synthesis(pair, "A hidden way"), a_synthesis(pair, "A withdrawn way")
    by = pair[0].debate.opened_by
    hide_argument(find_argument(by, hidden.pk), rule="spam", because="It sells", by=by)
    withdraw_argument(withdrawn, by=withdrawn.author)
    for viewer in (synthesis.author, by):
        face.sign_in(viewer)
        text = face.read_standing(synthesis).text
        assert "A hidden way" not in text
        assert "A withdrawn way" not in text


def test_the_words_of_a_hidden_argument_do_not_show_in_rivals(
    face: Face, pair: list[Argument]
) -> None:
    synthesis = a_synthesis(pair)
    a_synthesis(pair, "Another way")
    by = pair[0].debate.opened_by
    hide_argument(find_argument(by, pair[0].pk), rule="spam", because="It sells", by=by)
    text = face.read_standing(synthesis).text
    assert "Another way" in text
    assert pair[0].statement not in text


def test_the_form_says_what_stands_already(pair: list[Argument], member: User) -> None:
    synthesis, own = a_synthesis(pair, "One way"), a_synthesis(pair, "My way", by=member)
    a_synthesis([*pair, a_claim(pair[0].debate)], "Of three")
    pages = Pages()
    pages.sign_in(member)
    chosen = "&".join(f"argument={one.pk}" for one in pair)
    address = f"/debates/{pair[0].debate.slug}/syntheses/new/?{chosen}"
    text = pages.client.get(address).content.decode()
    assert "One way" in text
    assert f"/arguments/{synthesis.pk}/revise/" in text
    assert f"/arguments/{own.pk}/edit/" in text
    assert "Of three" not in text
    edited = pages.client.get(f"/arguments/{own.pk}/edit/").content.decode()
    assert "One way" not in edited


def test_a_private_debate_has_no_rivals_for_strangers(face: Face, member: User) -> None:
    owner = a_member()
    debate = a_debate(by=owner, visibility=Visibility.PRIVATE)
    claim = a_claim(debate, by=owner)
    pair = [claim, a_counterclaim(claim, by=owner)]
    synthesis = a_synthesis(pair, by=owner)
    a_synthesis(pair, by=owner)
    face.sign_in(member)
    assert face.read_standing(synthesis).what == "absent"
    is_problem(Program(member).get(f"syntheses/{synthesis.pk}/rivals"), 404)
    is_problem(Program(member).get(f"syntheses/{synthesis.pk}/staleness"), 404)
    is_problem(Program(member).post(f"syntheses/{synthesis.pk}/affirmations"), 404)


def test_many_rivals_cost_one_query(debate: Debate, pair: list[Argument], member: User) -> None:
    for _ in range(25):
        a_synthesis(pair)
    ids = [one.pk for one in pair]
    seen = find_argument(member, pair[0].pk).debate
    with CaptureQueriesContext(connection) as queries:
        assert len(syntheses_of_all(ids, seen, member)) == 20
    assert len(queries) == 1


def test_in_a_blind_debate_rivals_stand_by_time_and_tell_no_status(member: User) -> None:
    debate = a_debate(is_blind=True)
    claim = a_claim(debate)
    pair = [claim, a_counterclaim(claim)]
    synthesis, older, newer = [a_synthesis(pair) for _ in range(3)]
    Argument.objects.filter(pk=older.pk).update(rank=10**9)
    for one in (older, newer):
        Endorsement.objects.update_or_create(
            synthesis=one, defaults={"debate": debate, "status": "bridging"}
        )
    found = rivals_of(find_argument(member, synthesis.pk), member)
    assert [one.card.id for one in found] == [newer.pk, older.pk]
    assert "bridging" not in repr(found)
    told = Program().get(f"syntheses/{synthesis.pk}/rivals").json()["results"]
    assert [one["status"] for one in told] == [None, None]
