"""What is asked twice is done once, and many at once lose nothing."""

from typing import Any

import pytest
from django.test import Client

from accounts import limits
from debates.models import Argument, Debate, OnceKey, Tally, Vote
from tests.api import Program, is_problem
from tests.conftest import Together
from tests.factories import a_claim, a_debate, a_member

pytestmark = pytest.mark.django_db

CLAIM = {"kind": "claim", "statement": "Only once."}


def test_the_same_key_and_body_is_answered_the_same(debate: Debate) -> None:
    program, address = Program(a_member()), f"debates/{debate.slug}/arguments"
    first = program.post(address, CLAIM, Idempotency_Key="a-key")
    again = program.post(address, CLAIM, Idempotency_Key="a-key")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert first["Location"] == again["Location"]
    assert first["ETag"] == again["ETag"]
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert Argument.objects.count() == 1


def test_the_same_key_for_another_request_is_refused(debate: Debate) -> None:
    program, address = Program(a_member()), f"debates/{debate.slug}/arguments"
    program.post(address, CLAIM, Idempotency_Key="a-key")
    other = program.post(address, CLAIM | {"statement": "Other."}, Idempotency_Key="a-key")
    is_problem(other, 422, "key_reused")
    elsewhere = program.post("debates", {"question": "x"}, Idempotency_Key="a-key")
    is_problem(elsewhere, 422, "key_reused")
    theirs = Program(a_member()).post(address, CLAIM, Idempotency_Key="a-key")
    assert theirs.status_code == 201, "another member's key is another key"


def test_a_failure_is_not_kept(debate: Debate) -> None:
    program, address = Program(a_member()), f"debates/{debate.slug}/arguments"
    is_problem(program.post(address, CLAIM | {"statement": " "}, Idempotency_Key="k"), 400)
    assert not OnceKey.objects.exists()
    assert program.post(address, CLAIM, Idempotency_Key="k").status_code == 201


@pytest.mark.django_db(transaction=True)
def test_eight_identical_posts_at_once_make_one_argument(together: Together) -> None:
    debate, program = a_debate(), Program(a_member())

    def post() -> Any:
        own = Program()
        own.client, own.headers = Client(), program.headers
        return own.post(f"debates/{debate.slug}/arguments", CLAIM, Idempotency_Key="eight")

    answers = together(*[post] * 8)
    assert [answer.status_code for answer in answers] == [201] * 8
    assert len({answer.content for answer in answers}) == 1
    assert len({answer["Location"] for answer in answers}) == 1
    assert Argument.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_identical_votes_at_once_are_one_vote(together: Together) -> None:
    claim, program = a_claim(), Program(a_member())

    def vote() -> Any:
        own = Program()
        own.client, own.headers = Client(), program.headers
        return own.put(f"arguments/{claim.pk}/vote", {"position": "agree"})

    answers = together(*[vote] * 8)
    assert [answer.status_code for answer in answers] == [200] * 8
    assert Vote.objects.count() == 1
    assert Tally.objects.get(argument=claim).agree == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_edits_at_once_one_is_told_that_it_is_stale(together: Together) -> None:
    claim = a_claim()
    program, address = Program(claim.author), f"arguments/{claim.pk}"
    tag = program.get(address)["ETag"]

    def edit(words: str) -> Any:
        own = Program()
        own.client, own.headers = Client(), program.headers
        return own.patch(address, {"statement": words}, If_Match=tag)

    answers = together(*[lambda words=words: edit(words) for words in ("One", "Two", "Three")])
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412]
    assert program.get(address).json()["version"] == 2


@pytest.mark.parametrize("arguments", [1, 1_000])
def test_asking_costs_the_same_in_a_long_debate(
    arguments: int, debate: Debate, claim: Argument, django_assert_num_queries: Any
) -> None:
    fill(debate, claim, arguments)
    program = Program(a_member())
    program.get("me")
    vote, reply = {"position": "agree"}, {"kind": "counterclaim", "statement": "No."}
    with django_assert_num_queries(7):
        program.put(f"arguments/{claim.pk}/vote", vote)
    with django_assert_num_queries(7):
        program.post(f"arguments/{claim.pk}/replies", reply)
    for address, queries in {
        f"arguments/{claim.pk}": 3,
        f"arguments/{claim.pk}/replies": 3,
        f"debates/{debate.slug}/arguments?sort=strongest": 3,
        f"debates/{debate.slug}/arguments?expand=why_not,evidence": 4,
        f"debates/{debate.slug}": 2,
        "debates": 2,
        f"debates/{debate.slug}/syntheses": 3,
    }.items():
        with django_assert_num_queries(queries):
            assert program.get(address).status_code == 200, address


def fill(debate: Debate, claim: Argument, arguments: int) -> None:
    """Puts many more arguments into the debate, half of them answering `claim`."""
    by = claim.author
    Argument.objects.bulk_create(
        Argument(
            debate=debate,
            parent=claim if number % 2 else None,
            kind="claim",
            statement=f"Reason {number}",
            author=by,
            edited_by=by,
        )
        for number in range(1, arguments)
    )


def test_the_secret_of_a_link_is_never_kept(debate: Debate) -> None:
    program, address = Program(debate.opened_by), f"debates/{debate.slug}/invitation"
    secret = program.post(address, {}, Idempotency_Key="link").json()["secret"]
    assert secret not in str(list(OnceKey.objects.values()))


def test_a_file_that_is_refused_counts_under_any_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(limits.BUDGETS, "files", limits.Budget(2, 60, burst=2))
    program = Program(a_member())
    for key in "ab":
        is_problem(program.ask("POST", "files", b"MZ\0", Idempotency_Key=key), 400)
    is_problem(program.ask("POST", "files", b"MZ\0", Idempotency_Key="c"), 429)
