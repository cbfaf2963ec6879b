"""Ignoring: what another writes is folded away for oneself, and nobody is told."""

import re
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from debates.actions.ignores import ignore_member
from debates.actions.members import delete_account
from debates.models import Argument, Event, Ignore, Notice
from debates.queries.arguments import card_of, find_argument, list_arguments
from debates.queries.members import notices_for, unread_notices
from tests.faces import Face
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_member,
    a_remark,
    a_synthesis,
    seen_by,
    some_evidence,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]
FOLD = re.compile(
    r'<details class="ignored".*?</details>\n?(?:</article>|</div>|</li>|</span>)', re.S
)


def folds_in(page: str) -> Sequence[str]:
    return FOLD.findall(page)


def test_a_member_ignores_another_and_no_longer(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    for _twice in range(2):
        assert face.ignore(claim.author).what == "done"
    assert claim.author.username in face.read_ignored().text
    assert card_of(find_argument(member, claim.pk), member).is_ignored
    assert face.no_longer_ignore(claim.author).what == "done"
    assert claim.author.username not in face.read_ignored().text
    assert not card_of(find_argument(member, claim.pk), member).is_ignored


def test_nobody_is_told_and_nothing_is_recorded(face: Face, claim: Argument, member: User) -> None:
    events = Event.objects.count()
    face.sign_in(member)
    face.ignore(claim.author)
    assert not Notice.objects.filter(member=claim.author).exists()
    assert Event.objects.count() == events
    for viewer in (claim.author, a_member(is_staff=True)):
        face.sign_in(viewer)
        assert member.username not in face.read_ignored().text
        assert not card_of(find_argument(viewer, claim.pk), viewer).is_ignored


def test_nobody_ignores_themselves_or_who_is_not_there(face: Face, member: User) -> None:
    face.sign_in(member)
    refused = face.ignore(member)
    assert refused.what == "refused"
    assert "You cannot ignore yourself." in refused.text
    assert face.ignore(User(username="nobody")).what == "absent"


def test_visitors_sign_in_to_ignore(face: Face, member: User) -> None:
    assert face.ignore(member).what == "signed out"
    assert face.read_ignored().what == "signed out"


def test_what_the_ignored_write_is_folded_and_keeps_its_place(
    claim: Argument, member: User, client: Client
) -> None:
    a_counterclaim(claim, "An answer of somebody else")
    second = a_claim(claim.debate, "A second claim")
    page = f"/debates/{claim.debate.slug}/"
    client.force_login(member)
    order = re.findall(r'id="argument-(\d+)"', client.get(page).content.decode())
    ignore_member(claim.author, by=member)
    text = client.get(page).content.decode()
    assert re.findall(r'id="argument-(\d+)"', text) == order
    [fold] = folds_in(text)
    assert claim.statement in fold
    assert "By someone you ignore" in fold
    assert f'id="argument-{claim.pk}" aria-labelledby="ignored-{claim.pk}"' in text
    assert second.statement in text.replace(fold, "")
    assert claim.statement not in text.replace(fold, "")
    assert len(list_arguments(seen_by(member, claim.debate), member).items) == 3


def test_remarks_evidence_and_syntheses_of_the_ignored_are_folded(
    claim: Argument, member: User, client: Client
) -> None:
    bore = a_member()
    a_remark(claim, "A remark of a bore", by=bore)
    a_remark(claim, "A remark of a friend")
    some_evidence(claim, by=bore, shows="What a bore shows")
    counter = a_counterclaim(claim)
    a_synthesis([claim, counter], "A bore's synthesis", by=bore, keeps=["Kept A", "Kept B"])
    ignore_member(bore, by=member)
    client.force_login(member)
    text = client.get(f"/arguments/{claim.pk}/").content.decode()
    folded = "".join(folds_in(text))
    for words in ("A remark of a bore", "What a bore shows", "A bore&#39;s synthesis", "Kept A"):
        assert words in folded, words
    assert "A remark of a friend" not in folded
    tab = client.get(f"/debates/{claim.debate.slug}/evidence/").content.decode()
    assert "What a bore shows" in "".join(folds_in(tab))


def test_a_card_stands_open_where_one_has_just_voted(
    claim: Argument, member: User, client: Client
) -> None:
    ignore_member(claim.author, by=member)
    client.force_login(member)
    voted = client.post(
        f"/arguments/{claim.pk}/vote/", {"position": "agree"}, headers={"HX-Request": "true"}
    )
    assert '<details class="ignored" open>' in voted.content.decode()


def test_notices_by_the_ignored_are_folded_and_not_counted(claim: Argument, client: Client) -> None:
    reader, bore = claim.author, a_member()
    a_counterclaim(claim, by=bore)
    assert unread_notices(reader) == 1
    ignore_member(bore, by=reader)
    assert unread_notices(reader) == 0
    assert [one.is_ignored for one in notices_for(reader)] == [True]  # type: ignore[attr-defined]  # annotated
    client.force_login(reader)
    text = client.get("/notices/").content.decode()
    assert "Notices (" not in text
    assert bore.username in "".join(folds_in(text))


def test_ignoring_costs_no_query(claim: Argument, member: User, client: Client) -> None:
    client.force_login(member)

    def cost() -> list[int]:
        counted = []
        for page in (f"/debates/{claim.debate.slug}/", f"/arguments/{claim.pk}/"):
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            counted.append(len(queries))
        return counted

    before = cost()
    ignore_member(claim.author, by=member)
    assert cost() == before


def test_a_deleted_account_ignores_nobody_and_is_ignored_by_nobody(
    claim: Argument, member: User
) -> None:
    ignore_member(claim.author, by=member)
    ignore_member(member, by=claim.author)
    delete_account(by=member)
    assert not Ignore.objects.exists()
