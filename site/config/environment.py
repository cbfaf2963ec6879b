"""What the environment says: the mode of the site, and the settings that machines differ in."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("DIALECTIC_VAR", ROOT / "var"))

MODE = os.environ.get("DIALECTIC_MODE", "production")
"""`local` for `make run`, `test` for `make test`; anything else is production, the strictest."""

LOCAL = MODE == "local"
TEST = MODE == "test"
PRODUCTION = not (LOCAL or TEST)


def required(name: str, what: str) -> str:
    """The variable's value. Raises ImproperlyConfigured, saying what for, when unset."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {what}. docs/operating.md lists every setting.")
    return value


def listed(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as a list, without blanks."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def number(name: str, default: int) -> int:
    """A variable as a whole number. Raises ImproperlyConfigured when it is none."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def switched_on(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0") == "1"


def secret_key() -> str:
    """The key that signs cookies. Production's must be long, and its own."""
    if TEST:
        return "tests sign with this key and nothing else does, ever"
    key = required("SECRET_KEY", "a random text of 50 characters or more")
    if PRODUCTION and (len(key) < 50 or len(set(key)) < 10 or "insecure" in key):
        raise ImproperlyConfigured(
            "SECRET_KEY is too short or a default. Make one with: "
            'python -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    return key
