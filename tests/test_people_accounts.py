import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from accounts import limits, tokens
from accounts.models import Token, User
from debates.models import Draft
from tests.factories import a_member

PASSWORD = "a long phrase"
pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def sign_in(client: Client, member: User) -> None:
    typed = {"login": member.username, "password": PASSWORD}
    assert client.post("/account/login/", typed).status_code == 302


@pytest.fixture
def member() -> User:
    return a_member(password=PASSWORD)


@pytest.fixture
def signed_in(client: Client, member: User) -> Client:
    sign_in(client, member)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def switch_on(client: Client) -> str:
    """Sets up the second factor by its form. The secret."""
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = page.split('readonly value="')[1].split('"')[0]
    answer = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer["Location"] == "/account/2fa/recovery-codes/"
    return secret


def test_every_page_about_the_account_opens(signed_in: Client) -> None:
    for address in (
        "/account/",
        "/account/email/",
        "/account/password/change/",
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/sessions/",
        "/account/tokens/",
        "/account/tokens/new/",
        "/account/delete/",
        "/account/logout/",
        "/account/reauthenticate/",
    ):
        assert signed_in.get(address).status_code == 200, address
        assert Client().get(address).status_code == 302, address


def test_a_second_factor_is_asked_for_at_the_next_sign_in(signed_in: Client, member: User) -> None:
    secret = switch_on(signed_in)
    other = Client()
    sign_in(other, member)
    assert other.get("/account/").status_code == 302, "the password alone opens nothing"
    assert (
        "Incorrect code" in other.post("/account/2fa/authenticate/", {"code": "1"}).content.decode()
    )
    Authenticator.objects.update(last_used_at=None)
    from django.core.cache import cache

    cache.clear()  # allauth remembers a code that was used, and ours was, a moment ago.
    assert other.post("/account/2fa/authenticate/", {"code": code_of(secret)}).status_code == 302
    assert other.get("/account/").status_code == 200


def test_a_recovery_code_opens_once(signed_in: Client, member: User) -> None:
    switch_on(signed_in)
    page = signed_in.get("/account/2fa/recovery-codes/").content.decode()
    code = page.split('<ul class="codes"><li>')[1].split("<")[0]
    for expected in (200, 302):
        other = Client()
        sign_in(other, member)
        other.post("/account/2fa/authenticate/", {"code": code})
        assert other.get("/account/").status_code == expected
    assert signed_in.get("/account/2fa/recovery-codes/download/").status_code == 200


def test_recovery_codes_can_be_made_anew(signed_in: Client) -> None:
    switch_on(signed_in)
    before = signed_in.get("/account/2fa/recovery-codes/").content
    assert signed_in.post("/account/2fa/recovery-codes/generate/").status_code == 302
    assert signed_in.get("/account/2fa/recovery-codes/").content != before


def test_a_second_factor_can_be_switched_off(signed_in: Client, member: User) -> None:
    switch_on(signed_in)
    assert signed_in.get("/account/2fa/totp/deactivate/").status_code == 200
    signed_in.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=member, type="totp").exists()
    assert signed_in.get("/account/2fa/").status_code == 200


def test_guessing_codes_is_slowed_down(member: User, client: Client) -> None:
    TOTP.activate(member, "A" * 32)
    sign_in(client, member)
    for _try in range(limits.BUDGETS["second factors"].burst):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    page = client.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert "try again in" in page


def test_a_session_can_be_ended_from_another(signed_in: Client, member: User) -> None:
    other = Client(headers={"User-Agent": "The other browser"})
    sign_in(other, member)
    assert "The other browser" in signed_in.get("/account/sessions/").content.decode()
    session = UserSession.objects.get(user_agent="The other browser")
    signed_in.post(f"/account/sessions/{session.pk}/end/")
    assert other.get("/account/").status_code == 302
    assert signed_in.get("/account/").status_code == 200


def test_all_other_sessions_can_be_ended(signed_in: Client, member: User) -> None:
    others = [Client(), Client()]
    for other in others:
        sign_in(other, member)
    assert signed_in.post("/account/sessions/").status_code == 302
    assert [other.get("/account/").status_code for other in others] == [302, 302]
    assert signed_in.get("/account/").status_code == 200


