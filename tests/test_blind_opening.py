"""Blind voting: who sets a debate to it, when opening or editing, through pages and API alike."""

import pytest

from accounts.models import User
from debates.models import Debate, Event
from tests import blind
from tests.api import Program, is_problem
from tests.blind import signed_in
from tests.faces import Face
from tests.factories import a_debate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

debate = blind.debate


def test_a_debate_is_opened_blind_and_edited(face: Face, member: User) -> None:
    face.sign_in(member)
    assert face.open_debate("Should the town build a tram?", is_blind=True).what == "done"
    debate = Debate.objects.get()
    assert debate.is_blind
    words = {"question": debate.question}
    assert face.edit_debate(debate, read=1, is_blind=False, **words).what == "done"
    debate.refresh_from_db()
    assert (debate.is_blind, debate.version) == (False, 2)
    assert debate.events.filter(kind=Event.Kind.DEBATE_EDITED).count() == 1
    assert face.edit_debate(debate, read=2, is_blind=True).what == "done"
    debate.refresh_from_db()
    assert debate.is_blind
    assert face.edit_debate(debate, read=3, question="Should it build two?").what == "done"
    debate.refresh_from_db()
    assert debate.is_blind


def test_only_its_opener_makes_a_debate_blind(face: Face, member: User) -> None:
    debate = a_debate()
    face.sign_in(member)
    assert face.edit_debate(debate, read=1, is_blind=True).what == "refused"
    debate.refresh_from_db()
    assert not debate.is_blind


def test_the_api_tells_of_the_setting_and_takes_no_other_word_for_it(debate: Debate) -> None:
    program = Program(debate.opened_by)
    assert program.get(f"debates/{debate.slug}").json()["is_blind"] is True
    answer = program.post("debates", {"question": "Why not?", "is_blind": "yes"})
    assert is_problem(answer, 400)["errors"][0]["pointer"] == "/is_blind"
    assert program.post("debates", {"question": "Why not?"}).json()["is_blind"] is False


def test_an_emptied_box_stays_empty_in_a_draft(debate: Debate) -> None:
    client = signed_in(debate.opened_by)
    address = f"/debates/{debate.slug}/edit/"
    assert 'name="is_blind" id="id_is_blind" checked' in client.get(address).content.decode()
    words = {"draft_of": address, "question": "Another?", "visibility": "public", "version": "1"}
    client.post("/drafts/", words)
    page = client.get(address).content.decode()
    assert "Another?" in page
    assert 'name="is_blind" id="id_is_blind" checked' not in page
