"""Valid objects, in as few words as a test needs; what is argued is made by the actions."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import Any

from accounts import clock, limits
from accounts.models import User
from debates.actions.arguments import post_claim, post_counterclaim
from debates.actions.cruxes import name_crux
from debates.actions.debates import open_debate
from debates.actions.evidence import add_evidence
from debates.actions.files import keep_file
from debates.actions.intakes import take_in, work_through
from debates.actions.remarks import make_remark
from debates.actions.sources import Cited
from debates.actions.syntheses import Kept, post_synthesis
from debates.actions.votes import cast_vote
from debates.models import (
    Argument,
    Crux,
    Debate,
    Evidence,
    File,
    Intake,
    Membership,
    Position,
    Remark,
)
from debates.queries.arguments import find_argument
from debates.queries.cruxes import find_crux
from debates.queries.debates import find_debate

_numbers = count(1)


def a_member(**fields: Any) -> User:
    """A verified member, who has a password only if the test gives one."""
    password = fields.pop("password", None)
    fields = {"username": f"member-{next(_numbers)}", "verified_at": clock.now()} | fields
    member = User(**fields)
    member.set_password(password)
    member.save()
    return member


def a_debate(question: str = "", *, by: User | None = None, **fields: Any) -> Debate:
    """An open, public debate, as whoever opened it sees it."""
    by = by or a_member()
    with limits.lifted():
        debate = open_debate(question or f"Is it so, in case {next(_numbers)}?", by=by, **fields)
    return find_debate(by, debate.slug)


def a_claim(
    debate: Debate | None = None,
    statement: str = "",
    reasoning: str = "",
    *,
    by: User | None = None,
    supporting: Argument | None = None,
) -> Argument:
    """A claim, as its author sees it; at the top, unless it supports something."""
    by = by or a_member()
    debate = debate or (supporting.debate if supporting else a_debate())
    if supporting:
        supporting = find_argument(by, supporting.pk)
    with limits.lifted():
        argument = post_claim(
            seen_by(by, debate),
            statement or f"It is so, for reason {next(_numbers)}",
            reasoning,
            supporting=supporting,
            by=by,
        )
    return find_argument(by, argument.pk)


def a_counterclaim(
    to: Argument | None = None, statement: str = "", reasoning: str = "", *, by: User | None = None
) -> Argument:
    by = by or a_member()
    to = find_argument(by, (to or a_claim()).pk)
    statement = statement or f"It is not so, for reason {next(_numbers)}"
    with limits.lifted():
        argument = post_counterclaim(to, statement, reasoning, by=by)
    return find_argument(by, argument.pk)


def a_synthesis(
    of: Sequence[Argument] | None = None,
    statement: str = "",
    reasoning: str = "",
    *,
    keeps: Sequence[str] | None = None,
    left_open: str = "",
    by: User | None = None,
) -> Argument:
    """A synthesis of these arguments, or of a new claim and its counterclaim."""
    by = by or a_member()
    if of is None:
        claim = a_claim()
        of = [claim, a_counterclaim(claim)]
    keeps = keeps or [f"What {argument.pk} is right about" for argument in of]
    with limits.lifted():
        argument = post_synthesis(
            seen_by(by, of[0].debate),
            statement or f"Both of these at once, way {next(_numbers)}",
            reasoning,
            left_open=left_open,
            concessions=[Kept(one.pk, text) for one, text in zip(of, keeps, strict=True)],
            by=by,
        )
    return find_argument(by, argument.pk)


def some_evidence(
    argument: Argument | None = None, *, by: User | None = None, **fields: Any
) -> Evidence:
    by = by or a_member()
    argument = find_argument(by, (argument or a_claim()).pk)
    url = fields.pop("url", f"https://example.org/{next(_numbers)}")
    cited = Cited(title=fields.pop("title", "An essay"), url=url)
    with limits.lifted():
        return add_evidence(argument, cited, by=by, **({"shows": "That it is so"} | fields))


def a_file(content: bytes = b"", *, by: User | None = None) -> File:
    """A small table that this member keeps here, unless the test gives another content."""
    with limits.lifted():
        return keep_file(content or b"year,riders\n2026,%d\n" % next(_numbers), by=by or a_member())


def an_intake(
    debate: Debate, text: str = "", *, format: str = "bibtex", by: User | None = None
) -> Intake:
    """A bibliography that was handed in and read to its end, of one book."""
    by = by or a_member()
    text = text or f"@book{{key, title={{Book {next(_numbers)}}}, author={{Mill, J. S.}}}}"
    with limits.lifted():
        intake = take_in(seen_by(by, debate), text, format=format, by=by)
    work_through(intake.pk)
    return Intake.objects.get(pk=intake.pk)


def a_remark(
    argument: Argument | None = None, words: str = "Always?", *, by: User | None = None
) -> Remark:
    by = by or a_member()
    with limits.lifted():
        return make_remark(find_argument(by, (argument or a_claim()).pk), words, by=by)


def a_crux(
    pair: tuple[Argument, Argument] | None = None, question: str = "", *, by: User | None = None
) -> Crux:
    """A crux of these two, or of a new claim and its counterclaim."""
    by = by or a_member()
    first, second = pair or (claim := a_claim(), a_counterclaim(claim))
    question = question or f"Is it so, in case {next(_numbers)}?"
    with limits.lifted():
        crux = name_crux(
            seen_by(by, first.debate), question, "fact", between=(first.pk, second.pk), by=by
        )
    return find_crux(by, crux.pk)


def a_vote(
    argument: Argument, position: str = Position.AGREE, *, by: User | None = None, **marks: bool
) -> User:
    """Casts a vote. Returns who cast it."""
    by = by or a_member()
    with limits.lifted():
        cast_vote(find_argument(by, argument.pk), position=position, by=by, **marks)
    return by


def a_place(
    debate: Debate, role: str = Membership.Role.PARTICIPANT, *, member: User | None = None
) -> User:
    """Makes someone a member of the debate. Returns them."""
    member = member or a_member()
    Membership.objects.create(debate=debate, member=member, role=role)
    return member


def seen_by(viewer: User, debate: Debate) -> Debate:
    """The debate as it is now, with the viewer's standing."""
    return find_debate(viewer, debate.slug)


def days_ago(days: int) -> Any:
    """Within this block everything happens that many days ago."""
    return clock.at(clock.now() - timedelta(days=days))
