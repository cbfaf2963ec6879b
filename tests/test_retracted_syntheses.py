"""A synthesis that rests on a source that fell: out of date, until it is taken back or affirmed."""

from datetime import timedelta
from typing import Any

import pytest

from accounts import clock
from debates.actions.evidence import withdraw_evidence
from debates.actions.scores import refresh_all_scores
from debates.actions.staleness import affirm_synthesis
from debates.actions.syntheses import Kept, edit_synthesis
from debates.models import Argument, Debate, Endorsement, Evidence, Source, Staleness
from debates.queries.arguments import find_argument
from debates.rules.staleness import judge_staleness
from tests.api import Program
from tests.faces import Face, Pages
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_member,
    a_synthesis,
    a_vote,
    days_ago,
    some_evidence,
)
from tests.raw import run
from tests.retracting import a_retraction, take_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

ESSAY = "https://example.org/essay"


@pytest.fixture
def pair(debate: Debate) -> list[Argument]:
    with days_ago(30):
        claim = a_claim(debate, "Streets are for people")
        return [claim, a_counterclaim(claim)]


@pytest.fixture
def synthesis(pair: list[Argument]) -> Argument:
    with days_ago(20):
        return a_synthesis(pair, "Both at once")


@pytest.fixture
def evidence(pair: list[Argument]) -> Evidence:
    with days_ago(25):
        return some_evidence(pair[0], url=ESSAY)


@pytest.fixture
def source(evidence: Evidence) -> Source:
    return evidence.source


def whys(synthesis: Argument) -> list[tuple[int, str]]:
    """What is judged, which the worker's rows say too."""
    refresh_all_scores()
    found = [(one.argument, one.why) for one in judge_staleness([synthesis.pk])]
    kept = Staleness.objects.filter(synthesis=synthesis).order_by("argument")
    assert list(kept.values_list("argument", "why")) == found
    return found


def revise(synthesis: Argument) -> Argument:
    """Its author writes the same concessions under a new statement."""
    synthesis = find_argument(synthesis.author, synthesis.pk)
    kept = synthesis.concessions.filter(synthesis_version=synthesis.version)
    return edit_synthesis(
        synthesis,
        statement=f"{synthesis.statement}, again",
        reasoning="",
        left_open="",
        concessions=[Kept(one.argument_id, one.text) for one in kept],
        by=synthesis.author,
    )


@pytest.mark.parametrize("kind", ["retracted", "corrected"])
def test_what_it_reconciles_rests_on_a_source_that_fell(
    face: Face, synthesis: Argument, pair: list[Argument], source: Source, kind: str
) -> None:
    assert whys(synthesis) == []
    at = a_retraction(source, kind).at
    assert whys(synthesis) == [(pair[0].pk, kind)]
    assert Staleness.objects.get().since == at
    shown = face.read_standing(synthesis).text
    if isinstance(face, Pages):
        assert f"rests on a source that was {kind}" in shown
        assert f'<a href="/arguments/{pair[0].pk}/#evidence">' in shown
        assert at.isoformat() in shown
    else:
        assert "'is_out_of_date': True" in shown
        assert f"'argument': {pair[0].pk}, 'why': '{kind}'" in shown
    take_back(source)
    assert whys(synthesis) == []


def test_its_own_evidence_counts_too(face: Face, synthesis: Argument) -> None:
    own = some_evidence(synthesis)
    a_retraction(own.source)
    assert whys(synthesis) == [(synthesis.pk, "retracted")]
    shown = face.read_standing(synthesis).text
    assert "This synthesis" in shown or f"'argument': {synthesis.pk}, 'why'" in shown
    face.sign_in(synthesis.author)
    if isinstance(face, Pages):
        read = {f"read_{synthesis.pk}": "1"}
        assert f'name="read_{synthesis.pk}" value="1"' in face.read_standing(synthesis).text
        assert face.client.post(f"/arguments/{synthesis.pk}/affirm/", read).status_code == 302
    else:
        assert face.affirm(synthesis).what == "done"
    assert whys(synthesis) == []
    take_back(own.source)
    a_retraction(own.source)
    assert whys(synthesis) == [(synthesis.pk, "retracted")]


def test_evidence_taken_back_no_longer_counts(
    synthesis: Argument, pair: list[Argument], evidence: Evidence
) -> None:
    a_retraction(evidence.source)
    assert whys(synthesis) == [(pair[0].pk, "retracted")]
    withdraw_evidence(evidence, by=evidence.added_by)
    assert whys(synthesis) == []


def test_nobody_knocks_a_synthesis_out_by_citing_what_was_retracted(
    synthesis: Argument, pair: list[Argument], evidence: Evidence
) -> None:
    a_retraction(evidence.source)
    affirm_synthesis(synthesis, by=synthesis.author)
    for argument in (*pair, synthesis):
        some_evidence(argument, url=ESSAY)
    assert whys(synthesis) == []


