"""Moving a thread under another argument, and reclassifying a reply."""

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.locks import lock_thread
from debates.actions.moderation import hide_argument
from debates.actions.scores import refresh_all_scores
from debates.models import Argument, Debate, Ruling, Tally, Vote
from debates.queries.arguments import find_argument
from debates.queries.drift import drift_of
from tests.counting import drifted
from tests.faces import Face
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_debate,
    a_synthesis,
    a_vote,
)


@pytest.fixture
def other(debate: Debate) -> Argument:
    return a_claim(debate, "Streets are for trade")


def where(argument: Argument) -> tuple[int | None, str]:
    return Argument.objects.values_list("parent_id", "kind").get(pk=argument.pk)


def test_a_thread_is_moved_with_all_under_it(
    face: Face, claim: Argument, other: Argument, moderator: User
) -> None:
    reply = a_counterclaim(claim)
    deep = a_claim(supporting=reply)
    a_vote(reply, "agree"), a_vote(deep, "agree")
    face.sign_in(moderator)
    assert face.move(reply, other).what == "done"
    assert (where(reply), where(deep)) == ((other.pk, "counterclaim"), (reply.pk, "claim"))
    ruling = Ruling.objects.get()
    assert ruling.before == {"parent": claim.pk, "kind": "counterclaim"}
    assert ruling.after == {"parent": other.pk, "kind": "counterclaim"}
    counters = dict(Tally.objects.values_list("argument", "counters"))
    assert (counters[claim.pk], counters[other.pk]) == (0, 1)
    refresh_all_scores()
    assert [*drifted(), *drift_of(claim.debate)] == []


def test_a_claim_of_the_top_becomes_what_it_is_said_to(
    face: Face, claim: Argument, other: Argument, moderator: User
) -> None:
    face.sign_in(moderator)
    assert face.move(claim, other).what == "done"
    assert where(claim) == (other.pk, "claim")
    assert face.move(claim, None).what == "done"
    assert face.move(claim, other, kind="counterclaim").what == "done"
    assert where(claim) == (other.pk, "counterclaim")


def test_only_claims_stand_at_the_top(face: Face, claim: Argument, moderator: User) -> None:
    reply = a_counterclaim(claim)
    face.sign_in(moderator)
    assert face.move(reply, None, kind="counterclaim").what == "unfit"
    assert face.move(reply, None, kind="claim").what == "done"
    assert where(reply) == (None, "claim")


def test_marks_are_put_aside_at_the_top_and_stay_secret(
    face: Face, claim: Argument, moderator: User
) -> None:
    reply = a_counterclaim(claim)
    a_vote(reply, "agree", beside_the_point=True)
    a_vote(reply, None, beside_the_point=True)  # type: ignore[arg-type] # the mark alone
    face.sign_in(moderator)
    assert face.move(reply, None, kind="claim").what == "done"
    assert list(Vote.objects.values_list("position", "beside_the_point")) == [("agree", False)]
    assert drifted() == []
    assert set(Ruling.objects.get().before) == {"parent", "kind"}


def test_what_cannot_be_is_refused(
    face: Face, claim: Argument, other: Argument, moderator: User
) -> None:
    reply = a_counterclaim(claim)
    deep = a_counterclaim(reply)
    elsewhere = a_claim(a_debate())
    face.sign_in(moderator)
    for under in (claim, reply, deep):
        outcome = face.move(claim, under)
        assert outcome.what == "unfit"
        assert "cannot stand under itself" in outcome.text
    assert face.move(reply, elsewhere).what == "unfit"
    assert face.move(reply, claim).what == "unfit", "it stands there already"
    assert face.move(a_synthesis([claim, reply]), other).what == "refused"
    why = {"rule": "spam", "because": "It sells"}
    hide_argument(find_argument(moderator, deep.pk), **why, by=moderator)
    assert face.move(other, deep).what == "unfit"
    lock_thread(find_argument(moderator, other.pk), **why, by=moderator)
    assert "locked" in face.move(reply, other).text
    assert face.move(other, claim).what == "refused"
    assert Ruling.objects.filter(verb="move").count() == 0


def test_only_moderators_move(face: Face, claim: Argument, other: Argument, member: User) -> None:
    face.sign_in(member)
    assert face.move(claim, other).what == "refused"
    assert face.reclassify(a_counterclaim(claim), "claim").what == "refused"


def test_what_would_no_longer_pull_apart_is_shown_and_stays(
    face: Face, claim: Argument, other: Argument, moderator: User
) -> None:
    reply = a_counterclaim(claim)
    a_synthesis([reply, other], "Both are right")
    crux = a_crux((claim, reply), "Is trade loud?")
    face.sign_in(moderator)
    seen = face.preview(reply, other)
    assert seen.what == "done"
    assert "trade loud" in seen.text or str(crux.pk) in seen.text
    assert "Both are right" not in seen.text, "still a counterclaim to it"
    assert Ruling.objects.count() == 0
    assert where(reply) == (claim.pk, "counterclaim")
    assert face.reclassify(reply, "claim").what == "done"


def test_a_synthesis_of_what_would_support_is_named(
    face: Face, claim: Argument, other: Argument, moderator: User
) -> None:
    synthesis = a_synthesis([claim, other], "Both are right")
    face.sign_in(moderator)
    seen = face.preview(claim, other)
    assert "Both are right" in seen.text or f"[{synthesis.pk}]" in seen.text
    assert face.preview(claim, claim).what == "unfit"


def test_a_reply_is_reclassified_and_not_turned_back(
    face: Face, claim: Argument, moderator: User
) -> None:
    reply = a_counterclaim(claim)
    a_vote(reply, "agree")
    face.sign_in(moderator)
    assert face.reclassify(reply, "claim").what == "done"
    assert face.reclassify(reply, "claim").what == "unfit", "the same form again"
    assert where(reply) == (claim.pk, "claim")
    assert face.reclassify(reply, "synthesis").what == "unfit"
    assert face.reclassify(claim, "counterclaim").what == "refused"
    refresh_all_scores()
    assert [*drifted(), *drift_of(claim.debate)] == []


def test_a_place_is_picked_by_number_address_or_words(
    client: Client, claim: Argument, other: Argument, moderator: User
) -> None:
    client.force_login(moderator)
    at = f"/arguments/{claim.pk}/move/"
    assert other.statement in client.get(at).content.decode()
    assert other.statement in client.get(f"{at}?q=trade").content.decode()
    for named in (f"{other.pk}", f"%23{other.pk}", f"http://h/arguments/{other.pk}/"):
        assert client.get(f"{at}?q={named}")["Location"] == f"{at}?to={other.pk}"
    assert client.get(f"{at}?to=x").status_code == 400
