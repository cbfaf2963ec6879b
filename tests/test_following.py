"""Following a debate, and who hears of it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from debates.actions.follows import follow_debate, unfollow_debate
from debates.actions.members import delete_account
from debates.models import Argument, Debate, Follow, Notice
from tests.api import Program
from tests.conftest import Together
from tests.faces import Face, Pages
from tests.factories import a_claim, a_debate, a_member, a_place, seen_by, some_evidence
from tests.retracting import a_retraction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def test_a_member_follows_a_debate_and_no_longer(face: Face, debate: Debate, member: User) -> None:
    assert face.follow(debate).what == "signed out"
    assert "'following'" not in face.read_debate(debate).text
    face.sign_in(member)
    for act, follows in ((face.unfollow, False), (face.follow, True), (face.unfollow, False)):
        for _ in range(2):
            assert act(debate).what == "done"
            assert Follow.objects.filter(debate=debate, member=member).exists() is follows
            text = face.read_debate(debate).text
            if isinstance(face, Pages):
                assert f'aria-pressed="{str(follows).lower()}"' in text
            else:
                assert f"'following': {follows}" in text


def test_a_private_debate_is_followed_by_its_members(face: Face, member: User) -> None:
    private = a_debate("A quiet one?", visibility="private")
    face.sign_in(member)
    assert face.follow(private).what == "absent"
    a_place(private, member=member)
    assert face.follow(private).what == "done"


def test_following_twice_at_once_is_following(together: Together) -> None:
    debate, member = a_debate(), a_member()
    seen = seen_by(member, debate)
    ended = together(*(lambda: follow_debate(seen, by=member) for _ in range(4)))
    assert ended == [None] * 4
    assert Follow.objects.count() == 1
    assert together(*(lambda: unfollow_debate(seen, by=member) for _ in range(4))) == [None] * 4
    assert not Follow.objects.exists()


def test_the_button_is_answered_in_place(debate: Debate, member: User) -> None:
    pages = Pages()
    assert f"/account/login/?next=/debates/{debate.slug}/" in pages.read_debate(debate).text
    pages.sign_in(member)
    address = f"/debates/{debate.slug}/following/"
    answer = pages.client.post(address, {"follow": "yes"}, headers={"HX-Request": "true"})
    assert answer.text.strip().startswith("<button")
    assert "Following" in answer.text
    assert pages.client.get(address).status_code == 405


def test_knowing_it_takes_no_query(debate: Debate, member: User) -> None:
    client = Client()
    client.force_login(member)
    address = f"/debates/{debate.slug}/"
    client.get(address)
    counts = []
    for act in (follow_debate, unfollow_debate):
        act(seen_by(member, debate), by=member)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
        assert not any("debates_follow" in one["sql"] for one in queries.captured_queries[3:])
    assert counts[0] == counts[1]


def test_lists_say_what_one_follows(debate: Debate, member: User) -> None:
    a_debate()
    follow_debate(seen_by(member, debate), by=member)
    shown = Program(member).get("debates").json()["results"]
    assert {one["slug"] for one in shown if one["following"]} == {debate.slug}
    assert all("following" not in one for one in Program().get("debates").json()["results"])


def test_those_who_follow_hear_once_of_a_retraction(claim: Argument, debate: Debate) -> None:
    follower, left, author = a_member(), a_member(), claim.author
    for one in (follower, left, author):
        follow_debate(seen_by(one, debate), by=one)
    unfollow_debate(seen_by(left, debate), by=left)
    url = "https://example.org/essay"
    source = some_evidence(claim, url=url, by=author).source
    second = some_evidence(a_claim(debate, by=author), url=url, by=author)
    a_retraction(source)
    told = Notice.objects.filter(kind=Notice.Kind.RETRACTED).order_by("member", "argument")
    assert [(one.member, one.argument_id) for one in told] == sorted(
        [(follower, claim.pk), (author, claim.pk), (author, second.argument_id)],
        key=lambda pair: (pair[0].pk, pair[1]),
    )


def test_who_left_a_private_debate_hears_nothing_of_it() -> None:
    private = a_debate(visibility="private")
    guest = a_place(private)
    follow_debate(seen_by(guest, private), by=guest)
    by = private.opened_by
    source = some_evidence(a_claim(private, by=by), by=by).source
    guest.memberships.all().delete()
    a_retraction(source)
    assert not Notice.objects.filter(kind=Notice.Kind.RETRACTED, member=guest).exists()


def test_a_deleted_account_follows_nothing(debate: Debate, member: User) -> None:
    follow_debate(seen_by(member, debate), by=member)
    delete_account(by=member)
    assert not Follow.objects.exists()
