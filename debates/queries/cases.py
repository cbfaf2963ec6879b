"""The queue: what waits for moderators, the most urgent first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core import signing
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from accounts import clock
from accounts.models import User, Viewer
from debates.models import Case, Debate, Flag, Lock, Membership, Visibility
from debates.models.debate import mute_in
from debates.queries.arguments import Page, cards_of
from debates.queries.card import Card
from debates.queries.orders import BadCursor
from debates.rules import added_title

SHOWN = 30
RELATED = ("evidence__source", "evidence__added_by", "claimed_by")
ABOUT = ("argument__author", "evidence__argument")


class Counted(NamedTuple):
    """How many flag it by one rule."""

    rule: str
    title: str | None
    """Where the rule is a debate's own, or the staff's."""
    many: int


@dataclass(frozen=True)
class Waiting:
    """A case as the queue shows it."""

    case: Case
    card: Card | None
    """The argument that it is about."""
    counted: Sequence[Counted]
    is_own: bool = False
    """About something of the viewer's: they see that it waits, and no more."""


class Wanted(NamedTuple):
    """Which open cases a queue shows."""

    why: str = ""
    rule: str = ""
    is_mine: bool = False
    """Only those that the viewer has claimed."""


ALL = Wanted()


def cases_for(viewer: Viewer) -> QuerySet[Case]:
    """The cases of debates that the viewer sees, and of profiles; with `standing` in the debate.

    Whether they may read one the rules say: why_not_judge.
    """
    place = Membership.objects.filter(debate=OuterRef("debate"), member=viewer.pk)
    return (
        Case.objects.filter(
            Q(debate=None) | ~Q(debate__visibility=Visibility.PRIVATE) | Exists(place)
        )
        .annotate(
            standing=Subquery(place.values("role")),
            muted=mute_in("debate", viewer),
            has_locks=Exists(Lock.objects.filter(debate=OuterRef("debate"))),
        )
        .select_related("debate", "member", "ruling", *RELATED)
    )


def find_case(viewer: Viewer, case_id: int) -> Case:
    """A case to work on, with its debate and argument. Raises Case.DoesNotExist."""
    return _read(cases_for(viewer).select_related(*ABOUT).get(pk=case_id))


def find_cases(viewer: Viewer, ids: Sequence[int]) -> dict[int, Case]:
    """Those of these cases that the viewer sees, by number."""
    found = cases_for(viewer).select_related(*ABOUT).filter(pk__in=ids)
    return {case.pk: _read(case) for case in found}


def queue_of(
    debate: Debate | None,
    viewer: Viewer,
    *,
    wanted: Wanted = ALL,
    cursor: str | None = None,
    size: int = SHOWN,
) -> Page[Waiting]:
    """The open cases of a debate, or all that the staff see: the most urgent, then the oldest.

    By keyset: the same cost on every page. Raises BadCursor.
    """
    rows = cases_for(viewer) if debate is None else _cases_in(debate)
    rows = _narrowed(rows.filter(closed_at=None), viewer, wanted)
    place, backwards = _read_cursor(cursor) if cursor else (None, False)
    if place:
        rows = rows.filter(_beyond(*place, backwards=backwards))
    order = ("urgency", "-pk") if backwards else ("-urgency", "pk")
    found = [_read(case, debate) for case in rows.order_by(*order)[: size + 1]]
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, place is not None)
    return Page(
        waiting(found, viewer, debate),
        next=_write_cursor(found[-1], False) if found and has_next else None,
        previous=_write_cursor(found[0], True) if found and has_previous else None,
    )


def waiting(cases: Sequence[Case], viewer: Viewer, debate: Debate | None) -> list[Waiting]:
    """These cases with what they are about, and by which rules it is flagged."""
    arguments = [case.argument_id for case in cases if case.argument_id is not None]
    cards = {card.id: card for card in cards_of(arguments, viewer, debate)} if arguments else {}
    counted = defaultdict(list)
    flags = Flag.objects.filter(case__in=[case.pk for case in cases], withdrawn_at=None)
    flags = flags.annotate(title=added_title("rule", "case__debate"))
    for case, *flagged in (
        flags.values_list("case", "rule", "title")
        .annotate(many=Count("pk"))
        .order_by("-many", "rule")
    ):
        counted[case].append(Counted(*flagged))
    return [
        Waiting(case, card, counted.get(case.pk, []), _is_own(case, card, viewer))
        for case in cases
        for card in [cards.get(case.argument_id or 0)]
    ]


def _is_own(case: Case, card: Card | None, viewer: Viewer) -> bool:
    if card is not None:
        return card.is_mine
    return viewer.pk == (case.evidence.added_by_id if case.evidence else case.member_id)


def _narrowed(rows: QuerySet[Case], viewer: Viewer, wanted: Wanted) -> QuerySet[Case]:
    if wanted.why:
        rows = rows.filter(why=wanted.why)
    if wanted.rule:
        flags = Flag.objects.filter(case=OuterRef("pk"), rule=wanted.rule, withdrawn_at=None)
        rows = rows.filter(Q(rule=wanted.rule) | Exists(flags))
    if wanted.is_mine:
        rows = rows.filter(claimed_by=viewer.pk, claimed_until__gt=clock.now())
    return rows


def _cases_in(debate: Debate) -> QuerySet[Case]:
    """The cases of a debate that the viewer is known to see: a third of the joins to plan."""
    return Case.objects.filter(debate=debate).select_related(*RELATED)


def _read(case: Any, debate: Debate | None = None) -> Case:
    """The case, its debate as it was read, or with what the query said of the viewer."""
    read: Case = case
    if debate is not None:
        read.debate = debate
    elif read.debate is not None:
        read.debate.standing, read.debate.muted = case.standing, case.muted
        read.debate.has_locks = case.has_locks
    return read


def _beyond(urgency: int, id_: int, *, backwards: bool) -> Q:
    if backwards:
        return Q(urgency__gte=urgency) & (Q(urgency__gt=urgency) | Q(pk__lt=id_))
    return Q(urgency__lte=urgency) & (Q(urgency__lt=urgency) | Q(pk__gt=id_))


def _write_cursor(case: Case, backwards: bool) -> str:
    return signing.dumps([case.urgency, case.pk, int(backwards)], salt="cases")


def _read_cursor(text: str) -> tuple[tuple[int, int], bool]:
    try:
        urgency, id_, backwards = signing.loads(text, salt="cases")
        return (int(urgency), int(id_)), bool(backwards)
    except (signing.BadSignature, UnicodeError, ValueError, TypeError) as error:
        raise BadCursor(text) from error


def concerned(case: Case) -> User:
    """Whose the thing is."""
    if case.argument is not None:
        return case.argument.author
    if case.evidence is not None:
        return case.evidence.added_by
    assert case.member is not None
    return case.member


def wanted_among(given: Mapping[str, str], rules: Mapping[str, str]) -> Wanted:
    """What of this narrows a queue down: known values only."""
    why, rule = given.get("why", ""), given.get("rule", "")
    return Wanted(
        why if why in Case.Why.values else "",
        rule if rule in rules else "",
        given.get("mine", "") == "yes",
    )
