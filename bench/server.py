"""The web server as `make run` starts it, with the bare views beside the site."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Server:
    port: int
    process: psutil.Process

    def memory(self) -> float:
        """The proportional set size of its workers, in MB."""
        children = self.process.children(recursive=True)
        return float(sum(child.memory_full_info().pss for child in children)) / 2**20


@contextmanager
def serving() -> Iterator[Server]:
    """Two single-threaded workers on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "2", "--blocking-threads", "1"]
    command += ["--no-ws", "--no-access-log", "--log-level", "warning"]
    process = subprocess.Popen([*command, "bench.wsgi:application"], env=os.environ)
    try:
        _wait(port, process)
        yield Server(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit("The web server did not start: its own words are above.")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The web server did not answer within 30 s.")
