import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from pytest_django import Settings

from accounts import limits
from accounts.models import User
from tests.factories import a_member

PASSWORD = "correct horse battery"


def sign_up(client: Client, name: str = "nadia", **fields: str) -> str:
    """Signs up by the plain form. The text of the page that follows."""
    typed = {"username": name, "email": f"{name}@example.org", "password1": PASSWORD}
    typed |= {"next": "/account/"} | fields
    return client.post("/account/signup/", typed, follow=True).content.decode()


def sign_in(client: Client, login: str, password: str = PASSWORD) -> bool:
    answer = client.post("/account/login/", {"login": login, "password": password})
    return answer.status_code == 302


def link_in_last_mail() -> str:
    found = re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[1]


@pytest.mark.django_db
def test_signing_up_signs_in_and_asks_to_confirm_the_email(client: Client) -> None:
    page = sign_up(client)
    assert "signed in as nadia" in page
    member = User.objects.get(username="nadia")
    assert member.verified_at is None
    assert not member.is_staff
    assert "nadia@example.org" in mail.outbox[0].to
    assert "Hello nadia," in mail.outbox[0].body


@pytest.mark.django_db
def test_a_confirmed_email_dates_the_member(client: Client) -> None:
    sign_up(client)
    link = link_in_last_mail()
    assert client.get(link).status_code == 200
    client.post(link)
    member = User.objects.get()
    assert member.verified_at is not None
    assert "before" in client.get(link).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("taken", ["nadia", "NADIA", "nad1a", "nаdia", "n.a.d.i.a"])
def test_a_name_that_looks_like_another_is_refused(client: Client, taken: str) -> None:
    a_member(username="nadia")
    page = sign_up(client, taken, email="other@example.org")
    assert "taken" in page
    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "ab",
        "x" * 31,
        "admin",
        "Adm1n",
        "former-member-7",
        "formermember",
        "-nadia",
        "na dia",
        "na@dia",
    ],
)
def test_a_name_that_nobody_may_take_is_refused_with_the_reason(client: Client, name: str) -> None:
    page = sign_up(client, name, email="other@example.org")
    assert "errorlist" in page
    assert not User.objects.exists()


@pytest.mark.django_db
def test_an_email_that_has_an_account_is_refused_with_the_way_out(client: Client) -> None:
    sign_up(client)
    page = sign_up(Client(), "oren", email="NADIA@example.org")
    assert "Sign in, or reset its password" in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fields", [{"email": ""}, {"username": ""}])
def test_of_eight_who_sign_up_alike_at_once_one_wins(fields: dict[str, str]) -> None:
    def try_once(number: int) -> str:
        own = {
            name: f"name-{number}" if name == "username" else f"mail-{number}@example.org"
            for name in fields
        }
        try:
            return sign_up(Client(), "nadia", **own)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        pages = list(threads.map(try_once, range(8)))
    assert User.objects.count() == 1
    assert sum("signed in as" in page for page in pages) == 1
    assert sum("errorlist" in page or "refusal" in page for page in pages) == 7


@pytest.mark.django_db
@pytest.mark.parametrize(
    "login", ["nadia", "Nadia", " nadia ", "nadia@example.org", "NADIA@Example.org"]
)
def test_members_sign_in_by_name_or_email(client: Client, login: str) -> None:
    sign_up(Client(), email="n@x.org" if "x.org" in login else "nadia@example.org")
    assert sign_in(client, login)


@pytest.mark.django_db
def test_a_wrong_password_says_no_more_than_that(client: Client) -> None:
    sign_up(Client())
    pages = [
        client.post("/account/login/", {"login": login, "password": "wrong"}).content.decode()
        for login in ("nadia", "nobody-here", "nobody@example.org")
    ]
    assert all("do not match" in page for page in pages)


@pytest.mark.django_db
def test_guessing_passwords_is_slowed_down_and_says_for_how_long(client: Client) -> None:
    sign_up(Client())
    for _try in range(limits.BUDGETS["sign-ins"].burst):
        assert not sign_in(client, "nadia", "wrong")
    assert not sign_in(client, "nadia")
    page = client.post("/account/login/", {"login": "nadia", "password": PASSWORD})
    assert "try again in" in page.content.decode()
    client.defaults["REMOTE_ADDR"] = "198.51.100.7"
    assert sign_in(client, "nadia"), "someone else's guesses lock nobody out"


