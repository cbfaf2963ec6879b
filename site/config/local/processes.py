"""The processes of a start: none outlives it."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import IO

import psutil

from config.local.trouble import Stopped

MARK = "DIALECTIC_STARTED_FOR"
"""An environment variable that all processes of a start carry: the next one knows them by it."""

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(asked_by: signal.Signals) -> None:
    """Have the kernel send this process the signal when its parent is gone, even by SIGKILL."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, int(asked_by))


class Child:
    """One process of the start, leader of a group of its own that Ctrl-C does not reach."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        user: str | None = None,
        stopped_by: signal.Signals = signal.SIGTERM,
        output: IO[bytes] | None = None,
    ) -> None:
        self.name = name
        self.stopped_by = stopped_by
        self.process = subprocess.Popen(  # noqa: S603
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
            user=user,
            extra_groups=[] if user else None,
            group=_group_of(user) if user else None,
            # After the change of user, which would clear it. We have one thread, so this is safe.
            preexec_fn=_dying_with(os.getpid(), stopped_by),
        )

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def stop(self, patience: float = 15) -> None:
        """Ask it to end, wait, then end whatever is left of its group."""
        if self.alive:
            self.process.send_signal(self.stopped_by)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _group_of(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid


def _dying_with(parent: int, asked_by: signal.Signals) -> Callable[[], None]:
    def in_child() -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_DFL)
        die_with_parent(asked_by)
        if os.getppid() != parent:
            os._exit(1)

    return in_child


def stop_leftovers(mark: str) -> int:
    """End what an earlier start of the same mark left behind; how many processes that were."""
    left = [process for process in psutil.process_iter() if _carries(process, mark)]
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    for process in psutil.wait_procs(left, timeout=10)[1]:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(left, timeout=5)
    return len(left)


def _carries(process: psutil.Process, mark: str) -> bool:
    try:
        return process.pid != os.getpid() and bool(process.environ().get(MARK) == mark)
    except (psutil.Error, OSError):
        return False


def stop_on_signals() -> None:
    """Turn the first request to end into Stopped; later ones wait for the end that is under way."""

    def stop(*_: object) -> None:
        ignore_signals()
        raise Stopped

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup asks to go on.
        signal.signal(signal.SIGHUP, stop)


def ignore_signals() -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)


def wait_until(true: Callable[[], bool], patience: float, pause: float = 0.05) -> bool:
    """Whether it became true in so many seconds."""
    end = time.monotonic() + patience
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True
