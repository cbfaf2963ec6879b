"""Private pages ask to sign in first, and lose nothing of what was typed."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from accounts import keeping
from accounts.models import User
from config import urls
from tests.factories import a_member
from tests.test_people_accounts import code_of

PASSWORD = "a long phrase"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def form(request: HttpRequest) -> HttpResponse:
    kept = keeping.kept_for(request, request.get_full_path())
    return HttpResponse("empty" if kept is None else repr(dict(kept.lists())))


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("form/", form), path("broken/", broken), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def member() -> User:
    return a_member(password=PASSWORD)


def post(client: Client, **extra: Any) -> Any:
    typed = {
        "statement": "Räume\nfür alle",
        "keeps": ["a", "b"],
        "password": "hidden",
        "csrfmiddlewaretoken": "hidden",
    }
    return client.post("/form/?of=7", typed, **extra)


def sign_in(client: Client, member: User, next_page: str) -> Any:
    typed = {"login": member.username, "password": PASSWORD, "next": next_page}
    return client.post("/account/login/", typed)


def test_what_was_typed_is_there_after_signing_in(client: Client, member: User) -> None:
    asked = post(client, headers={"Referer": "http://testserver/form/?of=7"})
    assert asked["Location"] == "/account/login/?next=/form/%3Fof%3D7"
    assert "hidden" not in str(dict(client.session))
    answer = sign_in(client, member, "/form/?of=7")
    page = client.get(answer["Location"]).content.decode()
    assert page == repr({"statement": ["Räume\nfür alle"], "keeps": ["a", "b"]})
    assert client.get("/form/?of=7").content == b"empty", "it is handed over once"


def test_what_was_typed_outlasts_a_second_factor(client: Client, member: User) -> None:
    TOTP.activate(member, SECRET)
    post(client, headers={"Referer": "http://testserver/form/?of=7"})
    assert "2fa" in sign_in(client, member, "/form/?of=7")["Location"]
    answer = client.post("/account/2fa/authenticate/", {"code": code_of(SECRET)})
    assert answer["Location"] == "/form/?of=7"
    assert "für alle" in client.get("/form/?of=7").content.decode()


def test_what_was_typed_outlasts_signing_up(client: Client) -> None:
    post(client, headers={"Referer": "http://testserver/form/?of=7"})
    typed = {"username": "nadia", "email": "n@example.org", "password1": PASSWORD}
    answer = client.post("/account/signup/", typed | {"next": "/form/?of=7"})
    assert "für alle" in client.get(answer["Location"]).content.decode()


def test_without_a_referrer_the_address_of_the_form_is_meant(client: Client, member: User) -> None:
    assert post(client)["Location"] == "/account/login/?next=/form/"
    sign_in(client, member, "/form/")
    assert "für alle" in client.get("/form/").content.decode()


def test_another_sites_referrer_is_not_followed(client: Client) -> None:
    asked = post(client, headers={"Referer": "http://evil.example/form/"})
    assert asked["Location"] == "/account/login/?next=/form/"


def test_too_much_and_too_private_is_not_kept(client: Client) -> None:
    client.post("/form/", {"statement": "x" * 70_000})
    client.post("/account/tokens/new/", {"name": "x"})
    assert keeping.KEPT not in client.session


def test_only_a_few_pages_are_kept(client: Client) -> None:
    for number in range(6):
        client.post("/form/", {"x": "y"}, headers={"Referer": f"http://testserver/form/?{number}"})
    assert list(client.session[keeping.KEPT]) == ["/form/?3", "/form/?4", "/form/?5"]


def test_keeping_is_limited(client: Client) -> None:
    kept = 0
    for _number in range(25):
        other = Client()
        post(other)
        kept += keeping.KEPT in other.session
    assert kept == 20


def test_htmx_takes_the_whole_browser_to_sign_in_and_back(client: Client, member: User) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/form/?of=7"}
    asked = post(client, headers=headers)
    assert asked["HX-Redirect"] == "/account/login/?next=/form/%3Fof%3D7"
    sign_in(client, member, "/form/?of=7")
    assert "für alle" in client.get("/form/?of=7").content.decode()


def test_a_form_from_an_old_page_shows_what_was_typed(member: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    answer = client.post("/form/", {"statement": "Streets are <b>for people", "password": "x y"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Streets are &lt;b&gt;for people" in page
    assert "x y" not in page


def test_readers_who_are_not_signed_in_get_no_cookie() -> None:
    client = Client()
    client.get("/nothing-here/")
    assert not client.cookies


@pytest.mark.parametrize(("address", "status"), [("/nothing-here/", 404), ("/broken/", 500)])
def test_what_fails_is_explained_in_our_look(address: str, status: int) -> None:
    client = Client(raise_request_exception=False)
    answer = client.get(address)
    assert answer.status_code == status
    assert "Dialec<i>tic</i>" in answer.content.decode()


def test_the_api_fails_in_problems() -> None:
    answer = Client().get("/api/v1/nothing-here")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
