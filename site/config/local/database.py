"""The PostgreSQL server that DATABASE_URL names: whether it answers, and is new enough."""

from urllib.parse import urlsplit

import dj_database_url
import psycopg
from psycopg.conninfo import make_conninfo

from config.local.processes import wait_until
from config.local.trouble import CannotStart

OLDEST = 15
PATIENCE = 6.0
WAY_OUT = "Or unset DATABASE_URL: a start then brings a PostgreSQL of its own."


def check_database(url: str) -> None:
    """Raise CannotStart unless it can be used. No message holds the address, with its password."""
    parameters = _parameters(url)
    said: list[str] = []
    version: list[int] = []

    def answers() -> bool:
        try:
            with psycopg.connect(make_conninfo(**parameters), connect_timeout=5) as connection:
                version.append(connection.info.server_version // 10000)
        except psycopg.OperationalError as trouble:
            said.append(str(trouble).strip())
        return bool(version)

    if not wait_until(answers, PATIENCE, pause=0.5):
        raise CannotStart(
            f"The database that DATABASE_URL names does not let us in:\n\n{said[-1]}\n\n"
            f"Check that the server runs, and the name and password in DATABASE_URL.\n{WAY_OUT}"
        )
    if version[0] < OLDEST:
        raise too_old(version[0])


def too_old(version: int) -> CannotStart:
    return CannotStart(
        f"DATABASE_URL names a PostgreSQL {version}; {OLDEST} or newer is needed.\n"
        f"Upgrade it, or name a newer one. {WAY_OUT}"
    )


def _parameters(url: str) -> dict[str, str]:
    try:
        if urlsplit(url).scheme not in ("postgres", "postgresql", "pgsql"):
            raise ValueError
        parsed = dj_database_url.parse(url)
    except ValueError:
        raise CannotStart(
            "DATABASE_URL must look like postgres://user:password@host/name, with special"
            f" characters in the password percent-encoded.\n{WAY_OUT}"
        ) from None
    named = {
        "dbname": parsed.get("NAME"),
        "user": parsed.get("USER"),
        "password": parsed.get("PASSWORD"),
        "host": parsed.get("HOST"),
        "port": parsed.get("PORT"),
    }
    options = {str(key): str(value) for key, value in (parsed.get("OPTIONS") or {}).items()}
    return options | {key: str(value) for key, value in named.items() if value}
