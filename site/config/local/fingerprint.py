"""Whether anything that a start prepares has changed since it was last prepared."""

import hashlib
from pathlib import Path

from config.environment import ROOT

MIGRATIONS = ("debates/migrations", "site/accounts/migrations", "requirements.txt")
STATIC = ("static", "requirements.txt")


def fingerprint(*sources: str) -> str:
    """Changes when a file under the sources does. By time and size: every start waits for it."""
    seen = hashlib.sha256()
    for source in sources:
        for path in sorted([ROOT / source, *(ROOT / source).rglob("*")]):
            if path.is_file() and path.suffix != ".pyc":
                stat = path.stat()
                seen.update(
                    f"{path.relative_to(ROOT)} {stat.st_size} {stat.st_mtime_ns}\n".encode()
                )
    return seen.hexdigest()


def is_current(stamp: Path, *sources: str) -> bool:
    return stamp.is_file() and stamp.read_text() == fingerprint(*sources)


def stamp(place: Path, *sources: str) -> None:
    place.write_text(fingerprint(*sources))
