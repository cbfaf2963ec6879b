"""Asking for a source: through pages and API alike."""

from datetime import timedelta

from django.test import Client

from accounts import clock
from accounts.models import User
from debates.actions.debates import close_debate
from debates.actions.evidence import withdraw_evidence
from debates.actions.moderation import hide_argument
from debates.actions.sourcerequests import ask_for_source
from debates.models import Argument, Debate, Event, Notice, SourceRequest
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from debates.queries.sourcerequests import most_asked_in
from tests.counting import drifted, needs_source
from tests.faces import Face
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_place,
    a_synthesis,
    seen_by,
    some_evidence,
)
from tests.raw import insert_request, refused_by, run


def asks(argument: Argument, by: User | None = None) -> User:
    by = by or a_member()
    ask_for_source(find_argument(by, argument.pk), by=by)
    return by


def test_members_ask_and_take_back(face: Face, claim: Argument, member: User) -> None:
    asks(claim)
    assert face.asks(claim) == (1, False)
    face.sign_in(member)
    for _again in range(2):
        assert face.ask_for_source(claim).what == "done"
        assert face.asks(claim) == (2, True)
    for _again in range(2):
        assert face.take_back_request(claim).what == "done"
        assert face.asks(claim) == (1, False)
    assert drifted() == []


def test_asking_is_recorded_and_told_once(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    face.ask_for_source(claim)
    face.ask_for_source(claim)
    assert Event.objects.filter(kind="source_asked", argument=claim, by=member).count() == 1
    face.take_back_request(claim)
    face.ask_for_source(claim)
    told = Notice.objects.filter(kind="asked", member=claim.author, argument=claim)
    assert told.count() == 1, "what was not read yet is not told again"
    told.update(read_at=clock.now())
    face.take_back_request(claim)
    face.ask_for_source(claim)
    assert told.count() == 2
    asks(claim)
    assert told.count() == 3


def test_syntheses_are_asked_too_and_nobody_asks_themselves(face: Face, debate: Debate) -> None:
    claim = a_claim(debate)
    synthesis = a_synthesis([claim, a_counterclaim(claim)])
    face.sign_in(claim.author)
    assert face.ask_for_source(synthesis).what == "done"
    outcome = face.ask_for_source(claim)
    assert outcome.what == "refused"
    assert "cite a source for it yourself" in outcome.text
    assert needs_source(claim) == 0


def test_signed_out_one_is_asked_to_sign_in(face: Face, claim: Argument) -> None:
    assert face.ask_for_source(claim).what == "signed out"
    assert face.take_back_request(claim).what == "signed out"


def test_a_closed_debate_takes_no_request(face: Face, claim: Argument, member: User) -> None:
    other = asks(claim)
    by = claim.debate.opened_by
    close_debate(seen_by(by, claim.debate), by=by)
    face.sign_in(member)
    assert face.ask_for_source(claim).what == "refused"
    face.sign_in(other)
    assert face.take_back_request(claim).what == "refused"
    with refused_by("a_closed_debate_takes_nothing"):
        insert_request(claim, member)


def test_what_is_hidden_or_withdrawn_shows_no_request(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    withdrawn = a_claim(claim.debate)
    for one in (claim, withdrawn):
        asks(one)
    assert [one.argument for one in most_asked_in(claim.debate)] == [claim.pk, withdrawn.pk]
    seen = find_argument(moderator, claim.pk)
    hide_argument(seen, rule="spam", because="It sells", by=moderator)
    run("UPDATE debates_argument SET withdrawn_at = now() WHERE id = %s", [withdrawn.pk])
    assert most_asked_in(claim.debate) == []
    face.sign_in(member)
    for one in (claim, withdrawn):
        assert face.asks(one)[0] == 0
        assert face.ask_for_source(one).what == "refused"
    face.sign_in(claim.author)
    assert face.asks(claim)[0] == 0


def test_a_private_debate_takes_requests_of_its_members_only(face: Face, member: User) -> None:
    debate = a_debate(visibility="private")
    claim = a_claim(debate, by=debate.opened_by)
    face.sign_in(member)
    assert face.ask_for_source(claim).what == "absent"
    a_place(debate, member=member)
    assert face.ask_for_source(claim).what == "done"


def test_supporting_evidence_answers_and_its_withdrawal_asks_again(
    face: Face, claim: Argument, member: User
) -> None:
    asks(claim)
    face.sign_in(member)
    face.ask_for_source(claim)
    some_evidence(claim, stance="undermines")
    assert face.asks(claim) == (2, True)
    cited = some_evidence(claim)
    assert face.asks(claim) == (0, False)
    assert set(SourceRequest.objects.values_list("answered_by", flat=True)) == {cited.pk}
    assert face.ask_for_source(claim).what == "done", "it was not enough for this member"
    assert face.asks(claim) == (1, True)
    withdraw_evidence(find_evidence(cited.added_by, cited.pk), by=cited.added_by)
    assert face.asks(claim) == (2, True)
    assert drifted() == []


def test_what_else_was_cited_since_answers_as_well(face: Face, claim: Argument) -> None:
    asks(claim)
    first = some_evidence(claim)
    later = asks(claim)
    second, third = some_evidence(claim), some_evidence(claim)
    for one, asking in ((first, 0), (second, 0), (third, 2)):
        withdraw_evidence(find_evidence(one.added_by, one.pk), by=one.added_by)
        assert face.asks(claim)[0] == asking
    assert SourceRequest.objects.get(member=later).answered_by is None
    assert drifted() == []


def test_the_page_of_a_card_asks_in_place(claim: Argument, member: User) -> None:
    client = Client()
    client.force_login(member)
    address = f"/arguments/{claim.pk}/source-request/"
    assert "Its author is told" in client.get(address).content.decode()
    htmx = {"HX-Request": "true"}
    answer = client.post(address, {"next": "/"}, headers=htmx)
    text = answer.content.decode()
    assert (answer.status_code, text.count("<article")) == (200, 1)
    assert "1 asks for a source" in text
    assert "Take it back" in text
    client.force_login(claim.author)
    refused = client.post(address, {"next": "/"}, headers=htmx)
    assert refused.status_code == 400
    assert "cite a source for it yourself" in refused.content.decode()
    client.force_login(a_member())
    page = f"/debates/{claim.debate.slug}/"
    to = client.post(address, {"next": page})["Location"]
    assert to == f"{page}#argument-{claim.pk}"


def test_whoever_asks_too_often_waits(claim: Argument, member: User) -> None:
    member.date_joined = clock.now() - timedelta(days=2)
    member.save()
    client = Client()
    client.force_login(member)
    address = f"/api/v1/arguments/{claim.pk}/source-request"
    answers = [client.put(address).status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]
