"""The data folder of the embedded PostgreSQL: made whole or not at all, and nobody else's."""

import contextlib
import locale
import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

import psutil

from config.local.folders import Folders
from config.local.trouble import DISK_FULL, CannotStart, disk_full

ROLE = "dialectic"
SETTINGS = {
    "dialectic.embedded": "on",  # By this production knows the database that is not made for it.
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "50",
    "shared_buffers": "128MB",
    "default_text_search_config": "pg_catalog.english",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_error_verbosity": "terse",  # Without DETAIL and STATEMENT, which hold what members wrote.
    "log_min_error_statement": "panic",
    "log_checkpoints": "off",
}
FLEETING = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
}
"""For tests: faster, and nothing outlives them anyway."""
FLEETING |= {"max_wal_senders": "0", "autovacuum_naptime": "10min"}


def make_cluster(folders: Folders, environment: dict[str, str], *, durable: bool) -> None:
    """Make an empty cluster beside its place, then move it there: it is whole or absent."""
    fresh = folders.home / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    folders.make(fresh)
    command = [str(folders.programs / "initdb"), "--pgdata", str(fresh), "--username", ROLE]
    command += ["--encoding=UTF8", f"--locale={_locale()}", "--no-instructions", "--auth=peer"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    made = subprocess.run(  # noqa: S603
        command if durable else [*command, "--no-sync"],
        env=environment,
        cwd="/",
        user=folders.user,
        group=pwd.getpwnam(folders.user).pw_gid if folders.user else None,
        extra_groups=[] if folders.user else None,
        capture_output=True,
        text=True,
    )
    if made.returncode:
        shutil.rmtree(fresh, ignore_errors=True)
        if DISK_FULL in made.stderr:
            raise disk_full(folders.data)
        raise CannotStart(
            f"The database could not be made in {folders.data}:\n\n{made.stderr.strip()}\n\n"
            "If this cannot be mended, name a server: DATABASE_URL=postgres://…"
        )
    fresh.rename(folders.data)


def write_settings(folders: Folders, socket: Path, *, durable: bool) -> None:
    """Written at every start, so that a newer Dialectic brings its own."""
    settings = SETTINGS | {"unix_socket_directories": f'"{socket}"'} | ({} if durable else FLEETING)
    lines = [
        f"{name} = '{value.replace(chr(39), chr(39) * 2)}'" for name, value in settings.items()
    ]
    # The kernel tells the server who is calling; nobody but us and the server's own user gets in.
    callers = {folders.owner, pwd.getpwuid(os.geteuid()).pw_name}
    names = [f'us "{caller}" {ROLE}' for caller in sorted(callers)]
    try:
        _check_owner(folders)
        for name, text in {
            "postgresql.conf": lines,
            "pg_hba.conf": [f"local all {ROLE} peer map=us"],
            "pg_ident.conf": names,
        }.items():
            (folders.data / name).write_text("\n".join([*text, ""]))
    except OSError as trouble:
        if trouble.strerror == DISK_FULL:
            raise disk_full(folders.data) from None
        raise


def stop_leftover(folders: Folders) -> None:
    """End a server of this folder that its start left behind, and take over its lock.

    We hold the lock of `var/`, so no start is using the folder. The number in the lock file may by
    now be another program's, as it often is after a container is started again.
    """
    _check_owner(folders)
    pid = lock_file(folders)
    if pid is None:
        return
    with contextlib.suppress(psutil.Error):
        left = psutil.Process(pid)
        if left.name() == "postgres" and Path(left.cwd()) == folders.data.resolve():
            left.send_signal(signal.SIGINT)
            if psutil.wait_procs([left], timeout=30)[1]:
                left.kill()
                left.wait(5)
    with contextlib.suppress(FileNotFoundError):
        # Naming its parent, which the server takes for no rival; the rest of the lock still lets
        # it see whether sessions of the old server live on.
        lock = folders.data / "postmaster.pid"
        lock.write_text("\n".join([str(os.getpid()), *lock.read_text().split("\n")[1:]]))


def lock_file(folders: Folders) -> int | None:
    """The process that the data folder's lock names."""
    try:
        return int((folders.data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _check_owner(folders: Folders) -> None:
    owner = folders.data.stat().st_uid
    if owner != pwd.getpwnam(folders.owner).pw_uid:
        raise CannotStart(
            f"The database in {folders.data} belongs to another user ({_name_of(owner)}).\n"
            "Start as before, or with a database of your own: DIALECTIC_VAR=~/dialectic make run"
        )


def _name_of(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def _locale() -> str:
    """The server reads letters by it when it splits text into words; C alone knows only ASCII."""
    try:
        before = locale.setlocale(locale.LC_CTYPE, None)
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
        locale.setlocale(locale.LC_CTYPE, before)
    except locale.Error:
        return "C"
    return "C.UTF-8"
