"""A source is looked up by the worker, and a member confirms what was found."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from accounts import clock, limits
from accounts.models import User
from debates.actions.looking_up import look_up_source
from debates.actions.suggestions import ask_for_suggestion, drop_suggestion
from debates.models import Argument, Source, Suggestion
from debates.rules.suggestions import AT_MOST
from tests.faces import Face, Pages
from tests.factories import a_claim, a_debate, a_member, a_place
from tests.hosts import page, redirect
from tests.looking import PAGE, TITLE, cited, found, jobs, site


@pytest.fixture(autouse=True)
def switched_on(settings: Settings) -> None:
    settings.METADATA_FETCHING = True


@pytest.fixture
def adder(db: None) -> User:
    return a_member()


@pytest.fixture
def source(claim: Argument, adder: User) -> Source:
    return cited(claim, adder, "http://public.example/trams")


def test_whoever_cited_a_source_has_it_looked_up_and_takes_what_is_right(
    face: Face, source: Source, adder: User
) -> None:
    face.sign_in(adder)
    assert face.ask_for_suggestion(source).what == "done"
    assert "looked" in face.read_suggestion(source).text
    with site(trams=page(PAGE)) as host:
        look_up_source(source.pk, fetch=host.fetch)
    read = face.read_suggestion(source)
    assert read.what == "done"
    assert all(words in read.text for words in (TITLE, "Ortega", "Journal of Cities"))
    source.refresh_from_db()
    assert source.title == "trams"
    assert face.take_suggestion(source, ["title", "author"]).what == "done"
    source.refresh_from_db()
    assert (source.title, source.words) == (TITLE, "tramsandtheirriders")
    assert source.csl["author"] == [{"family": "Ortega", "given": "Ana"}]
    assert source.url == "http://public.example/trams"
    assert "issued" not in source.csl
    assert not Suggestion.objects.exists()


def test_a_type_that_is_taken_is_its_kind_in_our_words(
    face: Face, source: Source, adder: User
) -> None:
    Source.objects.filter(pk=source.pk).update(
        kind="data_set", csl={**source.csl, "type": "dataset"}
    )
    source.refresh_from_db()
    found(source, adder)
    face.sign_in(adder)
    if isinstance(face, Pages):
        read = face.read_suggestion(source).text
        assert "Kind: <bdi>Study</bdi>" in read
        assert "article-journal" not in read
    assert face.take_suggestion(source, ["type"]).what == "done"
    source.refresh_from_db()
    assert (source.kind, source.csl["type"]) == ("study", "article-journal")


def test_what_was_found_can_be_dropped(face: Face, source: Source, adder: User) -> None:
    found(source, adder)
    face.sign_in(adder)
    assert face.drop_suggestion(source).what == "done"
    assert not Suggestion.objects.exists()
    assert face.take_suggestion(source, ["title"]).what == "refused"
    source.refresh_from_db()
    assert source.title == "trams"


def test_sites_look_up_nothing_unless_they_are_told_to(
    face: Face, source: Source, adder: User, settings: Settings
) -> None:
    settings.METADATA_FETCHING = False
    face.sign_in(adder)
    refusal = face.ask_for_suggestion(source)
    assert refusal.what == "refused"
    assert "This site looks up no sources." in refusal.text
    assert "Look up its details" not in Client().get(f"/sources/{source.pk}/").content.decode()
    assert jobs(source) == []


def test_only_who_may_change_a_source_asks_reads_takes_and_drops(
    face: Face, source: Source, adder: User
) -> None:
    for who, what in [(None, "signed out"), (a_member(), "refused")]:
        if who:
            face.sign_in(who)
        found(source, adder)
        acts = (face.ask_for_suggestion, face.drop_suggestion, face.read_suggestion)
        assert [act(source).what for act in acts] == [what] * 3
        assert face.take_suggestion(source, ["title"]).what == what
        assert Suggestion.objects.get().csl


def test_the_source_of_a_private_debate_is_not_there_for_strangers(face: Face) -> None:
    debate = a_debate(visibility="private")
    insider = a_place(debate)
    source = cited(a_claim(debate, by=insider), insider, "http://public.example/trams")
    found(source, insider)
    face.sign_in(a_member(is_staff=False))
    assert face.read_suggestion(source).what == "absent"
    assert face.ask_for_suggestion(source).what == "absent"
    assert face.take_suggestion(source, ["title"]).what == "absent"
    assert face.drop_suggestion(source).what == "absent"
    face.sign_in(insider)
    assert TITLE in face.read_suggestion(source).text


@pytest.mark.parametrize(
    "fields", [[], ["nothing"], ["\u202e"], ["x" * 5_000], ["title"] * 5_000, ["title", "ISBN"]]
)
def test_what_was_not_found_cannot_be_taken(
    face: Face, source: Source, adder: User, fields: list[str]
) -> None:
    found(source, adder)
    face.sign_in(adder)
    if len(fields) == 5_000 and type(face).__name__ == "Pages":
        fields = [*fields, "x"]
    assert face.take_suggestion(source, fields).what == "unfit"
    source.refresh_from_db()
    assert source.title == "trams"


def test_an_address_that_another_source_has_is_refused(
    face: Face, claim: Argument, source: Source, adder: User
) -> None:
    cited(claim, adder, "http://public.example/other")
    canonical = PAGE + '<link rel="canonical" href="http://public.example/other">'
    found(source, adder, trams=page(canonical))
    face.sign_in(adder)
    outcome = face.take_suggestion(source, ["URL"])
    assert outcome.what in {"refused", "unfit"}
    assert "Another source here has this address or number." in outcome.text
    source.refresh_from_db()
    assert source.url == "http://public.example/trams"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"HTTP/1.1 404 Not Found\r\n\r\n", "The page answered 404."),
        (redirect("http://127.0.0.1/"), "It is on a private network."),
        (page("x", "application/pdf"), "It is no page that can be read, but something else."),
        (page("<p>Nothing</p>"), "The page does not say what it is about."),
    ],
)
def test_why_nothing_was_found_is_said_in_words(
    face: Face, source: Source, adder: User, answer: bytes, why: str
) -> None:
    found(source, adder, trams=answer)
    face.sign_in(adder)
    assert why in face.read_suggestion(source).text
    assert face.take_suggestion(source, ["title"]).what == "refused"
    assert face.ask_for_suggestion(source).what == "done"
    assert "looked" in face.read_suggestion(source).text


def test_it_is_not_said_to_be_looked_up_for_ever(face: Face, source: Source, adder: User) -> None:
    with clock.at(clock.now() - AT_MOST - timedelta(seconds=1)):
        ask_for_suggestion(source, by=adder)
    face.sign_in(adder)
    assert "It was not looked up in time." in face.read_suggestion(source).text
    assert face.ask_for_suggestion(source).what == "done"
    assert face.ask_for_suggestion(source).what == "refused"


def test_looking_up_is_limited(source: Source, adder: User) -> None:
    for _turn in range(limits.BUDGETS["fetches"].burst):
        ask_for_suggestion(source, by=adder)
        drop_suggestion(source, by=adder)
    with pytest.raises(limits.TooMany):
        ask_for_suggestion(source, by=adder)
    assert not Suggestion.objects.exists()
    assert len(jobs(source)) == limits.BUDGETS["fetches"].burst
