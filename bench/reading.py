"""Reading a debate: flat in its length, and against a bare view."""

from collections.abc import Iterable, Mapping
from functools import partial

from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from bench.load import Ask, Measured, load
from bench.row import Row
from bench.seeds import Client
from bench.server import Server
from debates.models import Debate

ROUNDS = 3


def figures(
    server: Server, debates: Mapping[int, Debate], clients: list[Client], seconds: float
) -> list[Row]:
    asks = {("bare", 0): Ask(f"/bench/page/{debates[max(debates)].pk}")}
    for size, debate in debates.items():
        asks["signed out", size] = Ask(f"/debates/{debate.slug}/")
        asks["signed in", size] = Ask(f"/debates/{debate.slug}/", headers=clients[0].session)
    measured = _by_turns(server, asks, seconds)
    rows = [*_flat(measured), *_against_bare(measured, max(debates)), _memory(server)]
    return [*rows, *_queries(debates.values(), clients[0])]


Measures = Mapping[tuple[str, int], Measured]


def _by_turns(server: Server, asks: Mapping[tuple[str, int], Ask], seconds: float) -> Measures:
    """In rounds, so that a slow minute of the machine hits all alike; of each the middle one."""
    rounds: dict[tuple[str, int], list[Measured]] = {name: [] for name in asks}
    for ask in asks.values():
        load(server.port, partial(_same, ask), seconds=0.5)
    for _ in range(ROUNDS):
        for name, ask in asks.items():
            one = load(server.port, partial(_same, ask), seconds=seconds / ROUNDS)
            if one.failed:
                raise SystemExit(f"{ask.path} answered {one.failed}.")
            rounds[name].append(one)
    return {
        name: sorted(many, key=lambda one: one.median)[ROUNDS // 2] for name, many in rounds.items()
    }


def _same(ask: Ask, client: int, turn: int) -> Ask:
    return ask


def _flat(measured: Measures) -> list[Row]:
    rows = []
    for who in ("signed out", "signed in"):
        sizes = sorted(size for name, size in measured if name == who)
        for size in sizes:
            one = measured[who, size]
            ratio = one.median / measured[who, sizes[0]].median
            says = f"{one.median * 1e3:.1f} ms, {one.per_second:.0f}/s, {ratio:.2f} ×"
            rows.append(Row(f"{size:,} arguments, {who}", says, "≤ 1.2 ×", ratio <= 1.2))
    return rows


def _against_bare(measured: Measures, size: int) -> list[Row]:
    bare = measured["bare", 0]
    rows = [Row("bare view of 50 rows", f"{bare.per_second:.0f}/s")]
    for who, least in (("signed out", 2.0), ("signed in", 0.8)):
        one = measured[who, size]
        ratio, tail = one.per_second / bare.per_second, one.p99 / one.median
        says = f"{ratio:.2f} ×"
        rows.append(Row(f"page against bare, {who}", says, f"≥ {least} ×", ratio >= least))
        rows.append(Row(f"p99 of the page, {who}", f"{tail:.1f} × median", "≤ 3 ×", tail <= 3))
    return rows


def _memory(server: Server) -> Row:
    megabytes = server.memory()
    return Row("two workers, PSS", f"{megabytes:.0f} MB", "≤ 200 MB", megabytes <= 200)


def _queries(debates: Iterable[Debate], client: Client) -> list[Row]:
    rows = []
    for who, most, headers in (("signed out", 10, {}), ("signed in", 14, client.session)):
        browser = Browser(headers=headers)
        counts = []
        for debate in debates:
            browser.get(f"/debates/{debate.slug}/", headers={"host": "localhost", **headers})
            with CaptureQueriesContext(connection) as asked:
                browser.get(f"/debates/{debate.slug}/", headers={"host": "localhost", **headers})
            counts.append(len(asked))
        holds = max(counts) <= most and len(set(counts)) == 1
        says = ", ".join(map(str, counts))
        rows.append(Row(f"queries, {who}", says, f"≤ {most}, the same", holds))
    return rows
