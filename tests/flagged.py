"""What members flagged, what waits for moderators, and what was ruled, in few words."""

from typing import Any

from accounts import clock, limits
from accounts.models import User
from debates.actions.flags import Complaint, flag_argument, flag_evidence
from debates.actions.moderation import hide_argument
from debates.actions.rulings import Grounds, make_ruling
from debates.models import (
    Argument,
    Case,
    Evidence,
    Flag,
    Ruling,
)
from debates.queries.arguments import find_argument
from debates.queries.cases import find_case
from debates.queries.evidence import find_evidence
from debates.queries.rulings import find_ruling
from tests.factories import a_claim, a_member
from tests.raw import run


def a_ruling(on: Argument | None = None, *, rule: str = "spam") -> Ruling:
    """That whoever opened the debate hid the argument, or a new one."""
    on = on or a_claim()
    by = on.debate.opened_by
    with limits.lifted():
        hide_argument(find_argument(by, on.pk), rule=rule, because="It sells something", by=by)
    return find_ruling(by, on.rulings.get().pk)


def a_case(about: Argument | Evidence | User | None = None, **fields: Any) -> Case:
    """The open case about a thing, made if there is none; as raw as a trigger would find it."""
    about = about or a_claim()
    thing = {Argument: "argument", Evidence: "evidence", User: "member"}[type(about)]
    debate = None if isinstance(about, User) else about.debate
    named: Any = {thing: about, "closed_at": None}
    return Case.objects.get_or_create(**named, defaults={"debate": debate, **fields})[0]


def a_flag(
    about: Argument | Evidence | User | None = None,
    rule: str = "insult",
    note: str = "",
    *,
    by: User | None = None,
    **fields: Any,
) -> Flag:
    """An open flag on a thing, gathered into its open case."""
    by = by or a_member()
    flag: Flag = a_case(about).raised.create(rule=rule, note=note, member=by, **fields)
    return flag


def an_automatic_hide(argument: Argument, verb: Ruling.Verb = Ruling.Verb.HIDE) -> Ruling:
    """What the site hid, or held, by itself."""
    grounds = Grounds("insult", "Three members flagged it.")
    about: Any = {"argument": argument, "member_id": argument.author_id}
    ruling = make_ruling(verb, grounds, debate=argument.debate, by=None, **about)
    Argument.objects.filter(pk=argument.pk).update(hidden_at=clock.now())
    return ruling


def raise_flag(
    thing: Argument | Evidence,
    rule: str = "spam",
    note: str = "",
    *,
    by: User | None = None,
) -> Flag:
    """Flags a thing as a member does, with all that follows from it."""
    by, complaint = by or a_member(), Complaint(rule, note)
    with limits.lifted():
        if isinstance(thing, Evidence):
            return flag_evidence(find_evidence(by, thing.pk), complaint, by=by)
        flag = flag_argument(find_argument(by, thing.pk), complaint, by=by)
    assert flag is not None
    return flag


def seen_case(viewer: User, case: Case) -> Case:
    """The case as it is now, its debate with the viewer's standing."""
    return find_case(viewer, case.pk)


DRIFTED = """
SELECT id FROM debates_case AS one WHERE ROW(flags, urgency) IS DISTINCT FROM (
    SELECT ROW(count(*)::int, (coalesce(sum(urgency_of(flag.rule)), 0)
        + CASE one.rule WHEN '' THEN 0 ELSE urgency_of(one.rule) END)::int)
    FROM debates_flag AS flag WHERE flag.case_id = one.id AND flag.withdrawn_at IS NULL)
"""


def drifted() -> list[tuple[int]]:
    """The cases whose kept figures are not those of their flags: none, always."""
    return run(DRIFTED)
