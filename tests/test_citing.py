"""Evidence: through pages and API alike."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.models import User
from debates.actions.evidence import add_evidence
from debates.actions.moderation import hide_argument
from debates.actions.sources import Cited
from debates.models import (
    Argument,
    Event,
    Evidence,
    Notice,
    Source,
    SourceRequest,
)
from debates.queries.arguments import find_argument
from debates.queries.sources import sources_for
from tests.faces import Api, Face, Pages
from tests.factories import a_claim, a_file, a_member, some_evidence

WORDS = {"title": "An essay", "shows": "That it is so"}
URL = "https://example.org/essay"


def test_evidence_names_its_source(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    outcome = face.add_evidence(claim, **WORDS)
    assert outcome.what == "unfit"
    assert "say who made it or when" in outcome.text
    assert face.add_evidence(claim, url="javascript:alert(1)", **WORDS).what == "unfit"
    assert face.add_evidence(claim, url=URL, **WORDS).what == "done"
    assert claim.evidence.get().source.title == "An essay"


@pytest.mark.parametrize(
    "words", [{"authors": "Doe, Jane"}, {"published": "1859"}, {"kind": "law"}, {"kind": "book"}]
)
def test_what_has_no_address_is_known_by_title_author_and_year(
    face: Face, claim: Argument, member: User, words: dict[str, str]
) -> None:
    face.sign_in(member)
    for _turn in range(2):
        assert face.add_evidence(claim, **WORDS, **words).what == "done"
    assert face.add_evidence(claim, **WORDS, published="1860", kind="book").what == "done"
    first, second, third = claim.evidence.order_by("pk")
    assert first.source == second.source != third.source


@pytest.mark.parametrize(
    "url", ["https://user:pw@example.org/", "data:text/html,x", "file:///etc/passwd", "979-0-000-1"]
)
def test_an_address_that_nobody_should_open_is_refused(
    face: Face, claim: Argument, member: User, url: str
) -> None:
    face.sign_in(member)
    outcome = face.add_evidence(claim, **WORDS, url=url)
    assert outcome.what == "unfit"
    assert ("password" in outcome.text) == ("@" in url)
    if not url[0].isdigit():
        assert face.add_evidence(claim, **WORDS, url=URL, archive_url=url).what == "unfit"
    assert not Evidence.objects.exists()


def test_evidence_says_when_it_was_read_and_where_a_copy_is(
    face: Face, claim: Argument, member: User
) -> None:
    face.sign_in(member)
    words = WORDS | {
        "url": URL,
        "archive_url": "https://ARCHIVE.example:443/https://e.org/?utm_id=1",
    }
    later = (clock.now() + timedelta(days=3)).date().isoformat()
    for bad in (later, "2026-02-30", "yesterday", "²"):
        assert face.add_evidence(claim, **words, accessed_on=bad).what == "unfit", bad
    assert face.add_evidence(claim, **words, accessed_on="2026-02-28").what == "done"
    evidence = claim.evidence.get()
    assert str(evidence.accessed_on) == "2026-02-28"
    assert evidence.archive_url == "https://archive.example/https://e.org/?utm_id=1"


def test_whatever_is_said_of_evidence_is_shown_wherever_it_is(
    face: Face, claim: Argument, member: User
) -> None:
    file = a_file(by=member)
    said = {
        "quote": "Word for word.",
        "locator": "fig. 7, 12:30",
        "shows": "Riders came at once",
        "archive_url": "https://archive.example/1",
    }
    face.sign_in(member)
    kept = {"attached" if isinstance(face, Pages) else "file": file.pk}
    words = {"title": "Trams", "url": URL, "stance": "undermines", "accessed_on": "2026-02-28"}
    assert face.add_evidence(claim, **words, **said, **kept).what == "done"
    face.sign_in(a_member())
    source = claim.evidence.get().source
    for place in (face.read_evidence_of(claim), face.read_evidence_in(claim.debate)):
        for field in said.values():
            assert field in place.text, field
        assert f"/files/{file.pk}/" in place.text or f"'file': {file.pk}" in place.text
        assert "2026-02-28" in place.text or "28 Feb" in place.text or "Feb. 28" in place.text
    for place in (
        face.read_evidence_of(claim),
        face.read_evidence_in(claim.debate),
        face.read_source(source),
    ):
        assert member.username in place.text
        assert "Against it" in place.text or "'stance': 'undermines'" in place.text
        assert said["locator"] in place.text


def test_a_quote_has_a_thousand_characters_at_most(
    face: Face, claim: Argument, member: User
) -> None:
    face.sign_in(member)
    outcome = face.add_evidence(claim, **WORDS, url=URL, quote="x" * 40_000)
    assert outcome.what == "unfit"
    assert "39000 characters too long" in outcome.text
    assert face.add_evidence(claim, **WORDS, url=URL, quote="x" * 1_000).what == "done"


@pytest.mark.parametrize("kind", Source.Kind.values)
def test_every_kind_of_source_is_cited(
    face: Face, claim: Argument, member: User, kind: str
) -> None:
    face.sign_in(member)
    assert face.add_evidence(claim, **WORDS, url=URL, kind=kind).what == "done"
    source = claim.evidence.get().source
    assert source.kind == kind
    assert source.csl["type"] != ""


def test_evidence_tells_the_author_and_whoever_asked_for_it(
    claim: Argument, member: User, no_limits: None
) -> None:
    asking = [a_member(), member]
    for one in asking:
        SourceRequest.objects.create(argument=claim, debate=claim.debate, member=one)
    some_evidence(claim, by=member, stance="undermines")
    author = (claim.author_id, "cited")
    assert told_of(claim) == [author]
    evidence = some_evidence(claim, by=member)
    assert told_of(claim) == [author, author, (asking[0].pk, "sourced")]
    assert set(evidence.answers.values_list("member", flat=True)) == {one.pk for one in asking}
    some_evidence(claim, by=member)
    some_evidence(claim, by=claim.author)
    assert told_of(claim)[3:] == [author]
    assert Event.objects.filter(kind="evidence_added", argument=claim).count() == 4


def told_of(argument: Argument) -> list[tuple[int, str]]:
    notices = Notice.objects.filter(argument=argument).order_by("pk")
    return list(notices.values_list("member", "kind"))


def test_only_whoever_added_evidence_withdraws_it(face: Face, member: User) -> None:
    evidence = some_evidence()
    face.sign_in(member)
    outcome = face.withdraw_evidence(evidence)
    assert outcome.what == "refused"
    assert "Only whoever added evidence can withdraw it." in outcome.text
    face.sign_in(evidence.added_by)
    assert face.withdraw_evidence(evidence).what == "done"


@pytest.mark.django_db
def test_a_source_that_only_hidden_arguments_cite_is_not_listed(
    claim: Argument, moderator: User
) -> None:
    source = some_evidence(claim, title="Buy this").source
    assert source in sources_for(AnonymousUser())
    hide_argument(find_argument(moderator, claim.pk), rule="spam", because="Sells", by=moderator)
    assert source not in sources_for(AnonymousUser())


# --- What it costs: transactions included, limits counted ---


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("of", [Pages, Api])
def test_adding_evidence_takes_eight_queries(of: type[Pages] | type[Api]) -> None:
    known, member = some_evidence(url=URL), a_member()
    claim, face = a_claim(known.argument.debate), of()
    face.sign_in(member)
    face.add_evidence(claim, **WORDS, url=URL)
    with CaptureQueriesContext(connection) as asked:
        assert face.add_evidence(claim, **WORDS, url=URL).what == "done"
    # A page forgets the draft besides, in a transaction of its own.
    few = 8 if of is Api else 11
    assert len(asked) <= few, "\n".join(query["sql"][:90] for query in asked)
    assert claim.evidence.filter(source=known.source).count() == 2


@pytest.mark.django_db(transaction=True)
def test_adding_evidence_with_a_new_source_takes_eight_queries() -> None:
    claim, member = a_claim(), a_member()
    argument = find_argument(member, claim.pk)
    with CaptureQueriesContext(connection) as asked:
        evidence = add_evidence(argument, Cited("An essay", URL), shows="So", by=member)
        assert evidence.source.url == URL
    assert len(asked) <= 8, "\n".join(query["sql"][:90] for query in asked)
    evidence.refresh_from_db()
    assert (evidence.added_by, evidence.source.added_by) == (member, member)
