"""Valid objects, in as few words as a test needs."""

from itertools import count
from typing import Any

from accounts import clock
from accounts.models import User

_numbers = count(1)


def a_member(**fields: Any) -> User:
    """A verified member, who has a password only if the test gives one."""
    password = fields.pop("password", None)
    fields = {"username": f"member-{next(_numbers)}", "verified_at": clock.now()} | fields
    member = User(**fields)
    member.set_password(password)
    member.save()
    return member