def test_nobody_ends_the_sessions_of_others(signed_in: Client) -> None:
    other = Client()
    sign_in(other, a_member(password=PASSWORD))
    session = UserSession.objects.get(session_key=other.session.session_key)
    assert signed_in.post(f"/account/sessions/{session.pk}/end/").status_code == 404


def test_knowing_who_is_signed_in_takes_two_queries(
    signed_in: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    signed_in.get("/account/nothing-here/")
    with django_assert_num_queries(3):  # The session, the member, the count of notices.
        signed_in.get("/account/nothing-here/")


def test_last_seen_moves_once_an_hour(signed_in: Client) -> None:
    signed_in.get("/account/")
    UserSession.objects.update(last_seen_at="2020-01-01T00:00Z")
    signed_in.get("/account/")
    assert UserSession.objects.get().last_seen_at.year == 2020
    session = signed_in.session
    session["seen"] = 0
    session.save()
    signed_in.get("/account/")
    assert UserSession.objects.get().last_seen_at.year > 2020


def test_deleting_an_account_empties_it_in_place(signed_in: Client, member: User) -> None:
    EmailAddress.objects.create(user=member, email="a@example.org", primary=True, verified=True)
    TOTP.activate(member, "A" * 32)
    RecoveryCodes.activate(member)
    tokens.make_token("x", ["read"], days=30, by=member)
    Draft.objects.create(member=member, form="/x/", fields={"statement": "secret"})
    assert (
        "not your password" in signed_in.post("/account/delete/", {"proof": "x"}).content.decode()
    )
    assert signed_in.post("/account/delete/", {"proof": PASSWORD})["Location"] == "/"
    left = User.objects.get(pk=member.pk)
    assert str(left) == "a former member"
    assert (left.email, left.is_active, left.verified_at) == ("", False, None)
    assert left.username == f"former-member-{member.pk}"
    assert left.deleted_at
    assert not left.has_usable_password()
    for model in (EmailAddress, Authenticator, UserSession, Token, Draft):
        assert not model.objects.exists(), model
    assert not [row for row in Session.objects.all() if "_auth_user_id" in row.get_decoded()]
    assert signed_in.get("/account/").status_code == 302


def test_a_name_is_free_again_after_its_account_is_deleted(signed_in: Client, member: User) -> None:
    signed_in.post("/account/delete/", {"proof": PASSWORD})
    assert a_member(username=member.username)


@pytest.mark.parametrize("kept", [{"email": "a@b.c"}, {"is_active": True}, {"is_staff": True}])
def test_the_database_keeps_nothing_personal_of_a_deleted_account(kept: dict[str, object]) -> None:
    fields: dict[str, object] = {
        "deleted_at": "2026-01-01T00:00Z",
        "is_active": False,
        "verified_at": None,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        a_member(**(fields | kept))


def test_the_database_refuses_two_names_that_look_alike() -> None:
    a_member(username="nadia")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(username="NAD1A")])


def test_mail_and_demo_members_are_for_local_starts_only(client: Client) -> None:
    member = a_member(is_demo=True)
    assert client.get("/mail/").status_code == 404
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"member": member.pk}).status_code == 404


def test_a_local_start_lends_its_demo_members(client: Client, settings: Settings) -> None:
    settings.LOCAL = True
    demo, other = a_member(username="nadia", is_demo=True), a_member()
    assert "nadia" in client.get("/demo/").content.decode()
    for wrong in (str(other.pk), "x", "²", "9" * 30, ""):
        assert client.post("/demo/", {"member": wrong}).status_code == 404
    assert client.post("/demo/", {"member": demo.pk})["Location"] == "/"
    assert client.get("/account/").status_code == 200


def test_a_local_start_shows_its_mail_escaped_with_links(
    client: Client, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from django.core.mail import EmailMessage, get_connection

    settings.LOCAL = True
    settings.EMAIL_FILE_PATH = tmp_path_factory.mktemp("mail")
    assert "Nothing was sent" in client.get("/mail/").content.decode()
    boxes = get_connection("django.core.mail.backends.filebased.EmailBackend")
    body = "Hällo <b>\n\nhttp://testserver/account/x/?a=1\n"
    EmailMessage("Sübject", body, "from@x.org", ["to@example.org"], connection=boxes).send()
    page = client.get("/mail/").content.decode()
    assert "Sübject" in page
    assert "Hällo &lt;b&gt;" in page
    assert '<a href="http://testserver/account/x/?a=1"' in page
