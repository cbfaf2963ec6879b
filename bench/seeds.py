"""What the bench loads the site with: debates of several sizes, members with tokens."""

import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from accounts import clock, limits, tokens
from accounts.models import User
from debates.actions.seeding import Size, seed_debate
from debates.exchange.statements import statements_in
from debates.models import Debate

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("DIALECTIC_DATA", ROOT.parent / "shared" / "data"))
QUESTIONS = DATA / "questions" / "230118_chinchilla_questions.json"
SIZES = (100, 10_000, 100_000)


@dataclass(frozen=True)
class Client:
    """A member with both ways in."""

    token: str
    cookie: str

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}

    @property
    def session(self) -> dict[str, str]:
        return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={self.cookie}"}


def make_debates(sizes: Sequence[int] = SIZES) -> dict[int, Debate]:
    """A debate of each size, ten votes an argument; real questions where they are at hand."""
    opener = User.objects.create(username="opener", verified_at=clock.now())
    chance = random.Random(1)
    made = {}
    for size in sizes:
        with limits.lifted():
            made[size] = seed_debate(
                f"What follows from {size} arguments?",
                _statements(),
                # So many at the top that a page is full at every size.
                Size(size, 10 * size, 1_000, size // 200, at_the_top=0.35),
                by=opener,
                chance=chance,
                slug=f"of-{size}",
            )
        print(f"  seeded {size:,} arguments", flush=True)
    return made


def _statements() -> list[str]:
    if QUESTIONS.exists():
        return list(statements_in(QUESTIONS.read_text()))
    print("  (no real questions are at hand: the statements are made up)")
    return [f"It is so for the {number}th reason, and for no other." for number in range(5_000)]


def make_clients(count: int) -> list[Client]:
    """So many members, who can act through pages and API."""
    clients = []
    with limits.lifted():
        for number in range(count):
            member = User.objects.create(username=f"client-{number}", verified_at=clock.now())
            _token, secret = tokens.make_token("bench", ["read", "write"], days=None, by=member)
            session = SessionStore()
            session[SESSION_KEY] = str(member.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = member.get_session_auth_hash()
            session["seen"] = clock.now().timestamp()
            session.save()
            clients.append(Client(secret, str(session.session_key)))
    return clients
