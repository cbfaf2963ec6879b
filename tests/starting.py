"""Starts of the site for tests: real ones, in a `var/` of their own."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 150


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def new_var() -> Path:
    var = Path(tempfile.mkdtemp(prefix="dialectic-test-"))
    var.chmod(0o755)  # The database of a start by root runs as another user.
    return var


def environment_of(var: Path, port: int | str, **more: str) -> dict[str, str]:
    ours = ("DATABASE_URL", "DIALECTIC_MODE", "SECRET_KEY", "MAKELEVEL", "HOST")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    kept["PYTHONPATH"] = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
    return kept | {"DIALECTIC_VAR": str(var), "PORT": str(port)} | more


class Start:
    """One start, and everything that it printed."""

    def __init__(self, var: Path, port: int | str, *before: str, **environment: str) -> None:
        self.url = f"http://127.0.0.1:{port}/"
        self.process = subprocess.Popen(
            [*before, sys.executable, "-m", "config.local", "run"],
            cwd=ROOT,
            env=environment_of(var, port, **environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def healthy(self) -> str:
        """What /healthz says, once it says anything."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            try:
                with urllib.request.urlopen(self.url + "healthz", timeout=10) as answer:
                    return str(answer.read().decode())
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self.end(signal.SIGKILL))

    def await_ready(self) -> str:
        """Its lines up to the address."""
        assert self.process.stdout
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if line.startswith("Ctrl-C"):
                return "".join(lines)
        raise AssertionError("".join(lines))

    def end(self, asked_by: signal.Signals = signal.SIGTERM) -> str:
        self.process.send_signal(asked_by)
        return self.said()

    def said(self) -> str:
        return self.process.communicate(timeout=PATIENCE)[0]


def left_of(var: Path) -> list[str]:
    """The processes that belong to a `var/` still."""
    found = []
    for process in psutil.process_iter():
        try:
            belongs = process.environ().get("DIALECTIC_STARTED_FOR") == str(var)
            if belongs or str(var) in " ".join(process.cmdline()):
                found.append(f"{process.pid} {process.cmdline()}")
        except psutil.Error:
            continue
    return found


def none_left_of(var: Path, patience: float = 60) -> bool:
    end = time.monotonic() + patience
    while left := left_of(var):
        assert time.monotonic() < end, left
        time.sleep(0.2)
    return True
