"""Production does not start on what was made for trying things out."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from accounts.models import User
from config import checks, environment
from tests.starting import ROOT

GOOD = {
    "DIALECTIC_MODE": "production",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "SECRET_KEY": "kT4vYp0qWm8zLr2xNc6hBj1sDf9gUe3oAi7tRyQwEuXvZnMbKl5",
    "ALLOWED_HOSTS": "debates.example",
}


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("SECRET_KEY", "", "Set SECRET_KEY"),
        ("SECRET_KEY", "short", "too short or a default"),
        ("SECRET_KEY", "django-insecure-" + GOOD["SECRET_KEY"], "too short or a default"),
        ("DEBUG", "1", "unset it in production"),
        ("ALLOWED_HOSTS", "", "Set ALLOWED_HOSTS"),
        ("DATABASE_URL", "", "Set DATABASE_URL"),
    ],
)
def test_production_refuses_unsafe_settings(setting: str, value: str, said: str) -> None:
    refused = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT / "site")} | GOOD | {setting: value},
        capture_output=True,
        text=True,
    )
    assert refused.returncode == 1
    assert said in refused.stderr


@pytest.fixture
def in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the checks see it. The connection stays: it holds the transaction of the test."""
    monkeypatch.setattr(environment, "PRODUCTION", True)
    monkeypatch.setattr(connection, "close", lambda: None)


def embedded(answer: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('dialectic.embedded', %s, true)", [answer])


@pytest.mark.django_db
@pytest.mark.usefixtures("in_production")
def test_production_refuses_the_embedded_database() -> None:
    embedded("on")
    with pytest.raises(ImproperlyConfigured, match="Set DATABASE_URL to a PostgreSQL server"):
        checks.refuse_unfit_database()


@pytest.mark.django_db
@pytest.mark.usefixtures("in_production")
def test_production_refuses_demo_members() -> None:
    embedded("")
    User.objects.create_user("nadia", is_demo=True)
    with pytest.raises(ImproperlyConfigured, match="remove_demo"):
        checks.refuse_unfit_database()


@pytest.mark.django_db
@pytest.mark.usefixtures("in_production")
def test_production_starts_on_a_database_of_its_own_and_before_it_has_tables() -> None:
    embedded("")
    checks.refuse_unfit_database()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO pg_catalog")
    checks.refuse_unfit_database()


@pytest.mark.django_db
def test_a_local_start_may_have_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    embedded("on")
    User.objects.create_user("nadia", is_demo=True)
    checks.refuse_unfit_database()
