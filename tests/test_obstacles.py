"""What stands in the way of a synthesis: through pages and API alike."""

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.debates import close_debate
from debates.actions.obstacles import name_obstacle
from debates.models import Argument, Event, Notice, Obstacle
from debates.queries import obstacles
from debates.queries.arguments import find_argument
from tests.api import Program, is_problem
from tests.faces import Face
from tests.factories import a_counterclaim, a_member, a_synthesis, a_vote, days_ago, seen_by

pytestmark = pytest.mark.usefixtures("no_limits")
WORDS = "It does not say who pays."


@pytest.fixture
def synthesis(claim: Argument) -> Argument:
    return a_synthesis([claim, a_counterclaim(claim)])


def an_obstacle(synthesis: Argument, words: str = WORDS, *, by: User | None = None) -> User:
    by = a_vote(synthesis, "disagree", by=by)
    name_obstacle(find_argument(by, synthesis.pk), words, by=by)
    return by


def test_who_votes_not_yet_says_what_stands_in_the_way(
    face: Face, synthesis: Argument, member: User
) -> None:
    face.sign_in(member)
    told = face.name_obstacle(synthesis, WORDS)
    assert told.what == "refused"
    assert "Only those who vote “Not yet” say what stands in their way." in told.text
    a_vote(synthesis, "disagree", by=member)
    told = face.name_obstacle(synthesis, " ")
    assert (told.what, "Please write something here." in told.text) == ("unfit", True)
    told = face.name_obstacle(synthesis, "x" * 301)
    assert (told.what, "1 character too long" in told.text) == ("unfit", True)
    assert face.name_obstacle(synthesis, WORDS).what == "done"
    assert face.name_obstacle(synthesis, "It says nothing of Sundays.").what == "done"
    assert Obstacle.objects.get().text == "It says nothing of Sundays."
    assert face.take_back_obstacle(synthesis).what == "done"
    assert not Obstacle.objects.exists()


def test_its_author_reads_them_without_names(face: Face, synthesis: Argument) -> None:
    with days_ago(2):
        older = an_obstacle(synthesis, "The older one")
    newer = an_obstacle(synthesis, "The newer one")
    face.sign_in(synthesis.author)
    told = face.read_obstacles(synthesis)
    assert told.what == "done"
    assert told.text.index("The newer one") < told.text.index("The older one")
    for voter in (older, newer):
        assert voter.username not in told.text
    assert "said_at" not in told.text


def test_nobody_else_sees_any(face: Face, synthesis: Argument, moderator: User) -> None:
    voter = an_obstacle(synthesis)
    readers = [voter, moderator, a_member(), a_member(is_staff=True)]
    for reader in readers:
        face.sign_in(reader)
        told = face.read_obstacles(synthesis)
        assert (WORDS in told.text) == (reader == voter and told.what == "done")
        assert 'id="obstacles"' not in told.text
    assert not Notice.objects.filter(by=voter).exists()
    assert not Event.objects.filter(by=voter).exists()


def test_only_a_present_not_yet_is_shown(face: Face, synthesis: Argument) -> None:
    voter = an_obstacle(synthesis)
    a_vote(synthesis, "agree", by=voter)
    face.sign_in(synthesis.author)
    assert WORDS not in face.read_obstacles(synthesis).text
    a_vote(synthesis, "disagree", by=voter)
    assert WORDS in face.read_obstacles(synthesis).text


def test_visitors_and_closed_debates_have_no_obstacles(
    face: Face, synthesis: Argument, member: User, moderator: User
) -> None:
    assert face.name_obstacle(synthesis, WORDS).what == "signed out"
    an_obstacle(synthesis, by=member)
    close_debate(seen_by(moderator, synthesis.debate), by=moderator)
    face.sign_in(member)
    assert face.name_obstacle(synthesis, "Another").what == "refused"
    assert face.take_back_obstacle(synthesis).what == "done"
    assert not Obstacle.objects.exists()


def test_the_api_says_why_others_do_not_read_them(synthesis: Argument, member: User) -> None:
    path = f"syntheses/{synthesis.pk}/obstacle"
    an_obstacle(synthesis, by=member)
    assert is_problem(Program(member).get(f"{path}s"), 403, "not_the_author")
    assert is_problem(Program().get(f"{path}s"), 401)
    assert Program(member).get(path).json() == {"obstacle": {"text": WORDS, "version": 1}}
    assert Program(a_member()).get(path).json() == {"obstacle": None}
    told = Program(synthesis.author).get(f"{path}s").json()
    assert told == {"count": 1, "results": [{"text": WORDS, "version": 1}]}


def test_the_page_asks_right_after_the_vote_and_later(synthesis: Argument, member: User) -> None:
    client, page = Client(), f"/arguments/{synthesis.pk}/"
    client.force_login(member)
    assert 'id="obstacle"' not in client.get(page).content.decode()
    vote = {"position": "disagree"}
    after = client.post(f"{page}vote/", vote, headers={"HX-Request": "true"}).content.decode()
    assert f'hx-get="{page}obstacle/"' in after
    assert 'id="obstacle"' in client.get(page).content.decode()
    fragment = client.get(f"{page}obstacle/", headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith("<form")
    client.post(f"{page}obstacle/", {"text": WORDS})
    assert WORDS in client.get(page).content.decode()
    again = client.post(f"{page}vote/", vote, headers={"HX-Request": "true"}).content.decode()
    assert "obstacle/" not in again


def test_a_claim_has_no_obstacles(face: Face, claim: Argument, member: User) -> None:
    a_vote(claim, "disagree", by=member)
    face.sign_in(member)
    assert face.name_obstacle(claim, WORDS).what == "absent"


def test_only_the_newest_are_listed(synthesis: Argument, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(obstacles, "SHOWN", 2)
    for number in range(3):
        an_obstacle(synthesis, f"Number {number}")
    found = obstacles.obstacles_to(synthesis)
    assert (found.count, [one.text for one in found.shown]) == (3, ["Number 2", "Number 1"])
    client = Client()
    client.force_login(synthesis.author)
    assert "The newest 2 of 3." in client.get(f"/arguments/{synthesis.pk}/").content.decode()
