"""Two sources that turn out to be one: nothing that was said of either is lost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from debates.actions.evidence import add_evidence
from debates.actions.sources import Cited, merge_sources
from debates.models import (
    Argument,
    Check,
    Debate,
    Event,
    Evidence,
    Identifier,
    Listing,
    Membership,
    Retraction,
    Source,
)
from debates.queries.arguments import find_argument
from debates.rules import Refused, tends
from tests.conftest import Together
from tests.faces import Face
from tests.factories import a_claim, a_debate, a_member, a_place, some_evidence

URL = "https://example.org/trams"
COPY = "https://example.com/copy-of-trams"
NOT_DONE = {"refused", "unfit"}
"""What is refused after a form was sent, its page shows in the form."""


@pytest.fixture
def pair(claim: Argument) -> tuple[Source, Source]:
    """Two sources that one debate cites, whose moderator so tends both."""
    return some_evidence(claim, url=URL).source, some_evidence(claim, url=COPY).source


def test_moderators_make_two_sources_one_and_keep_all_evidence(
    face: Face, pair: tuple[Source, Source], moderator: User, debate: Debate
) -> None:
    kept, gone = pair
    moved = gone.evidence.get()
    Check.objects.create(
        evidence=moved, debate=debate, member=a_member(), question="quote", is_yes=True
    )
    Listing.objects.create(debate=debate, source=gone, added_by=moderator)
    face.sign_in(moderator)
    assert face.merge_sources(gone, kept).what == "done"
    moved.refresh_from_db()
    assert moved.source == kept
    assert moved.quote_yes == 1
    assert kept.evidence.count() == 2
    assert kept.listings.get().debate == debate
    assert set(kept.identifiers.values_list("value", flat=True)) == {URL, COPY}
    text = face.read_source(gone).text
    assert f"Source #{kept.pk}" in text or f"'id': {kept.pk}" in text
    assert Event.objects.filter(debate=debate, kind="sources_merged", by=moderator).count() == 1
    assert some_evidence(url=COPY).source == kept


def test_a_retraction_goes_along_and_the_bibliography_lists_it_once(
    pair: tuple[Source, Source], moderator: User, debate: Debate
) -> None:
    kept, gone = pair
    for source in pair:
        Listing.objects.create(debate=debate, source=source, added_by=moderator)
    Retraction.objects.create(source=gone, kind="retracted", url=URL, by=moderator)
    merged = merge_sources(gone, into=kept, by=moderator)
    assert merged.standing == "retracted"
    assert kept.retractions.get().kind == "retracted"
    assert Listing.objects.get().source == kept


def test_sources_of_one_title_point_at_each_other(
    client: Client, pair: tuple[Source, Source]
) -> None:
    for one, other in (pair, pair[::-1]):
        assert f"#{other.pk}" in client.get(f"/sources/{one.pk}/").content.decode()


def test_an_old_address_leads_to_what_a_source_became(
    face: Face, pair: tuple[Source, Source], moderator: User
) -> None:
    kept, gone = pair
    third = some_evidence(kept.evidence.get().argument).source
    merge_sources(gone, into=kept, by=moderator)
    merge_sources(kept, into=third, by=moderator)
    for old in (gone, kept, third):
        outcome = face.read_source(old)
        assert outcome.what == "done"
        assert COPY in outcome.text or "'cited': 3" in outcome.text
    assert face.look_up_source(url=COPY).text.count(str(third.pk)) >= 1


def test_only_who_tends_both_merges_them(
    face: Face, pair: tuple[Source, Source], moderator: User
) -> None:
    kept, gone = pair
    elsewhere = some_evidence(url=URL)
    for viewer in (gone.added_by, a_member(), moderator, elsewhere.debate.opened_by):
        face.sign_in(viewer)
        assert face.merge_sources(gone, kept).what in NOT_DONE
        assert face.merge_sources(kept, gone).what in NOT_DONE
    a_place(elsewhere.debate, Membership.Role.MODERATOR, member=moderator)
    face.sign_in(moderator)
    assert face.merge_sources(kept, kept).what in NOT_DONE
    assert face.merge_sources(gone, kept).what == "done"


def test_staff_merges_what_no_moderator_alone_could(
    face: Face, pair: tuple[Source, Source]
) -> None:
    kept, gone = pair
    debates = {gone.evidence.get().debate, some_evidence(url=COPY).debate}
    face.sign_in(a_member(is_staff=True))
    assert face.merge_sources(gone, kept).what == "done"
    told = Event.objects.filter(kind="sources_merged").values_list("debate", flat=True)
    assert sorted(told) == sorted(debate.pk for debate in debates)


def test_a_private_debates_source_stays_its_own(face: Face, moderator: User) -> None:
    public = some_evidence(a_claim(a_debate(by=moderator)), url=URL).source
    inside = a_claim(a_debate(by=moderator, visibility="private"), by=moderator)
    own = some_evidence(inside, by=moderator, url=COPY).source
    other = some_evidence(inside, by=moderator).source
    face.sign_in(moderator)
    for gone, into in ((own, public), (public, own)):
        outcome = face.merge_sources(gone, into)
        assert outcome.what in NOT_DONE
        assert "private debate alone" in outcome.text
    assert face.merge_sources(own, other).what == "done"
    assert not Identifier.objects.filter(source=public, value=COPY).exists()


def test_what_is_no_source_here_is_not_merged_into(
    face: Face, pair: tuple[Source, Source], moderator: User
) -> None:
    _kept, gone = pair
    by = a_member()
    hidden = some_evidence(a_claim(a_debate(by=by, visibility="private"), by=by), by=by).source
    face.sign_in(moderator)
    outcome = face.merge_sources(gone, hidden)
    assert outcome.what == "unfit"
    assert "There is no such source here." in outcome.text


def test_nobody_tends_what_nobody_cites(pair: tuple[Source, Source], moderator: User) -> None:
    kept, _gone = pair
    assert tends(moderator, kept)
    Evidence.objects.filter(source=kept).delete()
    kept = Source.objects.get(pk=kept.pk)
    assert not tends(moderator, kept)
    assert tends(a_member(is_staff=True), kept)


def test_a_page_asks_once_who_tends_a_source(
    client: Client, pair: tuple[Source, Source], moderator: User
) -> None:
    client.force_login(moderator)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/sources/{pair[0].pk}/").content.decode()
    assert f"/sources/{pair[0].pk}/merge/" in page
    assert "Mark it as retracted" in page
    judging = [one for one in asked.captured_queries if "is_used_beyond" in one["sql"]]
    assert len(judging) == 1


# --- At the same moment ---


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_turn", range(4))
def test_evidence_that_is_added_while_its_source_is_merged_is_not_lost(
    together: Together, _turn: int
) -> None:
    claim = a_claim()
    kept, gone = some_evidence(claim).source, some_evidence(claim).source
    cited, members = Cited("Copy", str(gone.url)), [a_member(), a_member(), a_member()]

    def cites(member: User) -> Evidence:
        return add_evidence(find_argument(member, claim.pk), cited, shows="So", by=member)

    made = together(
        *[lambda member=member: cites(member) for member in members],
        lambda: merge_sources(gone, into=kept, by=claim.debate.opened_by),
    )
    assert [type(one) for one in made] == [*[Evidence] * 3, Source], made
    assert kept.evidence.count() == 5
    for evidence in made[:3]:
        evidence.refresh_from_db()
        assert evidence.source == kept


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_each_into_the_other_one_is_refused(together: Together) -> None:
    claim = a_claim()
    one, other = some_evidence(claim).source, some_evidence(claim).source
    by = claim.debate.opened_by
    made = together(
        lambda: merge_sources(one, into=other, by=by),
        lambda: merge_sources(other, into=one, by=by),
    )
    assert sorted(type(outcome).__name__ for outcome in made) == ["Refused", "Source"]
    refused = next(outcome for outcome in made if isinstance(outcome, Refused))
    assert refused.reason.code == "merged"
    assert Evidence.objects.values("source").distinct().count() == 1
