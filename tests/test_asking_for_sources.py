"""Asking for a source: through pages and API alike, and what the database keeps of it."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts import clock
from accounts.models import User
from debates.actions.debates import close_debate
from debates.actions.evidence import withdraw_evidence
from debates.actions.moderation import hide_argument
from debates.actions.sourcerequests import ask_for_source, take_back_request
from debates.models import Argument, Debate, Event, Notice, SourceRequest
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from debates.queries.sourcerequests import most_asked_in
from debates.rules import Refused
from tests.conftest import Together
from tests.counting import drifted
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
from tests.raw import insert, refused_by, run


def asks(argument: Argument, by: User | None = None) -> User:
    by = by or a_member()
    ask_for_source(find_argument(by, argument.pk), by=by)
    return by


def needs_source(argument: Argument) -> int:
    return Argument.objects.select_related("tally").get(pk=argument.pk).tally.needs_source


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
        request_row(claim, member)


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


def request_row(argument: Argument, member: User, **columns: object) -> None:
    row = {"argument_id": argument.pk, "member_id": member.pk, "debate_id": argument.debate_id}
    insert("sourcerequest", **(row | {"asked_at": clock.now()} | columns))


@pytest.mark.django_db
def test_raw_sql_is_counted_and_answered(claim: Argument) -> None:
    for _member in range(3):
        request_row(claim, a_member())
    assert needs_source(claim) == 3
    run("DELETE FROM debates_sourcerequest WHERE member_id = (SELECT max(member_id)"
        " FROM debates_sourcerequest)")  # fmt: skip
    assert needs_source(claim) == 2
    cited = some_evidence(claim)
    assert needs_source(claim) == 0
    run("UPDATE debates_evidence SET withdrawn_at = now() WHERE id = %s", [cited.pk])
    assert needs_source(claim) == 2
    run("UPDATE debates_sourcerequest SET answered_by_id = %s", [cited.pk])
    assert needs_source(claim) == 0
    assert drifted() == []
    with refused_by("sourcerequest_is_of_the_debate_of_its_argument"):
        request_row(claim, a_member(), debate_id=a_debate().pk)


@pytest.mark.django_db(transaction=True)
def test_counts_are_right_while_many_ask_and_cite(together: Together) -> None:
    claims = [first := a_claim(), a_claim(first.debate)]
    members = [a_member() for _ in range(5)]

    def ask_in_turn(member: User, turn: int) -> None:
        for step in range(6):
            argument = find_argument(member, claims[(step + turn) % 2].pk)
            (take_back_request if step == 4 else ask_for_source)(argument, by=member)

    def cite_in_turn() -> None:
        for step in range(6):
            made = some_evidence(claims[step % 2])
            if step % 3 == 0:
                withdraw_evidence(find_evidence(made.added_by, made.pk), by=made.added_by)

    def watch() -> list[int]:
        return [one for _look in range(40) for one in drifted()]

    acts = [lambda one=one, turn=turn: ask_in_turn(one, turn) for turn, one in enumerate(members)]
    outcomes = together(*acts, cite_in_turn, cite_in_turn, watch)
    assert outcomes == [None] * 7 + [[]]
    assert drifted() == []


@pytest.mark.django_db(transaction=True)
def test_eight_equal_requests_at_once_are_one(together: Together) -> None:
    claim, member = a_claim(), a_member()
    argument = find_argument(member, claim.pk)
    assert together(*[lambda: ask_for_source(argument, by=member)] * 8) == [None] * 8
    assert needs_source(claim) == 1
    assert Event.objects.filter(kind="source_asked").count() == 1
    assert Notice.objects.filter(kind="asked").count() == 1


@pytest.mark.django_db(transaction=True)
def test_closing_while_many_ask_leaves_no_request_behind(together: Together) -> None:
    claim = a_claim()
    by = claim.debate.opened_by
    debate = seen_by(by, claim.debate)
    members = [a_member() for _ in range(5)]
    seen = [find_argument(one, claim.pk) for one in members]
    pairs = zip(members, seen, strict=True)
    acts = [lambda by=by, one=one: ask_for_source(one, by=by) for by, one in pairs]
    outcomes = together(*acts, lambda: close_debate(debate, by=by))
    assert all(one is None or isinstance(one, Refused) for one in outcomes[:-1])
    assert needs_source(claim) == outcomes[:-1].count(None)
