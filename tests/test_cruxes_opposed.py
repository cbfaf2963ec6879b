"""What pulls which way, and so what a synthesis may reconcile."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from debates.actions.arguments import withdraw_argument
from debates.models import Argument, Debate
from debates.rules import are_opposed, signs_between
from tests.api import Program, is_problem
from tests.faces import Face
from tests.factories import a_claim, a_counterclaim, a_member, a_synthesis


@pytest.mark.django_db
def test_the_signs_on_the_way_between_two_are_multiplied(claim: Argument) -> None:
    support, counter = a_claim(supporting=claim), a_counterclaim(claim)
    answer = a_counterclaim(counter)
    other = a_claim(claim.debate)
    ways = signs_between([claim.pk, support.pk, counter.pk, answer.pk, other.pk])
    assert ways[claim.pk, support.pk] == (1, support.pk)
    assert ways[claim.pk, counter.pk] == (-1, counter.pk)
    assert ways[claim.pk, answer.pk] == (1, answer.pk)
    assert ways[support.pk, counter.pk] == (-1, None)
    assert ways[support.pk, answer.pk] == (1, None)
    assert ways[counter.pk, answer.pk] == (-1, answer.pk)
    assert not any(other.pk in two for two in ways)


@pytest.mark.django_db
def test_what_a_synthesis_reconciles_is_opposed(debate: Debate) -> None:
    one, other = a_claim(debate), a_claim(debate)
    assert not are_opposed(one.pk, other.pk)
    synthesis = a_synthesis([one, other])
    assert are_opposed(one.pk, other.pk)
    assert are_opposed(other.pk, one.pk)
    withdraw_argument(synthesis, by=synthesis.author)
    assert not are_opposed(one.pk, other.pk)


@pytest.mark.django_db
def test_ways_are_found_in_one_query_and_not_without_end(claim: Argument) -> None:
    last = claim
    for _ in range(25):
        last = a_counterclaim(last)
    with CaptureQueriesContext(connection) as queries:
        assert signs_between([claim.pk, last.pk])[claim.pk, last.pk] == (-1, last.pk)
    assert len(queries) == 1


def test_a_synthesis_does_not_reconcile_what_supports(
    face: Face, claim: Argument, member: User
) -> None:
    support, counter = a_claim(supporting=claim), a_counterclaim(claim)
    answer = a_counterclaim(counter)
    face.sign_in(member)
    for supporting in (support, answer):
        for of in ([claim, supporting], [supporting, claim], [claim, counter, supporting]):
            outcome = face.post_synthesis(of, "Both", ["Right"] * len(of))
            assert outcome.what == "unfit"
            assert f"supports #{claim.pk}" in outcome.text
    assert face.post_synthesis([support, counter], "Both", ["Right", "Right"]).what == "done"
    assert face.post_synthesis([answer, counter], "Both", ["Right", "Right"]).what == "done"


@pytest.mark.django_db
def test_the_reason_stands_at_the_concession_of_what_supports(claim: Argument) -> None:
    support = a_claim(supporting=claim)
    kept = [{"argument": one.pk, "text": "Right"} for one in (support, claim)]
    answer = Program(a_member()).post(
        f"debates/{claim.debate.slug}/syntheses", {"statement": "Both", "concessions": kept}
    )
    errors = is_problem(answer, 400)["errors"]
    assert [(one["pointer"], one["code"]) for one in errors] == [
        ("/concessions/0/argument", "supports_it")
    ]
