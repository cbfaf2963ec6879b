"""Blind voting: nobody learns how others voted before they vote, through pages and API alike."""

from collections.abc import Sequence
from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import User
from debates.actions.debates import close_debate
from debates.actions.scores import refresh_all_scores
from debates.models import Argument, Debate, Endorsement, Event, Status
from debates.queries.arguments import card_of, card_of_new, find_argument, list_arguments
from debates.queries.card import Card
from debates.queries.search import find_arguments
from debates.queries.sight import Sight, sight_in
from debates.queries.syntheses import syntheses_of
from debates.queries.threads import replies_of, threads_of
from debates.rules import is_blind_to, why_not_see_counts
from tests.api import Program, is_problem
from tests.faces import Face
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_debate,
    a_member,
    a_place,
    a_synthesis,
    a_vote,
    seen_by,
)
from tests.raw import run
from tests.test_reading_queries import cost, fetch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

ONCE = "Counts show once you vote."
LATER = "Counts show when the debate closes."
# Too long to stand by chance in a time, a key or a token.
PLANTED = {
    "agree": 591_971_301,
    "unsure": 591_971_302,
    "disagree": 591_971_303,
    "well_argued": 591_971_304,
    "beside_the_point": 591_971_305,
    "agree_as_worded": 591_971_306,
}
VOTES = PLANTED["agree"] + PLANTED["unsure"] + PLANTED["disagree"]


@pytest.fixture
def debate(moderator: User) -> Debate:
    """Votes blind."""
    return a_debate("Should cities be free of cars?", by=moderator, is_blind=True)


def plant(*arguments: Argument) -> None:
    """Tells every tally of these to hold the planted numbers, past the votes."""
    columns = ", ".join(f"{name} = {number}" for name, number in PLANTED.items())
    ids = [argument.pk for argument in arguments]
    run(f"UPDATE debates_tally SET {columns} WHERE argument_id = ANY(%s)", [ids])


def plant_endorsement(synthesis: Argument) -> None:
    """Has a synthesis bridge with the planted numbers on each side."""
    counts = {name: PLANTED[name] for name in ("agree", "unsure", "disagree")}
    rates = {"mean": 0.99, "low": 0.98, "high": 1.0, "t": 1.0, "d": 0.0}
    reconciled = synthesis.concessions.order_by("pk").values_list("argument", flat=True)
    stands = {"is_bridging": True, "status": Status.BRIDGING, "score": 0.99, "no_side": counts}
    stands["sides"] = [{"argument": side} | counts | rates for side in reconciled]
    Endorsement.objects.update_or_create(
        synthesis=synthesis, defaults={"debate_id": synthesis.debate_id} | stands
    )


def told(text: str) -> list[str]:
    """Which of the planted numbers a text gives away, in figures, with or without separators."""
    figures = text.replace(",", "").replace("\u202f", "")
    numbers = PLANTED | {"votes": VOTES}
    return [name for name, number in numbers.items() if str(number) in figures]


def texts_for(client: Client, addresses: Sequence[str]) -> dict[str, str]:
    found = {}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        found[address] = unescape(answer.content.decode())
    return found


def signed_in(member: User) -> Client:
    client = Client()
    client.force_login(member)
    return client


class Full:
    """A blind debate with something of everything in it, every count planted."""

    def __init__(self, debate: Debate) -> None:
        self.debate, self.author = debate, a_member()
        self.claim = a_claim(debate, "Streets are for people", by=self.author)
        self.reply = a_counterclaim(self.claim, "Streets are for trade", by=self.author)
        self.under = a_claim(supporting=self.reply, statement="Streets carry goods")
        both = [self.claim, self.reply]
        self.synthesis = a_synthesis(both, "Streets are for both", by=self.author)
        self.linking = a_claim(debate, "Streets again", f"#{self.claim.pk}", by=self.author)
        self.everything = [self.claim, self.reply, self.under, self.synthesis, self.linking]
        plant(*self.everything)
        self.crux = a_crux((self.claim, self.reply))
        refresh_all_scores()
        plant(*self.everything)
        plant_endorsement(self.synthesis)

    @property
    def pages(self) -> list[str]:
        slug = self.debate.slug
        return [
            f"/debates/{slug}/",
            f"/debates/{slug}/?sort=strongest",
            f"/debates/{slug}/?sort=newest",
            f"/debates/{slug}/syntheses/",
            f"/debates/{slug}/history/",
            f"/debates/{slug}/people/",
            f"/debates/{slug}/evidence/",
            f"/debates/{slug}/cruxes/",
            *(f"/arguments/{one.pk}/" for one in self.everything),
            f"/arguments/{self.claim.pk}/replies/",
            f"/arguments/{self.claim.pk}/history/",
            f"/people/{self.author.username}/",
            "/search/?q=streets",
            "/",
        ]

    @property
    def api(self) -> list[str]:
        slug, claim = self.debate.slug, self.claim.pk
        return [
            f"/api/v1/debates/{slug}",
            f"/api/v1/debates/{slug}/arguments?expand=why_not,evidence",
            f"/api/v1/debates/{slug}/arguments?sort=discussed",
            f"/api/v1/debates/{slug}/syntheses",
            f"/api/v1/debates/{slug}/cruxes",
            *(f"/api/v1/arguments/{one.pk}" for one in self.everything),
            f"/api/v1/arguments/{claim}/replies",
            f"/api/v1/arguments/{claim}/versions",
            f"/api/v1/arguments/{claim}/backlinks",
            f"/api/v1/arguments/{claim}/syntheses",
            f"/api/v1/syntheses/{self.synthesis.pk}",
            f"/api/v1/members/{self.author.username}",
            "/api/v1/search?q=streets",
            f"/api/v1/search?q=streets&debate={slug}",
        ]


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


