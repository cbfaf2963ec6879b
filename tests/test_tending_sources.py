"""Correcting a source: who tends it, and what it may not become."""

from typing import Any

from debates.models import Argument, Listing, Membership, Source
from debates.rules import edition_of
from tests.faces import Face
from tests.factories import a_debate, a_member, a_place, some_evidence

URL = "https://example.org/trams"


def test_whoever_added_a_source_says_it_better_until_others_cite_it(
    face: Face, claim: Argument
) -> None:
    evidence = some_evidence(claim, url=URL)
    source, by = evidence.source, evidence.added_by
    Source.objects.filter(pk=source.pk).update(csl=source.csl | {"volume": "7"})
    source.refresh_from_db()
    face.sign_in(a_member())
    assert face.edit_source(source, title="Mine now").what == "refused"
    face.sign_in(by)
    assert face.edit_source(source, title=" ", doi="x").what == "unfit"
    better: dict[str, Any] = {
        "title": "Trams",
        "kind": "study",
        "authors": "Doe, Jane",
        "published": "2019",
    }
    assert face.edit_source(source, **better).what == "done"
    read = edition_of(source)
    source.refresh_from_db()
    assert source.csl == {
        **{"type": "article-journal", "title": "Trams", "URL": URL, "volume": "7"},
        **{"author": [{"family": "Doe", "given": "Jane"}], "issued": {"date-parts": [[2019]]}},
    }
    assert (source.kind, source.words) == ("study", "trams")
    assert face.edit_source(source, read=read, title="Buses").what == "stale"
    some_evidence(claim, url=URL)
    assert face.edit_source(source, title="Buses").what == "refused"


def test_whoever_moderates_all_debates_that_cite_a_source_tends_it(face: Face) -> None:
    here, there = some_evidence(url=URL), some_evidence(url=URL)
    source, moderator = here.source, a_member()
    face.sign_in(moderator)
    a_place(here.debate, Membership.Role.MODERATOR, member=moderator)
    assert face.edit_source(source, title="Trams").what == "refused"
    a_place(there.debate, Membership.Role.MODERATOR, member=moderator)
    assert face.edit_source(source, title="Trams").what == "done"
    third = a_debate()
    source.refresh_from_db()
    Listing.objects.create(debate=third, source=source, added_by=third.opened_by)
    assert face.edit_source(source, title="Buses").what == "refused"


def test_a_source_does_not_take_the_number_of_another(face: Face) -> None:
    one, other = some_evidence(url=URL), some_evidence()
    face.sign_in(other.added_by)
    outcome = face.edit_source(other.source, url=URL)
    assert outcome.what in {"refused", "unfit"}
    assert "Another source here has this address" in outcome.text
    assert face.edit_source(other.source, url="https://example.org/new").what == "done"
    assert one.source.identifiers.get().value == URL
    assert other.source.identifiers.get().value == "https://example.org/new"
