"""`make run`, started for real: what it leaves behind, what it takes over, what it says."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from config.local.database import too_old
from config.local.folders import Folders, folders_for, reaches
from config.local.trouble import DISK_FULL, CannotStart
from tests.starting import ROOT, Start, environment_of, free_port, left_of, new_var, none_left_of


@pytest.fixture
def var() -> Iterator[Path]:
    made = new_var()
    yield made
    none_left_of(made)
    shutil.rmtree(made)


def test_a_start_answers_takes_over_after_a_kill_and_leaves_nothing(var: Path) -> None:
    port = free_port()
    first = Start(var, port)
    assert first.healthy() == '{"status": "ok"}'
    assert "Making the database (once)" in first.await_ready()
    assert stat.S_IMODE((var / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE((var / "running.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((var / "postgres").stat().st_mode) == 0o700

    another = Start(var, free_port())
    assert f"running already: {first.url}" in another.said()
    assert another.process.returncode == 1

    command = [sys.executable, str(ROOT / "manage.py"), "migrate", "--check"]
    subprocess.run(command, cwd=ROOT, env=environment_of(var, port), check=True)

    first.end(signal.SIGKILL)
    second = Start(var, port)
    assert second.healthy() == '{"status": "ok"}'
    assert "once" not in second.await_ready()
    assert "Stopped." in second.end(signal.SIGTERM)
    assert second.process.returncode == 0
    assert left_of(var) == []


def test_what_a_kill_left_running_is_ended_by_the_next_start(var: Path) -> None:
    (var / "running.json").write_text("{}")
    port = free_port()
    marked = environment_of(var, port, DIALECTIC_STARTED_FOR=str(var))
    orphan = subprocess.Popen([sys.executable, "-m", "http.server", str(port)], env=marked)
    try:
        start = Start(var, port)
        assert start.healthy() == '{"status": "ok"}'
        assert orphan.wait(10) == -signal.SIGTERM
        children = psutil.Process(start.process.pid).children()
        next(each for each in children if "postgres" in each.name()).kill()
        said = start.said()
    finally:
        orphan.kill()
    assert "had left running" in said
    assert "The database ended unexpectedly" in said
    assert start.process.returncode == 1


def test_a_taken_port_is_named_with_who_has_it(var: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = Start(var, port).said()
    assert f"Port {port} is taken by" in said
    assert str(os.getpid()) in said
    assert "make run" in said


@pytest.mark.parametrize("port", ["web", "0", "65536", "-1", "8000.5", "٨٠٠٠"])
def test_a_port_that_is_none_is_refused(var: Path, port: str) -> None:
    assert "PORT must be a number from 1 to 65535" in Start(var, port).said()


def test_other_machines_are_refused(var: Path) -> None:
    assert "HOST=0.0.0.0 would show" in Start(var, 8000, HOST="0.0.0.0").said()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("postgres://me:geheim@127.0.0.1:1/none", "does not let us in"),
        ("mysql://me:geheim@localhost/none", "must look like"),
        ("postgres://me:geheim@[/none", "must look like"),
        ("postgres://me:geheim@localhost:geheim/none", "must look like"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_without_its_password(
    var: Path, url: str, why: str
) -> None:
    said = Start(var, free_port(), DATABASE_URL=url).said()
    assert why in said
    assert "unset DATABASE_URL" in said
    assert "geheim" not in said


def test_an_old_database_is_told_with_the_way_out() -> None:
    assert "PostgreSQL 14; 15 or newer" in str(too_old(14))


def test_a_var_that_cannot_be_made_is_told(var: Path) -> None:
    (var / "file").write_text("")
    said = Start(var / "file" / "var", free_port()).said()
    assert "cannot be written to" in said
    assert "DIALECTIC_VAR=" in said


def test_a_full_disk_is_told(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from config.local.cluster import make_cluster

    programs = var / "bin"
    programs.mkdir()
    (programs / "initdb").write_text(f"#!/bin/sh\necho '{DISK_FULL}' >&2; exit 1\n")
    (programs / "initdb").chmod(0o755)
    with pytest.raises(CannotStart, match="is full"):
        make_cluster(Folders(var, programs, None), dict(os.environ), durable=False)
    assert not (var / "postgres").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root lends the database another user.")
def test_a_folder_that_only_root_can_enter_stays_so(var: Path) -> None:
    var.chmod(0o700)
    folders = folders_for(var)
    try:
        assert stat.S_IMODE(var.stat().st_mode) == 0o700
        assert folders.home != var
        assert reaches("nobody", folders.home)
        assert folders_for(var) == folders
    finally:
        shutil.rmtree(folders.home)


@pytest.mark.skipif(os.geteuid() != 0, reason="Everything here runs as a plain user already.")
def test_a_plain_user_can_start(var: Path) -> None:
    if not reaches("nobody", Path(sys.executable).resolve()) or not shutil.which("setpriv"):
        pytest.skip("This Python lies where only root can reach it.")
    shutil.chown(var, "nobody")
    become = ("setpriv", "--reuid=nobody", "--clear-groups", "--regid=nogroup")
    start = Start(var, free_port(), *become, HOME=str(var), TMPDIR=str(var))
    assert start.healthy() == '{"status": "ok"}'
    assert "Stopped." in start.end(signal.SIGINT)
