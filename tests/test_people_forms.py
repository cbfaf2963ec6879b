"""Whatever is sent to the forms about accounts, they answer with a page."""

import pytest
from django.test import Client

from tests.factories import a_member

FORMS = {
    "/account/signup/": ["username", "email", "password1"],
    "/account/login/": ["login", "password"],
    "/account/password/reset/": ["email"],
    "/account/password/change/": ["oldpassword", "password1", "password2"],
    "/account/email/": ["email", "action_add"],
    "/account/reauthenticate/": ["password"],
    "/account/2fa/authenticate/": ["code"],
    "/account/2fa/totp/activate/": ["code"],
    "/account/tokens/new/": ["name", "scopes", "days"],
    "/account/delete/": ["proof"],
    "/account/logout/": ["next"],
    "/account/sessions/": [],
}
HOSTILE = {
    "nul": "a\x00b",
    "long": "x" * 100_000,
    "long email": "x" * 300 + "@example.org",
    "markup": "<script>alert(1)</script>",
    "direction": "abc\u202edef",
    "invisible": "\u200b\u200b\u200b",
    "number": "9" * 5000,
    "format": "%s%(x)s{0}",
    "blank": "",
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("signed_in", [True, False], ids=["in", "out"])
def test_no_text_breaks_a_form(client: Client, address: str, text: str, signed_in: bool) -> None:
    if signed_in:
        client.force_login(a_member(password="a long phrase"))
    answer = client.post(address, dict.fromkeys(FORMS[address], text))
    assert answer.status_code in (200, 302, 400)
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("body", [b"login=%ED%A0%80", b"login=%FF", b"%00=x", b"login=a\x00"])
def test_what_is_no_text_is_refused_with_a_page(client: Client, address: str, body: bytes) -> None:
    answer = client.post(address, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/account/login/?next=%00",
        "/account/login/?next=%ED%A0%80",
        "/account/%00/",
        "/account/confirm-email/x%00y/",
    ],
)
def test_what_is_no_text_is_refused_in_an_address(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.django_db
def test_the_api_is_refused_in_its_own_words(client: Client) -> None:
    answer = client.get("/api/v1/nowhere?q=%00")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.django_db
def test_a_cookie_that_is_no_text_is_refused(client: Client) -> None:
    client.cookies["sessionid"] = "abc\x00defghijk"
    assert client.get("/account/").status_code == 400


@pytest.mark.django_db
def test_too_many_fields_and_too_much_text_are_refused(client: Client) -> None:
    form = "application/x-www-form-urlencoded"
    many = "&".join(f"f{number}=x" for number in range(2000))
    assert client.post("/account/login/", many, content_type=form).status_code == 400
    much = "login=" + "x" * 3_000_000
    assert client.post("/account/login/", much, content_type=form).status_code == 413
    assert client.post("/account/login/?" + many, {"login": "x"}).status_code == 400
    broken = client.post("/account/login/", b"x", content_type="multipart/form-data; boundary=")
    assert broken.status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/account/password/reset/key/zzzzzzzzzzzzz-set-password/",
        "/account/password/reset/key/1-x/",
        "/account/confirm-email/nonsense/",
        "/account/confirm-email/MQ:1abc:def/",
        "/account/login/?next=//evil.example",
        "/account/login/?next=javascript:alert(1)",
        "/account/signup/?email=" + "x" * 5000,
        "/account/sessions/99999999999999999999999/end/",
        "/account/tokens/99999999999999999999999/revoke/",
    ],
)
def test_no_address_breaks_a_page(client: Client, address: str) -> None:
    client.force_login(a_member())
    for method in (client.get, client.post):
        assert method(address).status_code < 500
    client.logout()
    assert client.get(address).status_code < 500
