"""For how long a page is read, and whom a certificate speaks for."""

import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from debates.exchange.fetching import LARGEST
from debates.exchange.lines import Line
from tests.hosts import HEAD, PUBLIC, SITE, Answer, certified, code_of, page, redirect, serving

SOON = 4
"""Seconds that a busy machine may take to give up; what drips in these tests takes far longer."""


def dripping(what: bytes) -> Callable[[socket.socket], None]:
    def drip(line: socket.socket) -> None:
        for byte in what:
            line.sendall(bytes([byte]))
            time.sleep(0.2)

    return drip


def silent(line: socket.socket) -> None:
    line.recv(1)


# --- Time ---


@pytest.mark.parametrize(
    "answer",
    [
        dripping(HEAD * 100),
        dripping(b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
        lambda line: (line.sendall(HEAD + b"\r\n"), dripping(b"x" * 100)(line)),
        lambda line: (
            line.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n"),
            dripping(b"1\r\nx\r\n" * 100)(line),
        ),
        silent,
    ],
    ids=["head", "continue", "body", "chunks", "silence"],
)
def test_what_drips_is_given_up_in_time(answer: Answer) -> None:
    with serving({"/": answer}) as host:
        began = time.monotonic()
        assert code_of(host, patience=0.7) == "slow"
        assert 0.5 < time.monotonic() - began < SOON


def test_redirects_and_names_share_the_time_of_one_fetch() -> None:
    def slow(name: str) -> list[str]:
        time.sleep(0.4)
        return [PUBLIC]

    with serving({"/": redirect("/1"), "/1": redirect("/2"), "/2": page("x")}) as host:
        began = time.monotonic()
        assert code_of(host, patience=1, resolve=slow) == "slow"
        assert time.monotonic() - began < SOON
        assert len(host.asked) < 3


def test_a_name_that_is_not_answered_is_given_up_in_time() -> None:
    with serving({}) as host:
        began = time.monotonic()
        assert code_of(host, patience=0.3, resolve=lambda name: time.sleep(9)) == "slow"
        assert time.monotonic() - began < SOON


def test_a_site_that_is_slow_to_shake_hands_is_given_up_in_time() -> None:
    with serving({}) as host:
        began = time.monotonic()
        assert code_of(host, "https://public.example/", patience=0.5) == "slow"
        assert time.monotonic() - began < SOON


def test_what_drips_in_secret_is_given_up_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls, trusted = certified(tmp_path, "public.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with serving({"/": dripping(page("x" * 100))}, tls) as host:
        began = time.monotonic()
        assert code_of(host, "https://public.example/", patience=0.7) == "slow"
        assert time.monotonic() - began < SOON


class Deaf:
    """A connection in TLS to a site that takes a byte at a time."""

    def settimeout(self, seconds: float) -> None:
        self.seconds = seconds

    def send(self, sent: bytes) -> int:
        time.sleep(0.1)  # Less than the time that it is given.
        return 1

    def sendall(self, sent: bytes) -> None:
        for _byte in sent:
            self.send(sent)


def test_who_does_not_listen_is_given_up_in_time() -> None:
    line = Line(Deaf(), time.monotonic() + 0.5, LARGEST)  # type: ignore[arg-type]
    with pytest.raises(TimeoutError):
        line.sendall(b"x" * 20)


def test_a_second_address_is_tried_when_the_first_does_not_answer() -> None:
    with serving({"/": page("x")}) as host:
        tried: list[str] = []

        def connect(address: str, port: int, seconds: float) -> socket.socket:
            tried.append(address)
            if address != PUBLIC:
                raise ConnectionRefusedError
            return host.from_outside(address, port, seconds)

        both = ["2606:4700:4700::1111", PUBLIC]
        assert host.fetch(SITE, resolve=lambda name: both, connect=connect).body == b"x"
        assert tried == both
        only = both[:1]
        assert code_of(host, resolve=lambda name: only, connect=connect) == "unreachable"


def unknown(name: str) -> list[str]:
    raise socket.gaierror


def test_a_name_of_no_site_is_said_to_be_one() -> None:
    with serving({}) as host:
        assert code_of(host, resolve=unknown) == "no_host"
        assert code_of(host, resolve=lambda name: []) == "no_host"


# --- Size ---


# --- What and where ---
