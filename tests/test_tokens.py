import logging
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts import clock, tokens
from accounts.models import Scope, Token, User
from tests.factories import a_member

pytestmark = pytest.mark.django_db


def a_token(member: User | None = None, *, days: int | None = 30) -> tuple[Token, str]:
    return tokens.make_token("laptop", [Scope.READ], days=days, by=member or a_member())


def test_a_token_opens_for_its_member_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    member = a_member()
    token, secret = a_token(member)
    with django_assert_num_queries(1):
        found = tokens.member_of(secret)
        assert found is not None
        assert found.member.username == member.username
    assert found == token
    assert found.allows(Scope.READ)
    assert not found.allows(Scope.WRITE)


def test_a_secret_is_long_and_only_its_hash_is_kept() -> None:
    token, secret = a_token()
    assert secret.startswith("dl_")
    assert len(secret) >= 43
    assert secret not in str(Token.objects.values().get())
    assert len(bytes(token.secret_hash)) == 32


@pytest.mark.parametrize(
    "wrong", ["", "dl_", "dl_x", "x" * 46, "dl_" + "\ud800", "dl_\x00", "dl_" + "a" * 10**6]
)
def test_what_is_no_secret_opens_nothing(wrong: str) -> None:
    a_token()
    assert tokens.member_of(wrong) is None


def test_an_expired_token_opens_nothing() -> None:
    with clock.at(timezone.now() - timedelta(days=31)):
        token, secret = a_token(days=30)
    assert tokens.member_of(secret) is None
    assert not token.is_live


def test_a_token_may_live_for_ever() -> None:
    with clock.at(timezone.now() - timedelta(days=5000)):
        _token, secret = a_token(days=None)
    assert tokens.member_of(secret)


def test_a_revoked_token_opens_nothing() -> None:
    token, secret = a_token()
    tokens.revoke(token)
    assert tokens.member_of(secret) is None


def test_a_closed_account_opens_nothing() -> None:
    member = a_member()
    _token, secret = a_token(member)
    member.is_active = False
    member.save()
    assert tokens.member_of(secret) is None


def test_use_is_noted_once_an_hour(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    token, secret = a_token()
    tokens.note_use(token)
    found = tokens.member_of(secret)
    assert found is not None
    assert found.last_used_at is not None
    with django_assert_num_queries(0):
        tokens.note_use(found)
    with clock.at(timezone.now() + timedelta(hours=2)):
        tokens.note_use(found)
    again = tokens.member_of(secret)
    assert again is not None
    assert again.last_used_at is not None
    assert again.last_used_at > found.last_used_at


@pytest.mark.parametrize("scopes", [[], ["everything"], ["read", "admin"]])
def test_the_database_refuses_unknown_scopes(scopes: list[str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Token.objects.create(member=a_member(), name="x", secret_hash=b"x" * 32, scopes=scopes)


def test_a_token_is_made_on_a_page_and_shown_once(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client.force_login(a_member())
    typed = {"name": "laptop", "scopes": ["read", "write"], "days": "90"}
    made = client.post("/account/tokens/new/", typed)
    secret = made.context["secret"] if made.context else made.content.decode().split("dl_")[1]
    secret = secret if secret.startswith("dl_") else "dl_" + secret.split("<")[0]
    assert "no-store" in made["Cache-Control"]
    assert tokens.member_of(secret)
    page = client.get("/account/tokens/").content.decode()
    assert "laptop" in page
    assert secret not in page
    assert secret not in caplog.text


def test_making_a_token_asks_for_the_password_again(client: Client) -> None:
    client.force_login(a_member(password="a long phrase"))
    asked = client.get("/account/tokens/new/")
    assert asked.status_code == 302
    assert "reauthenticate" in asked["Location"]
    answer = client.post(asked["Location"], {"password": "a long phrase"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/account/tokens/new/"


def test_a_token_is_revoked_on_the_page_by_its_member_only(client: Client) -> None:
    member = a_member()
    token, secret = a_token(member)
    client.force_login(a_member())
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    client.force_login(member)
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 302
    assert tokens.member_of(secret) is None


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"name": "x" * 61, "scopes": ["read"]},
        {"name": "x", "scopes": ["everything"]},
        {"name": "x", "scopes": ["read"], "days": "9" * 5000},
        {"name": "x", "scopes": ["read"], "days": "31"},
        {"name": "x", "scopes": ["read"]},
    ],
)
def test_a_wrong_wish_is_answered_with_the_form(client: Client, typed: dict[str, object]) -> None:
    client.force_login(a_member())
    assert client.post("/account/tokens/new/", typed).status_code == 200
    assert not Token.objects.exists()
