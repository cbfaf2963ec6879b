"""What keeps a start from succeeding, told with the way out."""

from pathlib import Path

DISK_FULL = "No space left on device"


class CannotStart(Exception):
    """What happened, why, and what to do: all that the person at the terminal gets to see."""


class Stopped(BaseException):
    """Somebody asked for the end, by Ctrl-C or a signal. No `except Exception` may swallow it."""


def disk_full(place: Path) -> CannotStart:
    return CannotStart(
        f"The disk that holds {place} is full: nothing more can be written to it.\n"
        "Free about 500 MB, then start again. What was stored before is safe."
    )


def last_lines(log: Path, count: int = 10) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return ""
