"""The debate of the first start: what its members did over ten days, done again as they would."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts import clock, limits
from accounts.models import User
from debates.actions.arguments import post_claim, post_counterclaim
from debates.actions.checks import check_evidence
from debates.actions.debates import open_debate
from debates.actions.evidence import add_evidence
from debates.actions.remarks import make_remark, mark_answered
from debates.actions.scores import refresh_all_scores
from debates.actions.sourcerequests import ask_for_source
from debates.actions.sources import Cited
from debates.actions.syntheses import Kept, post_synthesis
from debates.actions.votes import cast_vote
from debates.models import Argument, Debate, Position, Question

DAYS = 10
WORDS = Path(__file__).with_name("demo.toml")
Act = tuple[float, Callable[[], object]]


def find_demo() -> Debate | None:
    """The demo debate, when it is there."""
    return Debate.objects.filter(opened_by__is_demo=True).order_by("pk").first()


@transaction.atomic
def load_demo() -> Debate:
    """The demo debate; made now when it is not there yet. All of it or nothing."""
    if found := find_demo():
        return found
    with limits.lifted():
        loading = _Loading(tomllib.loads(WORDS.read_text(encoding="utf-8")))
        debate = loading.run()
    refresh_all_scores()
    return debate


class _Loading:
    """One loading of the demo: who takes part, and what was posted so far."""

    def __init__(self, words: dict[str, Any]) -> None:
        self.words = words
        midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
        self.began = midnight - timedelta(days=DAYS)
        names = [name for group in words["members"] for name in group["names"]]
        self.members = {name: self._join(name, number) for number, name in enumerate(names)}
        self.posted: dict[str, Argument] = {}

    def run(self) -> Debate:
        opened = self.words["debate"]
        with clock.at(self._moment(opened["on"])):
            self.debate = open_debate(
                opened["question"], context=opened["context"], by=self.members[opened["by"]]
            )
        self.debate.standing = None  # It is public: everyone takes part without a role.
        for on, happen in sorted(self._acts(), key=lambda act: act[0]):
            with clock.at(self._moment(on)):
                happen()
        return self.debate

    def _join(self, name: str, number: int) -> User:
        joined = self.began - timedelta(days=30, minutes=37 * number)
        member = User(username=name, is_demo=True, date_joined=joined, verified_at=joined)
        member.set_unusable_password()
        member.save()
        return member

    def _moment(self, on: float) -> datetime:
        """Day 1.5 is noon of the first of the ten days."""
        return self.began + timedelta(days=on - 1)

    def _acts(self) -> Iterator[Act]:
        for argument in self.words["arguments"]:
            yield argument["on"], partial(self._post, argument)
            yield from self._votes(argument)
        for evidence in self.words["evidence"]:
            yield evidence["on"], partial(self._cite, evidence)
        for request in self.words["source_requests"]:
            to, by = request["to"], self.members[request["by"]]
            yield request["on"], partial(self._ask_for_source, to, by)
        for remark in self.words["remarks"]:
            yield remark["on"], partial(self._remark, remark)

    def _post(self, words: dict[str, Any]) -> None:
        by, statement = self.members[words["by"]], words["statement"].strip()
        reasoning = words.get("reasoning", "").strip()
        for key, argument in self.posted.items():
            reasoning = reasoning.replace(f"{{{key}}}", f"#{argument.pk}")
        kind, above = words.get("kind", "claim"), self.posted.get(words.get("under", ""))
        if kind == "synthesis":
            posted = post_synthesis(
                self.debate,
                statement,
                reasoning,
                left_open=words["left_open"],
                concessions=[
                    Kept(self.posted[kept["of"]].pk, kept["text"]) for kept in words["keeps"]
                ],
                by=by,
            )
        elif kind == "counterclaim" and above:
            posted = post_counterclaim(above, statement, reasoning, by=by)
        else:
            posted = post_claim(self.debate, statement, reasoning, supporting=above, by=by)
        self.posted[words["key"]] = posted

    def _votes(self, words: dict[str, Any]) -> Iterator[Act]:
        """One an hour and a half from when it was posted: on what is reconciled, before it is."""
        marks = {name: set(words.get(name, ())) for name in ("well_argued", "beside_the_point")}
        cast = [(name, position) for position in Position for name in words.get(position.value, ())]
        for number, (name, position) in enumerate(sorted(cast)):
            own = {mark: name in names for mark, names in marks.items()}
            vote = partial(self._vote, words["key"], name, position, own)
            yield words["on"] + 0.05 + number / 16, vote

    def _vote(self, key: str, name: str, position: Position, marks: dict[str, bool]) -> None:
        cast_vote(
            self.posted[key],
            position=position,
            well_argued=marks["well_argued"],
            beside_the_point=marks["beside_the_point"],
            by=self.members[name],
        )

    def _cite(self, words: dict[str, Any]) -> None:
        cited = Cited(title=words["title"], url=words["url"], kind=words["source_kind"])
        to, by = self.posted[words["to"]], self.members[words["by"]]
        evidence = add_evidence(to, cited, shows=words["shows"].strip(), by=by)
        for hours, name in enumerate(words["shown"], start=2):
            with clock.at(clock.now() + timedelta(hours=hours)):
                check_evidence(evidence, Question.CLAIM, is_yes=True, by=self.members[name])

    def _ask_for_source(self, key: str, by: User) -> None:
        ask_for_source(self.posted[key], by=by)

    def _remark(self, words: dict[str, Any]) -> None:
        argument, author = self.posted[words["to"]], self.members[words["answered_by"]]
        remark = make_remark(argument, words["text"], by=self.members[words["by"]])
        remark.argument.debate.standing = None
        with clock.at(clock.now() + timedelta(hours=5)):
            make_remark(argument, words["answer"], by=author)
            mark_answered(remark, by=author)
