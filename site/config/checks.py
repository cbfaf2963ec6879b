"""What production refuses to start on: a database that was made for trying things out."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from config import environment

EMBEDDED = "SELECT coalesce(current_setting('dialectic.embedded', true), '') = 'on'"
MEMBERS_EXIST = "SELECT to_regclass('accounts_user') IS NOT NULL"
DEMO_EXISTS = "SELECT EXISTS (SELECT FROM accounts_user WHERE is_demo)"


@register(Tags.database)
def production_database(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Silent outside production, and of an empty database that migrations are about to fill."""
    if not environment.PRODUCTION or "default" not in (databases or []):
        return []
    found: list[CheckMessage] = []
    with connections["default"].cursor() as cursor:

        def holds(question: str) -> bool:
            cursor.execute(question)
            return bool(cursor.fetchone()[0])

        if holds(EMBEDDED):
            found.append(
                Error(
                    "This is the embedded database of `make run`, and it is not for production.",
                    hint="Set DATABASE_URL to a PostgreSQL server of your own: docs/operating.md.",
                    id="dialectic.E001",
                )
            )
        if holds(MEMBERS_EXIST) and holds(DEMO_EXISTS):
            found.append(
                Error(
                    "This database has the demo's members, whom anyone can sign in as.",
                    hint="Use a database without the demo, or take it out on a local start with"
                    " this DATABASE_URL: python manage.py remove_demo",
                    id="dialectic.E002",
                )
            )
    return found


def refuse_unfit_database() -> None:
    """Called as the web server starts. Raises ImproperlyConfigured with all reasons."""
    try:
        found = production_database(databases=["default"])
    finally:
        connections["default"].close()  # Workers forked after this must not share it.
    if found:
        raise ImproperlyConfigured(" ".join(f"{each.msg} {each.hint}" for each in found))