# --- Orders ---


def ranked_against_time(debate: Debate) -> tuple[list[Argument], list[Argument], list[Argument]]:
    """Claims, replies and syntheses, oldest first: the votes would have them otherwise."""
    claims = [a_claim(debate, f"Streets {number}") for number in range(3)]
    replies = [a_counterclaim(claims[0]) for _ in range(5)]
    pair = [claims[0], replies[0]]
    syntheses = [a_synthesis(pair) for _ in range(3)]
    for group in (claims, replies, syntheses):
        a_vote(group[0], "disagree")
        a_vote(group[1])
        a_vote(group[1])
        a_vote(group[-1], "disagree")
    refresh_all_scores()
    return claims, replies, syntheses


def ids(cards: Sequence[Card]) -> list[int]:
    return [card.id for card in cards]


def test_no_order_tells_how_people_vote(debate: Debate, member: User) -> None:
    claims, replies, syntheses = ranked_against_time(debate)
    debate = seen_by(member, debate)
    threads = threads_of(debate, member, sort="strongest")
    assert [thread.card.id for thread in threads.items] == [one.pk for one in claims]
    under = [thread.card.id for thread in threads.items[0].replies]
    assert under == [one.pk for one in replies[:3]]
    claim = find_argument(member, claims[0].pk)
    page = replies_of(claim, member, sort="contested")
    assert [thread.card.id for thread in page.items] == [one.pk for one in replies]
    everything = [one.pk for one in (*claims, *replies, *syntheses)]
    assert ids(list_arguments(debate, member, sort="strongest").items) == everything
    newest = [one.pk for one in reversed(syntheses)]
    assert [one.card.id for one in syntheses_of(claim, member)] == newest
    found = [one.pk for one in reversed(claims)]
    assert ids(find_arguments("streets", member)) == found
    assert ids(find_arguments("streets", member, debate=debate)) == found


def test_what_is_found_stands_behind_what_is_ranked(claim: Argument, member: User) -> None:
    low, high = (a_claim(statement=f"Streets, and {number}") for number in range(2))
    a_vote(low, "disagree")
    a_vote(high)
    for _ in range(3):
        a_vote(claim)
    refresh_all_scores()
    assert ids(find_arguments("streets", member)) == [high.pk, low.pk, claim.pk]
    close_debate(claim.debate, by=claim.debate.opened_by)
    assert ids(find_arguments("streets", member)) == [claim.pk, high.pk, low.pk]


def test_the_threads_page_on_by_time(debate: Debate, member: User) -> None:
    claims = [a_claim(debate) for _ in range(22)]
    client = Client()
    page = client.get(f"/debates/{debate.slug}/?sort=strongest").content.decode()
    assert f"argument-{claims[0].pk}" in page
    assert f"argument-{claims[21].pk}" not in page
    first = threads_of(seen_by(member, debate), member)
    assert first.next
    more = client.get(f"/debates/{debate.slug}/", {"sort": "oldest", "cursor": first.next})
    assert f"argument-{claims[21].pk}" in more.content.decode()


def test_pages_offer_no_order_by_votes(debate: Debate) -> None:
    claims, _replies, _syntheses = ranked_against_time(debate)
    client = Client()
    addresses = [f"/debates/{debate.slug}/", f"/debates/{debate.slug}/syntheses/"]
    addresses.append(f"/arguments/{claims[0].pk}/")
    for text in texts_for(client, addresses).values():
        assert "?sort=strongest" not in text
        assert "?sort=contested" not in text
        assert '<strong aria-current="true">oldest</strong>' in text
    close_debate(debate, by=debate.opened_by)
    for text in texts_for(client, addresses).values():
        assert '<strong aria-current="true">strongest</strong>' in text


def test_no_synthesis_leads(debate: Debate, member: User) -> None:
    _claims, _replies, syntheses = ranked_against_time(debate)
    address = f"/debates/{debate.slug}/"
    client = signed_in(member)
    page = client.get(address).content.decode()
    assert "Leading synthesis" not in page
    assert f"argument-{syntheses[-1].pk}" in page
    htmx = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{address}"}
    vote = f"/arguments/{syntheses[-1].pk}/vote/"
    voted = client.post(vote, {"position": "agree"}, headers=htmx).content.decode()
    assert "Leading synthesis" not in voted
    close_debate(debate, by=debate.opened_by)
    assert "Leading synthesis" in client.get(address).content.decode()


@pytest.mark.parametrize("sort", ["strongest", "contested"])
def test_the_api_refuses_an_order_by_votes(debate: Debate, sort: str) -> None:
    claims, _replies, _syntheses = ranked_against_time(debate)
    lists = [
        f"debates/{debate.slug}/arguments",
        f"debates/{debate.slug}/syntheses",
        f"arguments/{claims[0].pk}/replies",
    ]
    for address in lists:
        problem = is_problem(Program().get(f"{address}?sort={sort}"), 400)
        assert problem["errors"][0]["parameter"] == "sort"
        assert problem["errors"][0]["code"] == "blind"
        by_default = Program().get(address).json()["results"]
        assert by_default == Program().get(f"{address}?sort=oldest").json()["results"]
        onward = Program().get(f"{address}?page_size=2").json()["next"]
        assert Program().get(onward).status_code == 200
    close_debate(debate, by=debate.opened_by)
    for address in lists:
        assert Program().get(f"{address}?sort={sort}").status_code == 200


# --- The setting ---


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
