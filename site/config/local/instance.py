"""The one start of a `var/`: its lock, and a record of where it answers."""

import fcntl
import json
import os
import time
from pathlib import Path
from typing import Any

from config.local.processes import wait_until
from config.local.trouble import CannotStart, disk_full

RECORD = "running.json"


class Instance:
    """Holds the lock of a `var/` from entry to exit. Whatever kills us, the kernel frees it."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.record = var / RECORD

    def __enter__(self) -> "Instance":
        self._lock = self._open_lock()
        if not self._locked():
            self._wait()
        self.unclean = self.record.exists()
        return self

    def __exit__(self, *_: object) -> None:
        self.record.unlink(missing_ok=True)
        os.close(self._lock)

    def tell(self, **what: Any) -> None:
        """Keep what the next start, and `manage.py` meanwhile, must know of this one."""
        fresh = self.record.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({"pid": os.getpid(), **what}, file)
        fresh.replace(self.record)

    def _open_lock(self) -> int:
        try:
            return os.open(self.var / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as trouble:
            raise not_writable(self.var, trouble) from None

    def _locked(self) -> bool:
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wait(self) -> None:
        """Another start has it: give one that is ending the time to end."""
        began = time.monotonic()
        while not wait_until(self._locked, 1.5):
            told = read_record(self.var)
            if told.get("state") != "stopping" or time.monotonic() - began > 60:
                raise CannotStart(
                    f"Dialectic is running already: {told.get('address', 'it is just starting')}"
                    f" (process {told.get('pid', 'unknown')}).\n"
                    "Open that address, or stop it first with Ctrl-C where it was started."
                )


def read_record(var: Path) -> dict[str, Any]:
    """What the running start told of itself; empty when there is none."""
    try:
        told = json.loads((var / RECORD).read_text())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def make_var(var: Path) -> None:
    """The folder for everything that a start keeps. Others may pass through it, not look around."""
    try:
        if not var.is_dir():
            var.mkdir(parents=True)
            var.chmod(0o711)
        (var / "log").mkdir(mode=0o700, exist_ok=True)
        (var / "mail").mkdir(mode=0o700, exist_ok=True)
    except OSError as trouble:
        raise not_writable(var, trouble) from None


def not_writable(var: Path, trouble: OSError) -> CannotStart:
    if trouble.strerror and "space" in trouble.strerror:
        return disk_full(var)
    return CannotStart(
        f"{var} cannot be written to ({trouble.strerror}).\n"
        "Start as the user that it belongs to, or name another folder:"
        " DIALECTIC_VAR=~/dialectic make run"
    )
