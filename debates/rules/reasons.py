"""How the domain says no: a stable code for programs, a text for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Reason:
    """Why something is forbidden or unfit."""

    code: str
    text: str
    ruling: int | None = None
    """The ruling that it follows from: where it is read in full, and appealed."""

    def __str__(self) -> str:
        return self.text


class Refused(PermissionDenied):
    """A rule forbids it. Both faces answer 403, with the reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.text)
        self.reason = reason


class Unfit(Exception):
    """What was sent cannot be kept: a reason per field. Both faces answer 400, at the field."""

    def __init__(self, errors: Mapping[str, Reason]) -> None:
        super().__init__("; ".join(f"{field}: {reason}" for field, reason in errors.items()))
        self.errors = dict(errors)


class Stale(Exception):
    """Edited meanwhile: `current` is what holds now. Pages show both texts, the API says 412."""

    def __init__(self, current: Any) -> None:
        super().__init__("edited meanwhile")
        self.current = current


def refuse_if(reason: Reason | None) -> None:
    """Raises Refused when there is a reason."""
    if reason:
        raise Refused(reason)
