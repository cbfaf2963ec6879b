"""Lets `manage.py` work on the site that `make run` is running, without a setting typed in."""

import os
from pathlib import Path

from config.local.instance import read_record


def attach() -> None:
    """Take the environment of the running start, unless ours says itself where to work."""
    if {"DATABASE_URL", "DIALECTIC_MODE", "SECRET_KEY"} & os.environ.keys():
        return
    default = Path(__file__).resolve().parents[3] / "var"
    running = read_record(Path(os.environ.get("DIALECTIC_VAR", default)))
    os.environ.update(running.get("environment", {}))
