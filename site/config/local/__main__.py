"""What the Makefile calls: run, test, check, bench or lock."""

import os
import signal
import sys

from config.local import start, testing
from config.local.processes import die_with_parent, stop_on_signals
from config.local.trouble import CannotStart, Stopped

COMMANDS = {
    "run": lambda words: start.run(),
    "test": testing.test,
    "check": lambda words: testing.check(),
    "bench": testing.bench,
    "lock": testing.lock,
}


def main() -> int:
    command, *words = sys.argv[1:] or ["run"]
    if "MAKELEVEL" in os.environ:
        die_with_parent(signal.SIGTERM)  # Make may be killed; it must not leave us behind.
    stop_on_signals()
    try:
        COMMANDS[command](words)
    except Stopped:
        print("\nStopped.", flush=True)
        return 0 if command == "run" else 130
    except CannotStart as reason:
        print(f"\n{reason}", file=sys.stderr, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
