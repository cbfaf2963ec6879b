"""What only a private debate knows of sources: nothing of it is seen outside."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from debates.actions.debates import edit_debate
from debates.actions.retractions import reinstate_source, retract_source
from debates.models import Debate, Evidence, Identifier, Retraction, Source
from debates.queries.sources import sources_for
from tests.faces import Face
from tests.factories import a_claim, a_debate, a_member, seen_by, some_evidence

WORDS = {"title": "Ten years of trams", "shows": "That it is so"}
URL = "https://example.org/trams"


@pytest.fixture
def secret(member: User) -> Evidence:
    """Evidence in a private debate that `member` opened, and the only one to cite its source."""
    claim = a_claim(a_debate(by=member, visibility="private"), by=member)
    return some_evidence(claim, by=member, url=URL, title="A secret plan")


def open_up(debate: Debate, *, by: User) -> None:
    opened = seen_by(by, debate)
    edit_debate(opened, question="Open?", context="", visibility="public", by=by)


def known_of(source: Source) -> set[str]:
    return set(source.identifiers.values_list("value", flat=True))


def test_what_a_private_debate_cites_first_is_seen_by_its_members_only(
    face: Face, secret: Evidence, member: User
) -> None:
    slug = secret.debate.slug
    for viewer in (None, a_member(), a_member(is_staff=True)):
        if viewer:
            face.sign_in(viewer)
        assert face.read_source(secret.source).what == "absent"
        for words in ({"url": URL}, {"title": "A secret plan"}, {"url": URL, "debate": slug}):
            assert "secret plan" not in face.look_up_source(**words).text.replace(
                'value="A secret plan"', ""
            )
    face.sign_in(member)
    assert "secret plan" in face.read_source(secret.source).text
    assert "secret plan" in face.look_up_source(url=URL, debate=slug).text
    assert "secret plan" not in face.look_up_source(url=URL).text


def test_others_who_cite_the_same_work_learn_nothing(face: Face, secret: Evidence) -> None:
    stranger = a_member()
    claim = a_claim(by=stranger)
    face.sign_in(stranger)
    assert face.add_evidence(claim, **WORDS, url=URL).what == "done"
    source = claim.evidence.get().source
    assert source != secret.source
    assert source.debate is None
    text = face.read_source(source).text
    assert "secret" not in text
    assert "Cited 1 time" in text or "'cited': 1" in text


def test_what_is_cited_in_public_and_in_private_counts_for_each_as_they_see(
    face: Face, member: User
) -> None:
    source = some_evidence(url=URL).source
    hidden = a_claim(a_debate("A secret?", by=member, visibility="private"), by=member)
    assert some_evidence(hidden, by=member, url=URL, shows="A secret").source == source
    counted = {stranger.pk: sources_for(stranger).get().cited for stranger in (member, a_member())}  # type: ignore[attr-defined]
    assert sorted(counted.values()) == [1, 2]
    face.sign_in(a_member())
    assert "secret" not in face.read_source(source).text
    face.sign_in(member)
    assert "A secret" in face.read_source(source).text


def test_a_debate_that_opens_brings_its_sources_along(secret: Evidence, member: User) -> None:
    public = some_evidence(url="https://example.org/both").source
    claim = secret.argument
    both = some_evidence(claim, by=member, url="https://example.org/both")
    own = some_evidence(claim, by=member, url="https://example.org/own", title="Own").source
    run_into = some_evidence(url=URL, title="The same plan, in public").source
    assert both.source == public
    open_up(claim.debate, by=member)
    secret.refresh_from_db()
    own.refresh_from_db()
    assert secret.source == run_into
    assert own.debate is None
    assert set(sources_for(AnonymousUser())) == {public, own, run_into}
    assert Identifier.objects.filter(value=URL).count() == 1


def test_a_debate_that_opens_changes_no_source_of_others(secret: Evidence, member: User) -> None:
    public = some_evidence(url=URL, title="Trams").source
    other = some_evidence(url="9780306406157", title="A book").source
    secret.source.csl |= {"ISBN": "9780306406157", "DOI": "10.1000/8"}
    secret.source.save(update_fields=["csl"])
    retract_source(secret.source, kind="retracted", url="https://evil.example/", by=member)
    reinstate_source(secret.source, by=member)
    before = known_of(public), known_of(other)
    open_up(secret.debate, by=member)
    assert (known_of(public), known_of(other)) == before
    secret.refresh_from_db()
    assert secret.source in {public, other}
    assert not Retraction.objects.filter(source__in=[public, other]).exists()
