"""Rulings that are tried and undone on random debates: each verb adds a line to RULINGS."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from hypothesis import strategies as st

from accounts.models import User
from debates.actions.arguments import edit_argument, withdraw_argument
from debates.actions.hiding import hide_all, hide_thread
from debates.actions.moderation import hide_argument
from debates.actions.redactions import redact_evidence, redact_remark, redact_version
from debates.actions.rulings import Grounds, make_ruling
from debates.actions.votes import cast_vote
from debates.models import Argument, Debate, Evidence, Position, Remark, Ruling
from debates.queries.arguments import find_argument, list_arguments
from debates.queries.evidence import find_evidence
from debates.queries.history import editions_of
from debates.queries.remarks import find_remark
from debates.queries.search import find_arguments
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_remark,
    a_synthesis,
    seen_by,
    some_evidence,
)
from tests.raw import run

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
        both = a_synthesis([claim, counter], "", "For a reason", left_open="Where", by=self._who(2))
        self.arguments: list[Argument] = [claim, counter, both]
        for what, who, where, position in happened:
            getattr(self, what)(self._who(who), self._some(where), position)
        self.chosen = self._seen(self._some(chosen))
        self.number = 1 + chosen % self.chosen.version

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
            cast_vote(find_argument(who, on.pk), position=how, well_argued=how == "agree", by=who)

    def edit(self, _who: User, on: Argument, how: str | None) -> None:
        if not on.is_synthesis and not on.is_withdrawn:
            seen = find_argument(on.author, on.pk)
            edit_argument(
                seen, statement=f"It is so, or {how}", reasoning="For a reason", by=on.author
            )

    def hide(self, _who: User, on: Argument, _how: str | None) -> None:
        if len(self.arguments) > 4 and on.parent_id:
            hide_argument(on, **WHY, by=self.by)

    def withdraw(self, _who: User, on: Argument, _how: str | None) -> None:
        if on.parent_id and not on.is_withdrawn:
            withdraw_argument(find_argument(on.author, on.pk), by=on.author)


def hold(world: World) -> None:
    """As the site by itself holds what is to be looked at."""
    argument = world.chosen
    make_ruling(
        Ruling.Verb.HOLD,
        Grounds("newcomer", "A first argument"),
        debate=argument.debate,
        argument=argument,
        member_id=argument.author_id,
        by=None,
    )
    run("UPDATE debates_argument SET hidden_at = now() WHERE id = %s", [argument.pk])


def redact(field: str) -> Callable[[World], object]:
    """Of a version: all of it, or one field."""
    return lambda w: redact_version(w.chosen, w.number, field=field, **WHY, by=w.by)


RULINGS: dict[str, Callable[[World], object]] = {
    "hide": lambda w: hide_argument(w.chosen, **WHY, by=w.by),
    "hold": hold,
    "hide_thread": lambda w: hide_thread(w.chosen, **WHY, by=w.by),
    "hide_all": lambda w: hide_all(seen_by(w.by, w.debate), w.chosen.author, **WHY, by=w.by),
    "redact": redact(""),
    "redact statement": redact("statement"),
    "redact reasoning": redact("reasoning"),
    "redact evidence": lambda w: redact_evidence(
        find_evidence(w.by, w.evidence.pk), "quote", **WHY, by=w.by
    ),
    "redact remark": lambda w: redact_remark(find_remark(w.by, w.remark.pk), **WHY, by=w.by),
}
"""How each ruling is made, by the name of its verb and what it is tried on."""

RECORD = {"appeal", "case", "change", "event", "notice", "ruling"}
"""What a ruling and its undoing add to; the rest of a debate is as before."""


def state_of(world: World) -> dict[str, Any]:
    """Every row of the debate to the letter, and all cards as three sorts of viewers read them."""
    debate = world.debate.pk
    rows: dict[str, Any] = {"debate": run("SELECT to_jsonb(d) FROM debates_debate AS d")}
    for model in apps.get_app_config("debates").get_models():
        table = model._meta.db_table
        fields = {field.column for field in model._meta.fields}
        if "debate_id" in fields and table.removeprefix("debates_") not in RECORD:
            where, values = "debate_id = %s", [debate]
        elif table == "debates_tally":
            where = "argument_id IN (SELECT id FROM debates_argument WHERE debate_id = %s)"
            values = [debate]
        else:
            continue
        # A link that is made again has another number, and says the same.
        number = "- 'id'" if table == "debates_link" else ""
        sql = f"SELECT to_jsonb(t) {number} AS row FROM {table} AS t WHERE {where} ORDER BY 1"
        rows[table] = run(sql, values)
    for viewer in (AnonymousUser(), world.chosen.author, world.by):
        seen = seen_by(viewer, world.debate)  # type: ignore[arg-type]  # A visitor sees it too.
        rows[f"cards {viewer.pk}"] = repr(list_arguments(seen, viewer, size=100).items)
        rows[f"found {viewer.pk}"] = repr(find_arguments("streets so", viewer))
        found = find_argument(viewer, world.chosen.pk)
        rows[f"versions {viewer.pk}"] = repr(editions_of(found, viewer))
    return rows