@pytest.mark.django_db
def test_signing_up_in_bulk_is_slowed_down() -> None:
    for number in range(limits.BUDGETS["sign-ups"].burst):
        sign_up(Client(), f"nadia-{number:02}")
    typed = {"username": "oren", "email": "oren@example.org", "password1": PASSWORD}
    answer = Client().post("/account/signup/", typed)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "oren@example.org" in answer.content.decode(), "what was typed stays"


@pytest.mark.django_db
def test_a_lost_password_is_reset_by_mail(client: Client) -> None:
    sign_up(Client())
    client.post("/account/password/reset/", {"email": "nadia@example.org"})
    page = client.get(link_in_last_mail(), follow=True)
    form = page.redirect_chain[-1][0]
    client.post(form, {"password1": "quite another one", "password2": "quite another one"})
    assert not sign_in(client, "nadia")
    assert sign_in(client, "nadia", "quite another one")


@pytest.mark.django_db
def test_a_reset_tells_nobody_whether_an_account_exists(client: Client) -> None:
    sign_up(Client())
    answers = [
        client.post("/account/password/reset/", {"email": email}, follow=True).content
        for email in ("nadia@example.org", "nobody@example.org")
    ]
    assert answers[0] == answers[1]


@pytest.mark.django_db
def test_resets_for_one_email_are_slowed_down(client: Client) -> None:
    for _try in range(limits.BUDGETS["resets"].burst):
        client.post("/account/password/reset/", {"email": "nadia@example.org"})
    page = client.post("/account/password/reset/", {"email": "nadia@example.org"})
    assert "try again in" in page.content.decode()


@pytest.mark.django_db
def test_a_changed_password_ends_the_other_sessions(client: Client) -> None:
    sign_up(client)
    other = Client()
    assert sign_in(other, "nadia")
    typed = {"oldpassword": PASSWORD, "password1": "quite another", "password2": "quite another"}
    assert client.post("/account/password/change/", typed).status_code == 302
    assert other.get("/account/").status_code == 302
    assert sign_in(client, "nadia", "quite another")


@pytest.mark.django_db
def test_an_email_changes_when_the_new_one_is_confirmed(client: Client) -> None:
    sign_up(client)
    client.post(link_in_last_mail())
    since = User.objects.get().verified_at
    client.post("/account/email/", {"email": "new@example.org", "action_add": ""})
    assert User.objects.get().email == "nadia@example.org"
    confirm = next(sent for sent in mail.outbox if sent.to == ["new@example.org"])
    found = re.search(r"http://testserver(\S+)", str(confirm.body))
    assert found
    client.post(found[1])
    member = User.objects.get()
    assert (member.email, member.verified_at) == ("new@example.org", since)
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["new@example.org"]


@pytest.mark.django_db
def test_who_shows_that_an_email_is_theirs_gets_it_from_who_only_typed_it(client: Client) -> None:
    sign_up(Client(), "squatter", email="oren@example.org")
    sign_up(client, "oren", email="first@example.org")
    client.post("/account/email/", {"email": "oren@example.org", "action_add": ""})
    client.post(link_in_last_mail())
    assert User.objects.get(username="oren").email == "oren@example.org"
    assert User.objects.get(username="oren").verified_at
    assert User.objects.get(username="squatter").email == ""


@pytest.mark.django_db
def test_confirmations_are_slowed_down(client: Client) -> None:
    sign_up(client)
    typed = {"email": "nadia@example.org", "action_send": ""}
    answers = [client.post("/account/email/", typed).status_code for _try in range(4)]
    assert answers == [302, 302, 302, 429]


@pytest.mark.django_db
def test_the_first_account_of_a_local_start_runs_the_site(settings: Settings) -> None:
    settings.LOCAL = True
    a_member(is_demo=True, is_staff=True)
    assert "becomes staff" in Client().get("/account/signup/").content.decode()
    assert "as its staff" in sign_up(Client(), "first")
    assert "becomes staff" not in Client().get("/account/signup/").content.decode()
    sign_up(Client(), "second")
    assert User.objects.get(username="first").is_superuser
    assert not User.objects.get(username="second").is_staff


@pytest.mark.django_db
def test_elsewhere_nobody_becomes_staff_by_signing_up(client: Client) -> None:
    sign_up(client)
    assert not User.objects.get().is_staff
