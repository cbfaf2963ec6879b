"""Rulings that are tried and undone on random debates: each verb adds a line to RULINGS."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from accounts.models import User
from debates.actions.arguments import edit_argument, withdraw_argument
from debates.actions.evidence_rulings import hide_evidence
from debates.actions.hiding import hide_all, hide_thread
from debates.actions.locks import lock_thread
from debates.actions.marks import _mark
from debates.actions.merges import merge_argument
from debates.actions.moderation import hide_argument
from debates.actions.places import move_argument, reclassify_argument
from debates.actions.redactions import redact_evidence, redact_remark, redact_version
from debates.actions.restrictions import mute_member, suspend_member, warn_member
from debates.actions.scores import refresh_all_scores
from debates.actions.shutting import screen_debate, shut_debate
from debates.actions.slowing import slow_thread
from debates.actions.splits import split_thread
from debates.actions.undoing import undo_ruling
from debates.actions.votes import cast_vote
from debates.models import Argument, Debate, Evidence, Kind, Position, Remark, Ruling
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from debates.queries.remarks import find_remark
from debates.queries.rulings import find_ruling
from debates.rules import Reason, Refused, Unfit
from tests.counting import drifted
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_debate,
    a_member,
    a_remark,
    a_synthesis,
    seen_by,
    some_evidence,
)
from tests.flagged import an_automatic_hide
from tests.snapshot import readings_of, rows_of

MEMBERS = 4
WHY: dict[str, Any] = {"rule": "spam", "because": "It sells something"}

steps = st.lists(
    st.tuples(
        st.sampled_from(["answer", "support", "vote", "vote", "vote", "edit", "hide", "withdraw"]),
        st.integers(0, MEMBERS - 1),
        st.integers(0, 30),
        st.sampled_from([*Position.values, None]),
    ),
    max_size=14,
)


class World:
    """A small debate in which a little of everything happened; `chosen` is what is ruled on."""

    def __init__(self, happened: list[tuple[str, int, int, str | None]], chosen: int) -> None:
        self.members: list[User] = [a_member() for _ in range(MEMBERS)]
        self.debate: Debate = a_debate()
        self.by = self.debate.opened_by
        claim = a_claim(self.debate, "Streets are for people", "For *this* reason", by=self._who(0))
        counter = a_counterclaim(claim, "", f"Unlike #{claim.pk}, for a reason", by=self._who(1))
        self.evidence: Evidence = some_evidence(claim, quote="Exactly this", locator="p. 2")
        self.remark: Remark = a_remark(claim)
        a_crux((claim, counter))
        both = a_synthesis([claim, counter], "", "For a reason", left_open="Where", by=self._who(2))
        other = a_claim(self.debate, by=self._who(3))
        reply = a_counterclaim(other, "", "For a reason", by=self._who(0))
        self.arguments: list[Argument] = [claim, counter, both, other, reply]
        self.tries_once = False
        self.staff = a_member(is_staff=True)
        for what, who, where, position in happened:
            getattr(self, what)(self._who(who), self._some(where), position)
        self.where = chosen
        self.subject = self._some(chosen)
        self.number = 1 + chosen % self.subject.version

    @property
    def chosen(self) -> Argument:
        """As it is by now."""
        return self._seen(self.subject)

    def first_of(self, act: Callable[[Argument], object], but: Argument | None = None) -> object:
        """Tries it on what is chosen, and on one after the other until it can be done.

        Where it `tries_once`, only on what is chosen.
        """
        where = [one.pk for one in self.arguments].index(self.subject.pk)
        told: Exception | None = None
        for one in [*self.arguments[where:], *self.arguments[:where]]:
            if but and one.pk == but.pk:
                continue
            try:
                return act(self._seen(one))
            except (Refused, Unfit) as refused:
                if self.tries_once:
                    raise
                told = refused
        assert told is not None
        raise told

    def _who(self, number: int) -> User:
        return self.members[number]

    def _some(self, where: int) -> Argument:
        """One of those in sight, as whoever moderates sees it; there is always one."""
        gone = Argument.objects.filter(debate=self.debate).exclude(hidden_at=None)
        out = set(gone.values_list("pk", flat=True))
        standing = [one for one in self.arguments if one.pk not in out]
        return self._seen(standing[where % len(standing)])

    def _seen(self, argument: Argument) -> Argument:
        return find_argument(self.by, argument.pk)

    def answer(self, who: User, on: Argument, _how: str | None) -> None:
        if not on.is_withdrawn:
            self.arguments.append(a_counterclaim(on, "", "For another reason", by=who))

    def support(self, who: User, on: Argument, _how: str | None) -> None:
        if not on.is_withdrawn:
            self.arguments.append(a_claim(supporting=on, reasoning="For a reason", by=who))

    def vote(self, who: User, on: Argument, how: str | None) -> None:
        if on.author_id != who.pk and not on.is_withdrawn:
            marks = {"well_argued": how == "agree"}
            if on.parent_id:
                marks["beside_the_point"] = how in {None, "unsure"}
            cast_vote(find_argument(who, on.pk), position=how, by=who, **marks)

    def edit(self, _who: User, on: Argument, how: str | None) -> None:
        if not on.is_synthesis and not on.is_withdrawn:
            seen = find_argument(on.author, on.pk)
            edit_argument(
                seen, statement=f"It is so, or {how}", reasoning="For a reason", by=on.author
            )

    def hide(self, _who: User, on: Argument, _how: str | None) -> None:
        if len(self.arguments) > 6 and on.parent_id:
            hide_argument(on, **WHY, by=self.by)

    def withdraw(self, _who: User, on: Argument, _how: str | None) -> None:
        if on.parent_id and not on.is_withdrawn:
            withdraw_argument(find_argument(on.author, on.pk), by=on.author)


def redact(field: str) -> Callable[[World], object]:
    """Of a version: all of it, or one field."""
    return lambda w: redact_version(w.chosen, w.number, field=field, **WHY, by=w.by)


def somewhere(rule: Callable[..., object], **more: Any) -> Callable[[World], object]:
    """On the chosen argument, or on the next for which this can be."""
    return lambda w: w.first_of(lambda one: rule(one, **more, **WHY, by=w.by))


def beside_another(rule: Callable[..., object]) -> Callable[[World], object]:
    """On two arguments, the chosen one first where it can be."""
    return lambda w: w.first_of(lambda one: w.first_of(lambda other: rule(w, one, other), one))


def of_all(rule: Callable[..., object]) -> Callable[[World], object]:
    return lambda w: rule(seen_by(w.by, w.debate), **WHY, by=w.by)


def hold(argument: Argument) -> Ruling:
    """As the site does with what somebody posts: not with what was merged away since."""
    if argument.is_merged:
        raise Refused(Reason("merged", "It is held when it is posted."))
    return an_automatic_hide(argument, Ruling.Verb.HOLD)


def merge(w: World, one: Argument, other: Argument) -> object:
    return merge_argument(one, into=other, **WHY, by=w.by)


def move(kind: str) -> Callable[[World, Argument, Argument], object]:
    return lambda w, one, above: move_argument(one, parent=above.pk, kind=kind, **WHY, by=w.by)


def reclassify(argument: Argument, **why: Any) -> object:
    kind = Kind.CLAIM if argument.kind == Kind.COUNTERCLAIM else Kind.COUNTERCLAIM
    return reclassify_argument(argument, kind=kind, **why)


RULINGS: dict[str, Callable[[World], object]] = {
    "hide": somewhere(hide_argument),
    "hide evidence": lambda w: hide_evidence(find_evidence(w.by, w.evidence.pk), **WHY, by=w.by),
    "hold": lambda w: w.first_of(hold),
    "hide_thread": somewhere(hide_thread),
    "hide_all": lambda w: hide_all(seen_by(w.by, w.debate), w.chosen.author, **WHY, by=w.by),
    "redact": redact(""),
    "redact statement": redact("statement"),
    "redact reasoning": redact("reasoning"),
    "redact evidence": lambda w: redact_evidence(
        find_evidence(w.by, w.evidence.pk), "quote", **WHY, by=w.by
    ),
    "redact remark": lambda w: redact_remark(find_remark(w.by, w.remark.pk), **WHY, by=w.by),
    "lock": somewhere(lock_thread),
    "slow": somewhere(slow_thread, minutes=7),
    "close": of_all(shut_debate),
    "screen": of_all(screen_debate),
    "move": beside_another(move("claim")),
    "move against": beside_another(move("counterclaim")),
    "move to the top": somewhere(move_argument, parent=None, kind="claim"),
    "reclassify": somewhere(reclassify),
    "merge": beside_another(merge),
    "split": somewhere(split_thread, question="And this?"),
    "warn": lambda w: warn_member(w.chosen.author, seen_by(w.by, w.debate), **WHY, by=w.by),
    "mute": lambda w: mute_member(
        w.chosen.author, seen_by(w.by, w.debate), lasts="day", **WHY, by=w.by
    ),
    "suspend": lambda w: suspend_member(w.chosen.author, lasts="day", **WHY, by=w.staff),
    "mark": lambda w: w.first_of(lambda one: _mark(one.pk, 5, 9)),
}
"""How each ruling is made, by the name of its verb and what it is tried on."""


def state_of(world: World) -> dict[str, Any]:
    """All that stands in its debate once the scores are kept, and how it is read."""
    refresh_all_scores()
    assert drifted() == []
    return {**rows_of(world.debate), **readings_of(world.debate, world.subject, world.by)}


def made(world: World) -> Ruling:
    """The newest ruling, as whoever may undo it reads it."""
    newest = Ruling.objects.filter(part_of=None).latest("pk")
    return again(world, newest)


def again(world: World, ruling: Ruling) -> Ruling:
    return find_ruling(world.by if ruling.debate_id else world.staff, ruling.pk)


def undo(world: World, ruling: Ruling) -> Ruling:
    by = world.by if ruling.debate_id else world.staff
    return undo_ruling(again(world, ruling), rule="mistake", because="It was one", by=by)
