"""The background worker of a local start. The site can do without it for a while."""

import sys
import time

from config.environment import ROOT
from config.local.processes import Child

LONGEST_PAUSE = 60.0
STEADY = 60.0
"""Seconds after which a worker counts as running well, and its next end as a first one."""


class Worker:
    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.pause = 1.0
        self.again_at: float | None = None
        self._start()

    def _start(self) -> None:
        self.began = time.monotonic()
        self.again_at = None
        command = [sys.executable, str(ROOT / "manage.py"), "work"]
        self.child = Child("The worker", command, self.environment)

    def tend(self) -> None:
        """Start it again when it has ended, after a pause that doubles each time."""
        now = time.monotonic()
        if self.child.alive:
            return
        if self.again_at is None:
            self.pause = 1.0 if now - self.began > STEADY else min(self.pause * 2, LONGEST_PAUSE)
            self.again_at = now + self.pause
            print(f"The worker ended; starting it again in {self.pause:.0f} s.", flush=True)
        elif now >= self.again_at:
            self._start()

    def stop(self) -> None:
        self.child.stop()
