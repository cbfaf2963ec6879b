"""Clients with one open connection each, and how long each answer took: by wrk where there is one.

wrk takes little of the two cores that the site needs. Without it, threads of our own ask.
"""

import http.client
import json
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
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


@dataclass(frozen=True)
class Measured:
    """What came of a load; times in seconds."""

    per_second: float
    median: float
    p99: float
    failed: dict[str, int]


Next = Callable[[int, int], Ask | None]
TURNS = 400
SCRIPT = """
local asks, place, number = {}, nil, 0
for line in io.lines("%(file)s") do asks[#asks + 1] = line end
function setup(thread) thread:set("number", number); number = number + 1 end
request = function()
  place = (place or math.floor(number * #asks / 2)) %% #asks + 1
  local method, path, headers, body = asks[place]:match("^(.-)\t(.-)\t(.-)\t(.*)$")
  local set = {}
  for name, value in headers:gmatch("([^:;]+):([^;]+)") do set[name] = value end
  return wrk.format(method, path, set, body ~= "" and body or nil)
end
"""
UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


def load(port: int, next_of: Next, *, clients: int = 8, seconds: float = 5) -> Measured:
    """Let clients ask, each `next_of(client, turn)`, for so long or until that is None."""
    asks = [next_of(client, turn) for turn in range(TURNS) for client in range(clients)]
    if shutil.which("wrk") and None not in asks:
        return _by_wrk(port, [ask for ask in asks if ask], clients, seconds)
    return _by_threads(port, next_of, clients, seconds)


def _by_wrk(port: int, asks: list[Ask], clients: int, seconds: float) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        lines, script = Path(folder, "asks"), Path(folder, "load.lua")
        lines.write_text("\n".join(map(_line, asks)))
        script.write_text(SCRIPT % {"file": lines})
        command = ["wrk", "-t2", f"-c{clients}", f"-d{max(1, round(seconds))}s", "--timeout", "30s"]
        command += ["--latency", "-s", str(script), f"http://127.0.0.1:{port}"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.findall(r"Requests/sec:\s+([\d.]+)", said)[0]
    at = {
        share: float(number) * UNITS[unit]
        for share, number, unit in re.findall(r"(\d+)%\s+([\d.]+)(us|ms|s|m)\b", said)
    }
    failed = {}
    for refused in re.findall(r"Non-2xx or 3xx responses: (\d+)", said):
        failed["refused"] = int(refused)
    for broken in re.findall(r"Socket errors: (.*)", said):
        failed["broken"] = sum(map(int, re.findall(r"\d+", broken)))
    return Measured(float(rate), at["50"], at["99"], failed)


def _line(ask: Ask) -> str:
    headers = dict(ask.headers)
    if ask.body is not None:
        headers["Content-Type"] = "application/json"
    told = ";".join(f"{name}:{value}" for name, value in headers.items())
    body = "" if ask.body is None else json.dumps(ask.body)
    return f"{ask.method}\t{ask.path}\t{told}\t{body}"


def _by_threads(port: int, next_of: Next, clients: int, seconds: float) -> Measured:
    taken: list[float] = []
    failed: dict[str, int] = {}
    end = time.perf_counter() + seconds

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        turn = 0
        while time.perf_counter() < end and (ask := next_of(number, turn)):
            began = time.perf_counter()
            try:
                status = _answer(connection, ask)
            except (OSError, http.client.HTTPException):
                status = CUT_OFF
                connection.close()
            taken.append(time.perf_counter() - began)
            if status >= 300:
                failed[str(status)] = failed.get(str(status), 0) + 1
            turn += 1
        connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = len(taken) / (time.perf_counter() - began)
    return Measured(rate, statistics.median(taken), statistics.quantiles(taken, n=100)[98], failed)


def _answer(connection: http.client.HTTPConnection, ask: Ask) -> int:
    headers = dict(ask.headers)
    body = None
    if ask.body is not None:
        body = json.dumps(ask.body)
        headers["Content-Type"] = "application/json"
    connection.request(ask.method, ask.path, body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status
