"""The worker looks up what was asked for: once, for who still waits, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from accounts import clock
from accounts.models import User
from debates.actions.looking_up import look_up, look_up_source
from debates.actions.suggestions import ask_for_suggestion, drop_suggestion, take_suggestion
from debates.models import Argument, Source, Suggestion
from debates.rules import Refused
from debates.rules.suggestions import AT_MOST
from tests.conftest import Together
from tests.factories import a_claim, a_member
from tests.hosts import page
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


def test_the_task_is_deferred_with_the_act_or_not_at_all(source: Source, adder: User) -> None:
    ask_for_suggestion(source, by=adder)
    assert jobs(source) == [look_up.name]
    with pytest.raises(Refused):
        ask_for_suggestion(source, by=adder)
    assert len(jobs(source)) == 1


def test_the_registry_of_a_doi_is_asked_first_and_the_page_next(
    claim: Argument, adder: User
) -> None:
    source = cited(claim, adder, "http://public.example/trams")
    Source.objects.filter(pk=source.pk).update(csl=source.csl | {"DOI": "10.1000/182"})
    asked = []
    with site(trams=page(PAGE)) as host:

        def fetch(url: str, **how: Any) -> Any:
            asked.append((url, how["accept"][0]))
            return host.fetch(url.replace("https://doi.org/", "http://doi.example/"), **how)

        ask_for_suggestion(source, by=adder)
        look_up_source(source.pk, fetch=fetch)
    assert asked == [
        ("https://doi.org/10.1000/182", "application/vnd.citationstyles.csl+json"),
        ("http://public.example/trams", "text/html"),
    ]
    assert TITLE in str(Suggestion.objects.get().csl)


def test_what_nobody_waits_for_is_not_looked_up(source: Source, adder: User) -> None:
    ask_for_suggestion(source, by=adder)
    drop_suggestion(source, by=adder)
    with site(trams=page(PAGE)) as host:
        look_up_source(source.pk, fetch=host.fetch)
        assert host.met == 0
    assert not Suggestion.objects.exists()


def test_an_answer_to_an_earlier_question_answers_no_later_one(source: Source, adder: User) -> None:
    with clock.at(clock.now() - AT_MOST - timedelta(seconds=1)):
        ask_for_suggestion(source, by=adder)
    with site(trams=page(PAGE)) as host:

        def fetch(url: str, **how: Any) -> Any:
            ask_for_suggestion(source, by=adder)
            return host.fetch(url, **how)

        look_up_source(source.pk, fetch=fetch)
        assert Suggestion.objects.get().csl is None
        look_up_source(source.pk, fetch=host.fetch)
    assert Suggestion.objects.get().csl


@pytest.mark.usefixtures("no_limits")
def test_of_many_who_take_at_once_all_is_taken_once(together: Together) -> None:
    adder = a_member()
    source = cited(a_claim(by=adder), adder, "http://public.example/trams")
    found(source, adder)
    outcomes = together(
        *[
            lambda name=name: take_suggestion(source, [name], by=adder)
            for name in ("title", "author", "issued")
        ]
    )
    assert sum(isinstance(one, Source) for one in outcomes) == 1
    assert sum(isinstance(one, Refused) for one in outcomes) == 2


@pytest.mark.usefixtures("no_limits")
def test_of_many_who_ask_at_once_one_is_answered(together: Together) -> None:
    adder = a_member()
    source = cited(a_claim(by=adder), adder, "http://public.example/trams")
    outcomes = together(*[lambda: ask_for_suggestion(source, by=adder)] * 3)
    assert sum(isinstance(one, Suggestion) for one in outcomes) == 1
    assert len(jobs(source)) == 1
