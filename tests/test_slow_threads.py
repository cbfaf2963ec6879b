"""Slow threads: each member answers once in so many minutes, moderators too."""

from contextvars import Context
from datetime import timedelta

import pytest
from django.db.models import F

from accounts.limits import TooMany
from accounts.models import Limit, User
from debates.actions.arguments import post_counterclaim
from debates.actions.slowing import slow_thread, unslow_thread
from debates.models import Argument
from debates.queries.arguments import find_argument
from tests.api import Program, is_problem
from tests.conftest import Together
from tests.faces import Api, Face, Pages
from tests.factories import a_claim, a_counterclaim, a_debate, a_member

WHY = {"rule": "heated", "because": "It goes in circles"}


def slow(argument: Argument, minutes: int = 10) -> None:
    by = argument.debate.opened_by
    slow_thread(find_argument(by, argument.pk), minutes=minutes, **WHY, by=by)


def later(minutes: int) -> None:
    Limit.objects.update(full_at=F("full_at") - timedelta(minutes=minutes))


@pytest.mark.django_db
@pytest.mark.parametrize("faced", [Pages, Api])
def test_each_member_answers_once_in_so_many_minutes(
    faced: type[Face], claim: Argument, member: User, moderator: User
) -> None:
    face, deep = faced(), a_counterclaim(a_counterclaim(claim))
    slow(claim, 10)
    face.sign_in(member)
    assert face.post_counterclaim(claim, "One").what == "done"
    too_soon = face.post_counterclaim(deep, "Two")
    assert too_soon.what in {"unfit", "too many"}
    assert "one answer in 10 minutes" in too_soon.text
    assert "try again in 10 minutes" in too_soon.text
    assert face.post_claim(claim.debate, "Beside it").what == "done"
    face.sign_in(moderator)
    assert face.support(deep, "One").what == "done"
    assert face.support(deep, "Two").what in {"unfit", "too many"}
    later(10)
    face.sign_in(member)
    assert face.post_counterclaim(deep, "Two").what == "done"


@pytest.mark.django_db
def test_the_api_says_until_when(claim: Argument, member: User) -> None:
    slow(claim, 30)
    program, reply = Program(member), {"kind": "claim", "statement": "Yes"}
    at = f"arguments/{claim.pk}"
    assert program.get(f"{at}/slowing").json() == {
        "minutes": 30,
        "under": claim.pk,
        "retry_after": 0,
    }
    assert program.post(f"{at}/replies", reply).status_code == 201
    answer = program.post(f"{at}/replies", reply)
    is_problem(answer, 429, "too_many")
    assert 1_790 < int(answer["Retry-After"]) <= 1_800
    assert 1_790 < program.get(f"{at}/slowing").json()["retry_after"] <= 1_800


@pytest.mark.django_db
def test_the_pages_say_that_a_thread_is_slow(claim: Argument, member: User) -> None:
    deep = a_counterclaim(claim)
    slow(claim, 10)
    face = Pages()
    face.sign_in(member)
    assert "one answer in 10 minutes" in face.client.get(f"/arguments/{deep.pk}/").content.decode()
    face.support(deep, "One")
    form = face.client.get(f"/arguments/{deep.pk}/counter/").content.decode()
    assert "You can answer here again in 10 minutes." in form


@pytest.mark.django_db
def test_a_slower_thread_inside_a_slow_one_is_slower(claim: Argument, member: User) -> None:
    inner = a_counterclaim(claim)
    slow(claim, 5)
    slow(inner, 60)
    program, reply = Program(member), {"kind": "claim", "statement": "Yes"}
    assert program.post(f"arguments/{inner.pk}/replies", reply).status_code == 201
    later(5)
    assert program.post(f"arguments/{inner.pk}/replies", reply).status_code == 429
    assert program.post(f"arguments/{claim.pk}/replies", reply).status_code == 201


def test_a_thread_goes_at_its_own_pace_again(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    face.sign_in(moderator)
    for minutes in (0, 1_441, -1):
        assert face.slow(claim, minutes).what == "unfit"
    assert face.slow(claim, 1_440).what == "done"
    assert face.slow(claim, 10).what == "refused"
    assert face.unslow(claim).what == "done"
    assert face.unslow(claim).what == "refused"
    face.sign_in(member)
    assert face.slow(claim, 10).what == "refused"


@pytest.mark.django_db
def test_a_thread_that_is_slowed_anew_counts_anew(claim: Argument, member: User) -> None:
    slow(claim, 1_440)
    post_counterclaim(find_argument(member, claim.pk), "One", by=member)
    by = claim.debate.opened_by
    unslow_thread(find_argument(by, claim.pk), **WHY, by=by)
    slow(claim, 1)
    post_counterclaim(find_argument(member, claim.pk), "Two", by=member)


@pytest.mark.django_db(transaction=True)
def test_of_answers_at_once_one_is_in_time(together: Together) -> None:
    claim, member = a_claim(a_debate()), a_member()
    slow(claim)
    seen = find_argument(member, claim.pk)

    def answer() -> Argument:  # Where limits count: `together` lifts them.
        return Context().run(post_counterclaim, seen, "So", by=member)

    outcomes = together(*[answer] * 6)
    assert [type(one) for one in outcomes].count(TooMany) == 5
    assert Argument.objects.filter(parent=claim).count() == 1
