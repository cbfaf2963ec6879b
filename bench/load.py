"""A small load generator: clients with one open connection each, and how long each answer took."""

import http.client
import json
import statistics
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

CUT_OFF = 599
"""Stands for a request whose connection ended without an answer."""


@dataclass
class Ask:
    """One request."""

    path: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None


@dataclass
class Measured:
    seconds: list[float]
    statuses: dict[int, int]
    took: float
    bytes: int

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.took

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p99(self) -> float:
        return statistics.quantiles(self.seconds, n=100)[98]

    @property
    def failed(self) -> dict[int, int]:
        return {status: many for status, many in self.statuses.items() if status >= 300}


def load(
    port: int, next_of: Callable[[int, int], Ask | None], *, clients: int = 8, seconds: float = 5
) -> Measured:
    """Let clients ask, each `next_of(client, turn)`, for so long or until that is None."""
    taken: list[float] = []
    statuses: dict[int, int] = {}
    last_bytes = [0]
    end = time.perf_counter() + seconds

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        turn = 0
        while time.perf_counter() < end and (ask := next_of(number, turn)):
            began = time.perf_counter()
            try:
                status, last_bytes[0] = _answer(connection, ask)
            except (OSError, http.client.HTTPException):
                status = CUT_OFF
                connection.close()
            taken.append(time.perf_counter() - began)
            statuses[status] = statuses.get(status, 0) + 1
            turn += 1
        connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Measured(taken, statuses, time.perf_counter() - began, last_bytes[0])


def _answer(connection: http.client.HTTPConnection, ask: Ask) -> tuple[int, int]:
    headers = dict(ask.headers)
    body = None
    if ask.body is not None:
        body = json.dumps(ask.body)
        headers["Content-Type"] = "application/json"
    connection.request(ask.method, ask.path, body, headers)
    answer = connection.getresponse()
    return answer.status, len(answer.read())
