"""One debate in each state, and everyone who may stand before it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from accounts import clock, limits
from accounts.models import User
from debates.actions.arguments import edit_argument
from debates.actions.checks import check_evidence
from debates.actions.debates import close_debate, edit_debate, reopen_debate
from debates.actions.files import keep_file
from debates.actions.locks import lock_thread
from debates.actions.memberships import make_invitation
from debates.actions.moderation import hide_argument
from debates.actions.retractions import retract_source
from debates.actions.scores import refresh_scores
from debates.actions.votes import cast_vote
from debates.models import (
    Argument,
    Debate,
    Listing,
    Membership,
    Suggestion,
)
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from debates.queries.files import link_to
from debates.rules import Refused
from debates.rules.sources import edition_of
from tests.ending import an_outcome
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_debate,
    a_member,
    a_place,
    a_remark,
    a_synthesis,
    an_intake,
    days_ago,
    seen_by,
    some_evidence,
)
from tests.permissions.moderated import GROUNDS, moderation_in

STATES = {
    "O": "open",
    "C": "closed",
    "L": "locked",
    "H": "hidden",
    "P": "private",
    "R": "read-only",
}
ROLES = (
    "visitor",
    "member",
    "participant",
    "author",
    "moderator",
    "opener",
    "staff",
    "elsewhere",
    "muted",
    "suspended",
)
"""`elsewhere` moderates another debate; the muted and the suspended are participants."""


@dataclass
class World:
    """A debate in one state: who is there by role, and what is there by name."""

    state: str
    debate: Debate
    people: dict[str, User | None]
    names: dict[str, Any] = field(default_factory=dict)

    def named_to(self, role: str) -> dict[str, Any]:
        """What is there by name, and who asks."""
        member = self.people[role]
        return self.names | {"me": member.username if member else "nobody"}


def a_world(state: str) -> World:
    """The debate of this state, with something of every kind in it."""
    with limits.lifted():
        with days_ago(12):
            world = _open_world(state)
        with days_ago(10):
            _fill(world)
            _bring_about(world)
    return world


def _open_world(state: str) -> World:
    opener = a_member()
    debate = a_debate(by=opener, visibility="private" if state == "private" else "public")
    role = Membership.Role
    people: dict[str, User | None] = {
        "visitor": None,
        "member": a_member(),
        "participant": a_place(debate),
        "author": a_place(debate),
        "moderator": a_place(debate, role.MODERATOR),
        "opener": opener,
        "staff": a_member(is_staff=True),
        "elsewhere": a_debate().opened_by,
        "muted": a_place(debate),
        "suspended": a_place(debate),
    }
    return World(state, debate, people)


def _fill(world: World) -> None:
    debate, people, names = world.debate, world.people, world.names
    author, second, checker = people["author"], a_place(debate), a_place(debate)
    assert author is not None
    with days_ago(1):  # Who judges fairness held their side before the synthesis.
        claim = a_claim(debate, by=author)
        counter = a_counterclaim(claim, by=second)
        _change_minds(world, claim.pk)
    synthesis = a_synthesis([claim, counter], by=author)
    evidence = some_evidence(counter, by=author, quote="So it is.")
    check_evidence(
        find_evidence(checker, evidence.pk), "claim", is_yes=False, because="No.", by=checker
    )
    outcome = an_outcome(debate)
    reopen_debate(seen_by(debate.opened_by, debate), by=debate.opened_by)
    file = keep_file(b"year,riders\n2026,7\n", by=author)
    stale = _synthesis_out_of_date(debate, by=author)
    _vote_against(world, synthesis.pk)
    fallen, suggested = (some_evidence(counter, by=second).source for _one in range(2))
    retract_source(fallen, kind="retracted", url="https://example.org/n", by=debate.opened_by)
    Suggestion.objects.create(
        source=suggested, asked_by=author, csl={"title": "Found"}, found_at=clock.now()
    )
    intake = an_intake(debate, by=author)
    names |= {
        "slug": debate.slug,
        "question": debate.question,
        "claim": claim.pk,
        "statement": claim.statement,
        "counter": counter.pk,
        "synthesis": synthesis.pk,
        "stale": stale.pk,
        "evidence": evidence.pk,
        "source": evidence.source_id,
        "twin": some_evidence(counter, by=second).source_id,
        "remark": a_remark(counter, by=author).pk,
        "crux": a_crux((claim, counter), by=author).pk,
        "checker": checker.username,
        "number": outcome.number,
        "file": file.pk,
        "ticket": link_to(file, "").split("/")[2],
        "intake": intake.pk,
        "listed": Listing.objects.get(debate=debate).source_id,
        "fallen": fallen.pk,
        "suggested": suggested.pk,
        "address": evidence.source.url,
        "edition": edition_of(evidence.source),
        "seen": debate.visibility,
        "secret": make_invitation(seen_by(debate.opened_by, debate), by=debate.opened_by),
        "author": author.username,
        "second": second.username,
        "guest": a_member().username,
        "elsewhere": a_claim().pk,
    }


def _synthesis_out_of_date(debate: Debate, *, by: User) -> Argument:
    """One of arguments that nobody else deals with, the first of which was reworded since."""
    first = a_claim(debate, by=a_place(debate))
    synthesis = a_synthesis([first, a_counterclaim(first, by=by)], by=by)
    edit_argument(first, statement="Otherwise", reasoning="", by=first.author)
    refresh_scores()
    return synthesis


def _change_minds(world: World, claim: int) -> None:
    """Whoever may vote came to disagree with the claim, and so holds its counterclaim."""
    for member in filter(None, world.people.values()):
        with suppress(Refused, Argument.DoesNotExist):
            for position in ("agree", "disagree"):
                cast_vote(find_argument(member, claim), position=position, by=member)


def _vote_against(world: World, synthesis: int) -> None:
    """Whoever may vote says "not yet" to it."""
    for member in filter(None, world.people.values()):
        with suppress(Refused, Argument.DoesNotExist):
            cast_vote(find_argument(member, synthesis), position="disagree", by=member)


def _bring_about(world: World) -> None:
    debate, opener = world.debate, world.debate.opened_by
    people = {role: member for role, member in world.people.items() if member is not None}
    world.names |= moderation_in(debate, people, world.names)
    claim = find_argument(opener, world.names["claim"])
    changes: dict[str, Callable[[], Any]] = {
        "closed": lambda: close_debate(seen_by(opener, debate), by=opener),
        "locked": lambda: lock_thread(claim, **GROUNDS, by=opener),
        "hidden": lambda: hide_argument(claim, **GROUNDS, by=opener),
        "read-only": lambda: edit_debate(
            seen_by(opener, debate),
            question=debate.question,
            context="",
            is_read_only=True,
            by=opener,
        ),
    }
    if change := changes.get(world.state):
        change()
    world.names["version"] = seen_by(opener, debate).version
