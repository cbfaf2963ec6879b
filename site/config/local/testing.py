"""`make test`, `make check` and `make bench`: on a database that is gone afterwards."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from config.environment import ROOT
from config.local.database import check_database
from config.local.folders import folders_for
from config.local.instance import make_var
from config.local.postgres import Postgres
from config.local.trouble import CannotStart

BIN = ROOT / ".venv" / "bin"
CHECKS = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy", "."],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
}


def check() -> None:
    with fleeting_database(durable=False) as environment:
        _all(CHECKS, environment)


def test(words: Sequence[str]) -> None:
    with fleeting_database(durable=False) as environment:
        _all(CHECKS | {"tests": ["pytest", "-n", "2", *words]}, environment)


def bench(words: Sequence[str]) -> None:
    with fleeting_database(durable=True) as environment:
        _all({"figures": ["python", "-m", "bench", *words]}, environment)


@contextmanager
def fleeting_database(*, durable: bool) -> Iterator[dict[str, str]]:
    """An environment with an empty database of its own, or the one that DATABASE_URL names."""
    environment = os.environ | {"DIALECTIC_MODE": "test"}
    if url := os.environ.get("DATABASE_URL"):
        check_database(url)
        yield environment
        return
    with tempfile.TemporaryDirectory(prefix="dialectic-", ignore_cleanup_errors=True) as folder:
        var = Path(folder)
        var.chmod(0o711)  # Ours, and the database's user must pass through it.
        make_var(var)
        with Postgres(
            folders_for(var), var / "log" / "postgres.log", {}, durable=durable
        ) as postgres:
            yield environment | {"DATABASE_URL": postgres.url, "DIALECTIC_VAR": folder}


def _all(steps: dict[str, list[str]], environment: dict[str, str]) -> None:
    """Every step, whatever became of those before it. Raises CannotStart naming the failed."""
    failed = []
    for name, (program, *words) in steps.items():
        print(f"— {name}", flush=True)
        if subprocess.run([BIN / program, *words], env=environment, cwd=ROOT).returncode:  # noqa: S603
            failed.append(name)
    if failed:
        raise CannotStart(f"Not in order: {', '.join(failed)}. What is wrong stands above.")
    print(f"In order: {', '.join(steps)}.", flush=True)


def lock(words: Sequence[str]) -> None:
    """Choose the newest versions that pyproject.toml allows, and write down their hashes."""
    uv = [str(BIN / "uv"), "pip", "compile", "pyproject.toml", "--generate-hashes", "--universal"]
    uv += ["--python-version", "3.11", "--no-emit-index-url", *words]
    for more in (
        ["-o", "requirements.txt"],
        ["--extra", "dev", "-c", "requirements.txt", "-o", "requirements-dev.txt"],
    ):
        if subprocess.run([*uv, *more], cwd=ROOT, stdout=subprocess.DEVNULL).returncode:  # noqa: S603
            sys.exit(1)
