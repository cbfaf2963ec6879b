"""Who hears that a source was retracted, or that this was taken back; and who does not."""

import pytest

from accounts.models import User
from debates.actions.members import delete_account
from debates.actions.moderation import hide_argument
from debates.actions.scores import refresh_all_scores
from debates.models import Argument, Debate, Evidence, Notice, Source, Staleness
from debates.queries.arguments import find_argument
from tests.api import Program
from tests.faces import Face, Pages
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_place,
    a_synthesis,
    a_vote,
    days_ago,
    some_evidence,
)
from tests.retracting import a_retraction, take_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

ESSAY = "https://example.org/essay"


@pytest.fixture
def evidence(claim: Argument) -> Evidence:
    with days_ago(10):
        return some_evidence(claim, url=ESSAY, title="Ten years of trams")


@pytest.fixture
def source(evidence: Evidence) -> Source:
    return evidence.source


def told(kind: Notice.Kind) -> set[tuple[int, int | None]]:
    return set(Notice.objects.filter(kind=kind).values_list("member", "argument"))


def test_those_who_argue_with_it_are_told(
    face: Face, source: Source, evidence: Evidence, claim: Argument
) -> None:
    some_evidence(claim, url=ESSAY, by=evidence.added_by)
    other = some_evidence(a_claim(by=claim.author), url=ESSAY)
    by = a_member(is_staff=True)
    a_retraction(source, by=by)
    assert told(Notice.Kind.RETRACTED) == {
        (claim.author_id, claim.pk),
        (evidence.added_by_id, claim.pk),
        (claim.author_id, other.argument_id),
        (other.added_by_id, other.argument_id),
    }
    assert Notice.objects.filter(kind=Notice.Kind.RETRACTED).count() == 4
    take_back(source, by=by)
    assert told(Notice.Kind.REINSTATED) == told(Notice.Kind.RETRACTED)
    face.sign_in(evidence.added_by)
    shown = face.read_notices().text
    assert by.username not in shown
    if isinstance(face, Pages):
        assert "A moderator" in shown
        assert f'/arguments/{claim.pk}/#evidence">marked a source as retracted' in shown
    else:
        assert f"'kind': 'retracted', 'debate': '{claim.debate.slug}'" in shown


def test_whoever_marks_it_is_not_told(source: Source, moderator: User, debate: Debate) -> None:
    own = some_evidence(a_claim(debate, by=moderator), url=ESSAY, by=moderator)
    a_retraction(source, by=moderator)
    assert moderator.pk not in {member for member, _argument in told(Notice.Kind.RETRACTED)}
    assert own.source == source


def test_nobody_is_told_of_what_they_may_not_see(moderator: User) -> None:
    private = a_debate("A quiet one?", by=moderator, visibility="private")
    guest = a_place(private)
    hidden = some_evidence(a_claim(), url=ESSAY)
    by = hidden.argument.debate.opened_by
    seen = find_argument(by, hidden.argument_id)
    hide_argument(seen, rule="spam", because="It sells", by=by)
    inside = some_evidence(a_claim(private, by=guest), url=ESSAY, by=guest)
    assert inside.source == hidden.source
    public = some_evidence(a_claim(), url=ESSAY)
    left = some_evidence(public.argument, url=ESSAY).added_by
    guest.memberships.all().delete()
    delete_account(by=left)
    a_retraction(inside.source)
    assert told(Notice.Kind.RETRACTED) == {
        (member, public.argument_id) for member in (public.added_by_id, public.argument.author_id)
    }
    for face in (Pages(), Program()):
        client = face.client
        text = client.get(f"/sources/{inside.source_id}/").text
        text += client.get(f"/api/v1/sources/{inside.source_id}").text
        assert private.slug not in text
        assert f"/arguments/{inside.argument_id}" not in text


def test_those_who_accepted_it_are_told_once_and_not_by_whom(
    claim: Argument, source: Source
) -> None:
    pair = [claim, a_counterclaim(claim)]
    synthesis = a_synthesis(pair)
    accepting, rejecting = a_vote(synthesis), a_vote(synthesis, "disagree")
    some_evidence(synthesis, url=ESSAY)
    some_evidence(pair[1], url=ESSAY)
    by = a_member(is_staff=True)
    a_retraction(source, by=by)
    refresh_all_scores()
    assert Staleness.objects.filter(synthesis=synthesis).count() == 3
    told = Notice.objects.filter(kind=Notice.Kind.OUTDATED)
    assert {one.member for one in told} == {accepting, synthesis.author}
    assert len(told) == 2
    assert all(one.is_ruling and one.by != by for one in told)
    assert rejecting not in {one.member for one in told}
    shown = Program(accepting).get("notices").json()["results"]
    assert [(one["kind"], one["by"]) for one in shown] == [("outdated", None)]
