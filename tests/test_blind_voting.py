"""Blind voting: nobody learns how others voted before they vote, through pages and API alike."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import User
from debates.actions.debates import close_debate
from debates.models import Argument, Debate, Status
from debates.queries.arguments import card_of, card_of_new, find_argument
from debates.queries.sight import Sight, sight_in
from debates.rules import is_blind_to, why_not_see_counts
from tests import blind
from tests.api import Program, is_problem
from tests.blind import Full, plant, signed_in, texts_for, told
from tests.faces import Face
from tests.factories import a_debate, a_member, a_place, a_vote, seen_by
from tests.raw import run
from tests.test_reading_queries import cost, fetch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

ONCE = "Counts show once you vote."
LATER = "Counts show when the debate closes."

debate = blind.debate


@pytest.fixture
def full(debate: Debate) -> Full:
    return Full(debate)


# --- Who sees counts, and when ---


def test_counts_show_once_one_has_voted(face: Face, full: Full, member: User) -> None:
    face.sign_in(member)
    assert told(face.read_argument(full.claim).text) == []
    assert told(face.read_debate(full.debate).text) == []
    assert face.cast_vote(full.claim, "unsure").what == "done"
    plant(full.claim)
    assert "agree" in told(face.read_argument(full.claim).text)
    assert told(face.read_argument(full.linking).text) == []
    assert face.cast_vote(full.claim, None).what == "done"
    assert told(face.read_argument(full.claim).text) == []


@pytest.mark.parametrize("who", ["author", "moderator", "staff", "visitor", "member"])
def test_nobody_is_an_exception_until_it_closes(face: Face, full: Full, who: str) -> None:
    by = full.debate.opened_by
    if who != "visitor":
        staff = a_member(is_staff=True)
        others = {"author": full.author, "moderator": by, "staff": staff}
        face.sign_in(others.get(who) or a_member())
    assert told(face.read_argument(full.claim).text) == []
    close_debate(full.debate, by=by)
    assert "agree" in told(face.read_argument(full.claim).text)


@pytest.mark.parametrize("who", ["author", "moderator", "staff", "visitor", "member"])
def test_no_page_and_no_answer_tells_a_count(full: Full, who: str) -> None:
    by, staff = full.debate.opened_by, a_member(is_staff=True)
    people = {"author": full.author, "moderator": by, "staff": staff, "member": a_member()}
    client = signed_in(people[who]) if who in people else Client()
    addresses = [*full.pages, *full.api]
    if who in people:
        pick = f"/debates/{full.debate.slug}/syntheses/new/"
        chosen = f"argument={full.claim.pk}&argument={full.reply.pk}"
        addresses += [pick, f"{pick}?argument={full.claim.pk}", f"{pick}?{chosen}"]
        addresses += [f"{pick}?q=streets", f"/arguments/{full.claim.pk}/counter/"]
    for address, text in texts_for(client, addresses).items():
        assert not told(text), (address, told(text))
    close_debate(full.debate, by=by)
    shown = texts_for(
        client, [f"/arguments/{full.claim.pk}/", f"/api/v1/arguments/{full.claim.pk}"]
    )
    assert all("agree" in told(text) for text in shown.values())


def test_no_score_and_no_status_is_told(full: Full, member: User) -> None:
    client, program = signed_in(member), Program(member)
    signs = (
        "strong status",
        "bar-of-side",
        'class="strength"',
        "bridged",
        str(Status.BRIDGING.label),
    )
    for address, text in texts_for(client, full.pages).items():
        assert [sign for sign in signs if sign in text] == [], address
    synthesis = f"syntheses/{full.synthesis.pk}"
    told_of = program.get(synthesis).json()
    hidden = ("tally", "status", "score", "strength", "strength_before_replies")
    assert {told_of[name] for name in hidden} == {None}
    is_problem(program.get(f"{synthesis}/endorsement"), 403, "blind")
    assert program.get(f"cruxes/{full.crux.pk}").json()["is_open"]
    program.put(f"arguments/{full.synthesis.pk}/vote", {"position": "agree"})
    assert program.get(synthesis).json()["status"] == Status.BRIDGING
    assert program.get(f"{synthesis}/endorsement").status_code == 200
    assert program.get(f"cruxes/{full.crux.pk}").json()["is_open"]
    close_debate(full.debate, by=full.debate.opened_by)
    assert not program.get(f"cruxes/{full.crux.pk}").json()["is_open"]
    page = client.get(f"/debates/{full.debate.slug}/").content.decode()
    assert str(Status.BRIDGING.label) in page
    assert 'class="strength"' in page


def test_a_mark_is_no_position(full: Full, member: User) -> None:
    program = Program(member)
    marked = program.put(f"arguments/{full.reply.pk}/vote", {"well_argued": True}).json()
    assert (marked["tally"], marked["is_blind"]) == (None, True)
    assert marked["my_vote"]["well_argued"]


def test_the_answer_to_ones_own_vote_shows_the_tally(claim: Argument, member: User) -> None:
    a_vote(claim)
    program = Program(member)
    before = program.get(f"arguments/{claim.pk}?expand=why_not").json()
    assert (before["tally"], before["is_blind"], before["my_vote"]) == (None, True, None)
    assert before["why_not"]["see_counts"] == {"code": "blind", "detail": ONCE}
    voted = program.put(f"arguments/{claim.pk}/vote", {"position": "agree"}).json()
    assert (voted["tally"]["agree"], voted["is_blind"]) == (2, False)
    assert voted["my_vote"]["position"] == "agree"


def test_a_tag_moves_with_ones_own_vote_and_with_no_other(claim: Argument, member: User) -> None:
    program = Program(member)
    address = f"arguments/{claim.pk}"
    before = program.get(address)["ETag"]
    a_vote(claim)
    assert program.get(address)["ETag"] == before
    program.put(f"{address}/vote", {"position": "disagree"})
    assert program.get(address)["ETag"] != before


def test_a_pressed_button_shows_the_counts_in_place(full: Full, member: User) -> None:
    client = signed_in(member)
    here = f"/arguments/{full.claim.pk}/"
    htmx = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{here}"}
    marked = client.post(f"{here}vote/", {"well_argued": "yes"}, headers=htmx).content.decode()
    assert ONCE in marked
    assert told(marked) == []
    voted = client.post(f"{here}vote/", {"position": "agree"}, headers=htmx).content.decode()
    assert ONCE not in voted
    assert "unsure" in told(voted)
    own = signed_in(full.author)
    refused = own.post(f"{here}vote/", {"position": "agree"})
    assert refused.status_code == 403
    assert told(refused.content.decode()) == []


def test_the_vote_box_says_when_counts_show(full: Full, member: User) -> None:
    here = f"/arguments/{full.under.pk}/"
    for client in (Client(), signed_in(member)):
        page = client.get(here).content.decode()
        assert ONCE in page
        assert "blind voting" in client.get(f"/debates/{full.debate.slug}/").content.decode()
    page = signed_in(full.under.author).get(here).content.decode()
    assert LATER in page
    run("UPDATE debates_debate SET visibility = 'invited'")
    assert LATER in signed_in(member).get(here).content.decode()
    assert ONCE in signed_in(a_place(full.debate)).get(here).content.decode()


def test_a_new_argument_of_a_blind_debate_is_told_as_it_is_read(claim: Argument) -> None:
    by = claim.author
    new = find_argument(by, claim.pk)
    assert card_of_new(new, by) == card_of(new, by)
    assert card_of(new, by).votes is None
    posted = Program(by).post(
        f"debates/{claim.debate.slug}/arguments", {"kind": "claim", "statement": "Two"}
    )
    assert posted.json()["tally"] is None


def test_staff_do_not_read_ranks_in_the_admin(full: Full, admin_client: Client) -> None:
    rows = "/admin/debates/argument/"
    page = admin_client.get(f"{rows}{full.claim.pk}/change/").content.decode()
    assert "Streets are for people" in page
    assert "field-rank" not in page
    assert "field-contest" not in page
    assert admin_client.get(f"{rows}?rank__gte=1").status_code == 400


# --- The rule, and what it costs ---


def test_the_rule_says_when_counts_show(debate: Debate, member: User) -> None:
    debate = seen_by(member, debate)
    assert is_blind_to(debate)
    assert why_not_see_counts(member, True, debate) is None
    for viewer in (member, AnonymousUser()):
        reason = why_not_see_counts(viewer, False, debate)
        assert reason
        assert (reason.code, reason.text) == ("blind", ONCE)
    debate.visibility = "invited"
    assert str(why_not_see_counts(member, False, debate)) == LATER
    close_debate(debate, by=debate.opened_by)
    debate = seen_by(member, debate)
    assert not is_blind_to(debate)
    assert why_not_see_counts(member, False, debate) is None


def test_a_debate_that_hides_nothing_is_read_as_cheaply_as_ever(member: User) -> None:
    debate = a_debate()
    assert sight_in(seen_by(member, debate), member) == Sight("", "TRUE")
    blind = a_debate(is_blind=True)
    assert sight_in(blind, member).join
    close_debate(blind, by=blind.opened_by)
    assert sight_in(seen_by(member, blind), member) == Sight("", "TRUE")


def test_blindness_takes_no_query_more(full: Full, member: User) -> None:
    client = signed_in(member)
    addresses = [*full.pages, *full.api]
    blind = [cost(fetch(client, address)) for address in addresses]
    run("UPDATE debates_debate SET is_blind = FALSE")
    seen = [cost(fetch(client, address)) for address in addresses]
    # Where people stand is read only where it is shown.
    assert all(fewer <= all_of_them for fewer, all_of_them in zip(blind, seen, strict=True))
