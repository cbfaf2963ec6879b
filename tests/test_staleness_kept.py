"""Whatever happens to sources and words: the rows of what is out of date are what is judged."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from debates.actions.acting import together as as_one
from debates.actions.arguments import edit_argument
from debates.actions.evidence import withdraw_evidence
from debates.actions.gates import WORKERS_GATE
from debates.actions.scores import refresh_all_scores, refresh_scores
from debates.actions.staleness import affirm_synthesis
from debates.models import Argument, Debate, Evidence, Source, Staleness
from debates.queries.arguments import find_argument
from debates.queries.drift import drift_of
from debates.rules.staleness import judge_staleness
from tests.conftest import in_thread
from tests.factories import a_claim, a_counterclaim, a_member, a_synthesis, a_vote, some_evidence
from tests.raw import run
from tests.retracting import a_retraction, take_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


class Chance:
    """A debate whose sources fall and rise again."""

    def __init__(self, debate: Debate, seed: int) -> None:
        self.debate, self.chance = debate, random.Random(seed)
        self.member, self.staff = a_member(), a_member(is_staff=True)
        claims = [a_claim(debate, by=a_member()) for _ in range(3)]
        answered = [a_counterclaim(claim) for claim in claims]
        pairs = list(zip(claims, answered, strict=True))
        self.syntheses = [a_synthesis(pair) for pair in [*pairs, (claims[0], claims[1])]]
        self.arguments = [*claims, *answered, *self.syntheses]
        self.sources: dict[int, Source] = {}

    def happen(self) -> None:
        acts: list[Callable[[], object]] = [
            *(self.cite, self.fall, self.rise, self.withdraw),
            *(self.affirm, self.reword, self.merge),
        ]
        self.chance.choices(acts, weights=[60, 40, 20, 20, 20, 5, 5])[0]()

    def cite(self) -> None:
        argument = self.chance.choice(self.arguments)
        url = f"https://example.org/{self.chance.randrange(6)}"
        stance = self.chance.choice(["supports", "supports", "undermines"])
        source = some_evidence(argument, by=self.member, url=url, stance=stance).source
        self.sources[source.pk] = source

    def fall(self) -> None:
        if source := self.some_source(standing=""):
            a_retraction(source, self.chance.choice(["retracted", "corrected"]), by=self.staff)

    def rise(self) -> None:
        if source := self.some_source(standing__gt=""):
            take_back(source, by=self.staff)

    def withdraw(self) -> None:
        cited = Evidence.objects.filter(withdrawn_at=None).select_related("argument__debate")
        if found := list(cited.order_by("pk")):
            evidence = self.chance.choice(found)
            evidence.argument.debate.standing = None
            withdraw_evidence(evidence, by=self.member)

    def affirm(self) -> None:
        synthesis = self.chance.choice(self.syntheses)
        if judge_staleness([synthesis.pk]):
            seen = find_argument(synthesis.author, synthesis.pk)
            affirm_synthesis(seen, by=synthesis.author)

    def reword(self) -> None:
        argument: Argument = self.chance.choice(self.arguments[:6])
        seen = find_argument(argument.author, argument.pk)
        words = f"In other words, {self.chance.random()}"
        edit_argument(seen, statement=words, reasoning="", by=argument.author)

    def merge(self) -> None:
        gone, kept = self.some_source(), self.some_source()
        if gone and kept and gone != kept and self.chance.random() < 0.3:
            run("SELECT merge_source(%s, %s)", [gone.pk, kept.pk])

    def some_source(self, **standing: str) -> Source | None:
        found = Source.objects.filter(merged_into=None, **standing).order_by("pk")
        return self.chance.choice(found) if found else None


@pytest.mark.parametrize("seed", range(2))
def test_what_is_kept_is_what_is_judged(debate: Debate, seed: int) -> None:
    with as_one():
        happening = Chance(debate, seed)
        for synthesis in happening.syntheses:
            a_vote(synthesis)
        seen = set()
        for _ in range(100):
            happening.happen()
            while refresh_scores():
                pass
            numbers = [one.pk for one in happening.syntheses]
            judged = [one[:4] for one in judge_staleness(numbers)]
            kept = Staleness.objects.order_by("synthesis", "argument")
            assert list(kept.values_list("synthesis", "argument", "why", "since")) == judged
            seen |= {(one[0] == one[1], one[2]) for one in judged}
        assert list(drift_of(debate)) == []
        assert {own for own, _why in seen} == {True, False}
        assert {"retracted", "corrected"} <= {why for _own, why in seen}
        rows = list(Staleness.objects.order_by("synthesis", "argument").values_list())
        run("INSERT INTO debates_change (debate_id) VALUES (%s)", [debate.pk])
        refresh_all_scores()
        assert list(Staleness.objects.order_by("synthesis", "argument").values_list()) == rows


@pytest.mark.django_db(transaction=True)
def test_who_affirms_and_the_worker_do_not_wait_for_each_other() -> None:
    synthesis = a_synthesis([claim := a_claim(), a_counterclaim(claim)])
    edit_argument(claim, statement="In other words", reasoning="", by=claim.author)
    refresh_all_scores()
    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():  # As the worker does.
            run(WORKERS_GATE, [claim.debate_id])
            run("UPDATE debates_staleness SET since = since")
            affirmed = thread.submit(
                in_thread, lambda: affirm_synthesis(synthesis, by=synthesis.author)
            )
            time.sleep(0.3)
            run("UPDATE debates_argument SET rank = rank")
        assert affirmed.result(timeout=10) == synthesis
    assert not Staleness.objects.exists()
