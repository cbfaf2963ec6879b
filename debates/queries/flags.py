"""A member's own flags, and what became of each."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User, Viewer
from debates.models import Argument, Debate, Evidence, Flag
from debates.rules import added_title, title_of
from debates.rules.flags import Became, Flaggable, became


class MyFlag(NamedTuple):
    """A flag as who raised it reads it."""

    flag: Flag
    became: Became
    title: str
    """Of the rule that it names."""
    ruled_by: str
    """The title of the rule by which was ruled; blank where nothing was."""
    thing: str | None
    """The words of what it is about, where the reader sees them; of a profile, the name."""

    @property
    def pk(self) -> int:
        return self.flag.pk


def flags_of(viewer: Viewer) -> QuerySet[Flag]:
    """The viewer's own, in debates that they still see."""
    seen = Exists(Debate.objects.visible_to(viewer).filter(pk=OuterRef("case__debate")))
    return (
        Flag.objects.filter(Q(case__debate=None) | seen, member=viewer.pk)
        .select_related("case__debate", "case__ruling", "case__argument", "case__member")
        .select_related("case__evidence__argument", "duplicate_of")
        .annotate(
            house_title=added_title("rule", "case__debate"),
            ruled_title=added_title("case__ruling__rule", "case__debate"),
        )
    )


def find_flag(viewer: Viewer, flag_id: int) -> Flag:
    """One of the viewer's own. Raises Flag.DoesNotExist."""
    return flags_of(viewer).get(pk=flag_id)


def open_flag_on(viewer: Viewer, thing: Flaggable) -> Flag | None:
    """The viewer's own that waits or is looked at."""
    kind = {Argument: "argument", Evidence: "evidence", User: "member"}[type(thing)]
    waiting = flags_of(viewer).filter(withdrawn_at=None, case__closed_at=None)
    return waiting.filter(**{f"case__{kind}": thing.pk}).first()


def my_flag(flag: Flag) -> MyFlag:
    """`flag` is of `flags_of`."""
    ruling = flag.case.ruling
    return MyFlag(
        flag,
        became(flag),
        title_of(flag.rule, vars(flag)["house_title"]),
        "" if ruling is None else title_of(ruling.rule, vars(flag)["ruled_title"]),
        _words_of(flag),
    )


def _words_of(flag: Flag) -> str | None:
    case = flag.case
    if case.member is not None:
        return None if case.member.deleted_at else case.member.username
    argument = case.argument or (case.evidence.argument if case.evidence else None)
    if argument is None or argument.is_hidden or argument.is_withdrawn:
        return None
    if case.evidence is not None:
        return None if case.evidence.withdrawn_at else case.evidence.shows
    return argument.statement
