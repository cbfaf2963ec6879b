"""`make run`: everything that the site needs, started in order and ended together."""

import http.client
import os
import secrets
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from config.environment import VAR
from config.local.address import Address
from config.local.database import check_database
from config.local.fingerprint import MIGRATIONS, STATIC, is_current, stamp
from config.local.folders import folders_for
from config.local.instance import Instance, make_var
from config.local.postgres import Postgres
from config.local.processes import MARK, Child, ignore_signals, stop_leftovers, wait_until
from config.local.trouble import DISK_FULL, CannotStart, disk_full
from config.local.worker import Worker

MINUTE = 60.0


def run() -> None:
    """Until somebody ends it, or something it cannot do without does."""
    address = Address.from_environment()
    make_var(VAR)
    with ExitStack() as everything:
        try:
            _run(everything, address)
        except BaseException:
            ignore_signals()
            raise


def _run(everything: ExitStack, address: Address) -> None:
    instance = everything.enter_context(Instance(VAR))
    if instance.unclean and stop_leftovers(str(VAR)):
        print("Ended what an earlier start had left running.", flush=True)
    address.check_free()
    instance.tell(state="starting", address=str(address))
    postgres = _database(everything)
    environment = _environment(postgres.url if postgres else os.environ["DATABASE_URL"])
    _prepare(environment, postgres)
    web = _web(address, environment)
    everything.callback(web.stop)
    _wait_for(web, address, postgres)
    worker = Worker(environment)
    everything.callback(worker.stop)
    # Entered last, so left first: what waits for this start learns that it is ending.
    everything.callback(instance.tell, state="stopping", address=str(address))
    told = {name: environment[name] for name in ("DIALECTIC_MODE", "DATABASE_URL", "SECRET_KEY")}
    instance.tell(state="running", address=str(address), environment=told)
    print(f"\nDialectic is at {address}\nCtrl-C ends it.", flush=True)
    _watch(web, worker, postgres)


def _database(everything: ExitStack) -> Postgres | None:
    """Our own PostgreSQL, unless the environment names a server."""
    if url := os.environ.get("DATABASE_URL"):
        check_database(url)
        return None
    folders = folders_for(VAR)
    if not folders.data.exists():
        print("Making the database (once)…", flush=True)
    mark = {MARK: str(VAR)}
    return everything.enter_context(Postgres(folders, VAR / "log" / "postgres.log", mark))


def _environment(url: str) -> dict[str, str]:
    return os.environ | {
        "DIALECTIC_MODE": "local",
        "DIALECTIC_VAR": str(VAR),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": url,
        "SECRET_KEY": _secret_key(VAR / "secret-key"),
        "DEBUG": "0",
        MARK: str(VAR),
    }


def _secret_key(place: Path) -> str:
    """Made once, for us alone to read."""
    if not place.exists():
        fresh = place.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        fresh.rename(place)
    return place.read_text()


def _prepare(environment: dict[str, str], postgres: Postgres | None) -> None:
    """Migrations, static files, the demo. Our own database tells when there is nothing to do."""
    note = postgres.folders.home / "prepared" if postgres else None
    sources = (*MIGRATIONS, *STATIC)
    if note and is_current(note, *sources) and (VAR / "static" / "staticfiles.json").exists():
        return
    done = subprocess.Popen(
        [sys.executable, "-m", "config.local.prepare"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        said = done.communicate()[1]
    finally:
        done.kill()
    if DISK_FULL in said:
        raise disk_full(VAR)
    if done.returncode:
        raise CannotStart(f"{said.strip()}\n\nThe database could not be prepared; see above.")
    if note:
        stamp(note, *sources)


def _web(address: Address, environment: dict[str, str]) -> Child:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", address.host]
    command += ["--port", str(address.port), "--workers", "2", "--blocking-threads", "1"]
    command += ["--no-ws", "--no-access-log", "--log-level", "warning", "--respawn-failed-workers"]
    return Child("The web server", [*command, "config.wsgi:application"], environment)


def _wait_for(web: Child, address: Address, postgres: Postgres | None) -> None:
    def settled() -> bool:
        return not web.alive or _is_gone(postgres) or _answers(address)

    answers = wait_until(settled, 2 * MINUTE) and web.alive
    if postgres and _is_gone(postgres):
        raise postgres.failure("The database ended unexpectedly.")
    if not answers:
        raise CannotStart("The web server did not start: its own words are above.")


def _is_gone(postgres: Postgres | None) -> bool:
    return postgres is not None and not postgres.alive


def _answers(address: Address) -> bool:
    connection = http.client.HTTPConnection(address.host, address.port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _watch(web: Child, worker: Worker, postgres: Postgres | None) -> None:
    while web.alive and not _is_gone(postgres):
        worker.tend()
        time.sleep(0.25)
    if postgres and _is_gone(postgres):
        raise postgres.failure("The database ended unexpectedly.")
    raise CannotStart("The web server ended unexpectedly: its own words are above.")
