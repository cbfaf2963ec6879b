"""What a start does to the database and the static files, all in one process."""

import sys

import django
from django.core.management import call_command, get_commands
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from config.environment import VAR
from config.local.fingerprint import STATIC, is_current, stamp

STATIC_STAMP = VAR / "static-from"
FIRST_START = (
    "CREATE TABLE IF NOT EXISTS dialectic_first_start (demo_loaded_at timestamptz NOT NULL)"
)


def prepare() -> None:
    migrate()
    collect_static()
    load_demo_once()


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Making the tables…")
        call_command("migrate", verbosity=0, interactive=False)


def collect_static() -> None:
    if not is_current(STATIC_STAMP, *STATIC):
        say("Collecting styles and scripts…")
        STATIC_STAMP.unlink(missing_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp(STATIC_STAMP, *STATIC)


def load_demo_once() -> None:
    """The demo and the note of it are one transaction: a start cut off here tries again."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FIRST_START)
        cursor.execute("SELECT FROM dialectic_first_start")
        if cursor.fetchone() is not None:
            return
        cursor.execute("SELECT FROM accounts_user LIMIT 1")
        if cursor.fetchone() is None and "load_demo" in get_commands():
            say("Loading the demo debate (once)…")
            call_command("load_demo", verbosity=0)
        cursor.execute("INSERT INTO dialectic_first_start VALUES (now())")


def say(what: str) -> None:
    print(what, flush=True)


if __name__ == "__main__":
    django.setup()
    try:
        prepare()
    except OSError as trouble:
        sys.exit(f"{trouble.strerror}: {trouble.filename}")