def test_what_undermined_an_argument_is_nothing_that_it_rests_on(
    synthesis: Argument, pair: list[Argument]
) -> None:
    against = some_evidence(pair[0], stance="undermines")
    a_retraction(against.source)
    assert whys(synthesis) == []


def test_what_was_retracted_when_it_was_written_was_known(
    pair: list[Argument], source: Source
) -> None:
    with days_ago(10):
        a_retraction(source)
    assert whys(a_synthesis(pair)) == []


@pytest.mark.parametrize("resolve", [affirm_synthesis, revise])
def test_its_author_affirms_or_revises_it(
    synthesis: Argument, pair: list[Argument], source: Source, resolve: Any
) -> None:
    some_evidence(synthesis, url=ESSAY)
    a_retraction(source)
    assert whys(synthesis) == [(pair[0].pk, "retracted"), (synthesis.pk, "retracted")]
    if resolve is revise:
        revise(synthesis)
    else:
        affirm_synthesis(synthesis, by=synthesis.author)
    assert whys(synthesis) == []


def test_the_gravest_reason_is_named_and_retracted_before_corrected(
    synthesis: Argument, pair: list[Argument], source: Source
) -> None:
    with days_ago(15):
        other = some_evidence(pair[0]).source
    with days_ago(5):
        a_retraction(other, "corrected")
    assert whys(synthesis) == [(pair[0].pk, "corrected")]
    a_retraction(source)
    assert whys(synthesis) == [(pair[0].pk, "retracted")]
    run("UPDATE debates_argument SET statement = 'Else', version = 2 WHERE id = %s", [pair[0].pk])
    assert whys(synthesis) == [(pair[0].pk, "reworded")]
    run("UPDATE debates_argument SET withdrawn_at = now() WHERE id = %s", [pair[0].pk])
    assert whys(synthesis) == [(pair[0].pk, "withdrawn")]
    run("UPDATE debates_argument SET hidden_at = now() WHERE id = %s", [pair[0].pk])
    assert whys(synthesis) == [(pair[0].pk, "hidden")]


def test_a_hidden_synthesis_is_not_out_of_date_with_itself(synthesis: Argument) -> None:
    some_evidence(synthesis)
    run("UPDATE debates_argument SET hidden_at = now() WHERE id = %s", [synthesis.pk])
    assert whys(synthesis) == []


def test_it_drops_out_of_bridging_and_comes_back(
    synthesis: Argument, pair: list[Argument], source: Source
) -> None:
    for side in pair:
        for _ in range(5):
            with days_ago(29):
                holder = a_vote(side, by=a_member(date_joined=clock.now()))
            a_vote(synthesis, by=holder)
    assert whys(synthesis) == []
    assert Endorsement.objects.get().status == "bridging"
    a_retraction(source)
    assert whys(synthesis) != []
    found = Endorsement.objects.get()
    assert (found.status, found.is_settled) == ("promising", False)
    take_back(source)
    assert whys(synthesis) == []
    assert Endorsement.objects.get().status == "bridging"


def test_sources_found_to_be_one_share_their_retraction(
    synthesis: Argument, pair: list[Argument]
) -> None:
    with days_ago(15):
        of_argument, elsewhere = some_evidence(pair[1]), some_evidence(a_claim())
    a_retraction(elsewhere.source)
    assert whys(synthesis) == []
    run("SELECT merge_source(%s, %s)", [of_argument.source_id, elsewhere.source_id])
    assert whys(synthesis) == [(pair[1].pk, "retracted")]


def test_the_page_lets_its_author_look_again_at_each(
    synthesis: Argument, pair: list[Argument], source: Source
) -> None:
    some_evidence(synthesis, url=ESSAY)
    a_retraction(source)
    program, address = Program(synthesis.author), f"syntheses/{synthesis.pk}"
    stale = program.get(f"{address}/staleness").json()["arguments"]
    assert {one["why"] for one in stale} == {"retracted"}
    read = [{"argument": one["argument"], "version": one["version"]} for one in stale]
    answer = program.post(f"{address}/affirmations", {"read": read})
    assert answer.status_code == 201
    assert whys(synthesis) == []


def test_after_a_week_whoever_holds_a_side_affirms_it(
    face: Face, synthesis: Argument, pair: list[Argument], source: Source
) -> None:
    with days_ago(29):
        holder = a_vote(pair[0], by=a_member(date_joined=clock.now()))
    a_retraction(source)
    face.sign_in(holder)
    assert face.affirm(synthesis).what == "refused"
    with clock.at(clock.now() + timedelta(days=8)):
        face.sign_in(holder)
        assert face.affirm(synthesis).what == "done"
    assert whys(synthesis) == []
