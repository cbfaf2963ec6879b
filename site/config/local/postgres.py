"""The embedded PostgreSQL while it runs, reached through a socket that only we may use."""

import os
import shutil
import signal
from pathlib import Path
from urllib.parse import quote

import psycopg

from config.local.cluster import make_cluster, stop_leftover, write_settings
from config.local.folders import Folders
from config.local.processes import Child, ignore_signals, wait_until
from config.local.trouble import DISK_FULL, CannotStart, disk_full, last_lines

DATABASE = "dialectic"
RECOVERY = 180.0
"""Seconds that a database may take to come up after it was cut off in the middle of much work."""


class Postgres:
    """Runs from entry to exit."""

    def __init__(
        self, folders: Folders, log: Path, mark: dict[str, str], *, durable: bool = True
    ) -> None:
        self.folders = folders
        self.log = log
        self.environment = {"PATH": os.defpath, "LC_ALL": "C", **mark}
        self.durable = durable

    @property
    def url(self) -> str:
        return self._url_of(DATABASE)

    def _url_of(self, database: str) -> str:
        return f"postgres://{DATABASE}@{quote(str(self.socket), safe='')}/{database}"

    @property
    def alive(self) -> bool:
        return self.child.alive

    def __enter__(self) -> "Postgres":
        folders = self.folders
        if folders.data.exists():
            stop_leftover(folders)
        else:
            make_cluster(folders, self.environment, durable=self.durable)
        self.socket = folders.socket_folder()
        write_settings(folders, self.socket, durable=self.durable)
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.1"))
        self._start()
        try:
            self._wait()
            self._make_database()
        except BaseException:
            ignore_signals()
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        # SIGINT is PostgreSQL's fast way down: it ends the sessions and leaves nothing to recover.
        self.child.stop(patience=60)
        if self.socket.parent != self.folders.home:
            shutil.rmtree(self.socket, ignore_errors=True)

    def _start(self) -> None:
        command = [str(self.folders.programs / "postgres"), "-D", str(self.folders.data)]
        with open(os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log:
            self.child = Child(
                "The database",
                command,
                self.environment,
                user=self.folders.user,
                stopped_by=signal.SIGINT,
                output=log,
            )

    def _wait(self) -> None:
        """Until it answers. Sessions of a killed server may hold its memory a moment longer."""

        def settled() -> bool:
            if not self.alive and "shared memory block" in last_lines(self.log):
                self.log.unlink()
                self._start()
            return not self.alive or self._answers()

        if not wait_until(settled, RECOVERY) or not self.alive:
            raise self.failure("The database did not start.")

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._url_of("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _make_database(self) -> None:
        with psycopg.connect(self._url_of("postgres"), autocommit=True) as connection:
            there = connection.execute(
                "SELECT FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchone()
            if there is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def failure(self, what: str) -> CannotStart:
        """Why it is not running. Its log never holds statements or values (see the settings)."""
        tail = last_lines(self.log)
        if DISK_FULL in tail:
            return disk_full(self.folders.data)
        return CannotStart(
            f"{what} The last lines of {self.log}:\n\n{tail}\n\nStart again: make run"
        )
