"""What the bench loads the site with: debates of several sizes, members with tokens."""

import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from accounts import clock, limits, tokens
from accounts.models import User
from debates.actions.arguments import post_claim, post_counterclaim
from debates.actions.debates import open_debate
from debates.actions.scores import refresh_all_scores
from debates.actions.seeding import Size, seed_debate
from debates.actions.syntheses import Kept, post_synthesis
from debates.actions.votes import cast_vote
from debates.exchange.statements import statements_in
from debates.models import Debate, Position
from debates.queries.debates import find_debate

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
        if size == min(SIZES):
            made[size] = _full_page(opener)
            continue
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


def _full_page(opener: User) -> Debate:
    """A debate of 100 arguments that shows fifty of them, as the long ones do: 20 claims, and two
    replies to each, each with a reply. So few at random would leave a page half empty."""
    words = cycle(_statements())

    def text() -> tuple[str, str]:
        return next(words)[:300], " ".join(islice(words, 4))

    names = (f"few-{number:02}" for number in range(11))
    voters = [User.objects.create(username=name, verified_at=clock.now()) for name in names]
    with limits.lifted():
        debate = open_debate("What follows from 100 arguments?", by=opener)
        claims = [post_claim(debate, *text(), by=opener) for _ in range(20)]
        above = [claim for claim in claims for _ in range(2)]
        replies = [post_counterclaim(argument, *text(), by=opener) for argument in above]
        under = [post_counterclaim(reply, *text(), by=opener) for reply in replies[:39]]
        kept = [Kept(claims[0].pk, "The one."), Kept(replies[0].pk, "The other.")]
        post_synthesis(debate, *text(), concessions=kept, by=opener)
        for argument in (*claims, *replies, *under):
            for voter in voters[:10]:
                cast_vote(argument, position=random.choice(Position.values), by=voter)
    refresh_all_scores()
    return find_debate(opener, debate.slug)


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
