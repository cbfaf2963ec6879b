"""Signing in without typing, for tests of what comes after."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from accounts.models import User


def sign_in(page: Page, member: User) -> None:
    client = Client()
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    base = page.context._impl_obj._options["baseURL"]
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": base}])
