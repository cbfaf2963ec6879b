"""How much is read, for how long, how often led on, and whom a certificate speaks for."""

import gzip
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from debates.exchange.destinations import NotFetched
from debates.exchange.fetching import LARGEST
from debates.exchange.lines import Line
from tests.hosts import PUBLIC, Answer, Host, certified, page, redirect, serving

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SITE = "http://public.example"
SOON = 4
"""Seconds that a busy machine may take to give up; what drips in these tests takes far longer."""


def code_of(host: Host, url: str = f"{SITE}/", **how: object) -> str:
    with pytest.raises(NotFetched) as caught:
        host.fetch(url, **how)
    return caught.value.code


def dripping(what: bytes) -> Callable[[socket.socket], None]:
    def drip(line: socket.socket) -> None:
        for byte in what:
            line.sendall(bytes([byte]))
            time.sleep(0.2)

    return drip


def flooding(first: bytes, piece: bytes) -> Callable[[socket.socket], None]:
    """Sends without an end."""

    def flood(line: socket.socket) -> None:
        line.sendall(first)
        while True:
            line.sendall(piece)

    return flood


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


def test_the_first_half_megabyte_is_read_and_no_more() -> None:
    large = b"<title>x</title>" * 100_000
    chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    answers: dict[str, Answer] = {
        "/told": page(large),
        "/untold": flooding(HEAD + b"\r\n", large),
        "/chunks": flooding(chunked, b"10000\r\n" + b"x" * 0x10000 + b"\r\n"),
        "/chunk": flooding(chunked + b"fffffff\r\n", large),
    }
    with serving(answers) as host:
        for path in answers:
            found = host.fetch(SITE + path)
            assert 0.9 * LARGEST < len(found.body) < LARGEST, path


def test_a_head_without_an_end_is_not_read_to_its_end() -> None:
    answers: dict[str, Answer] = {
        "/line": flooding(b"HTTP/1.1 200 " + b"x" * 100_000, b"x" * 100_000),
        "/heads": flooding(HEAD, b"X-More: x\r\n" * 1_000),
        "/continue": flooding(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000),
    }
    with serving(answers) as host:
        for path in answers:
            assert code_of(host, SITE + path) in {"garbled", "unreachable"}, path


def test_what_comes_packed_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 10_000_000)
    with serving({"/": page(bomb, Content_Encoding="gzip")}) as host:
        assert code_of(host) == "packed"


# --- What and where ---


@pytest.mark.parametrize(
    "media", ["application/pdf", "image/svg+xml", "text/plain", "", "text/htm", "a/b; text/html"]
)
def test_only_what_was_asked_for_is_read(media: str) -> None:
    with serving({"/": page("x", media)}) as host:
        assert code_of(host) == "media"
        assert "text/html;q=1.0" in host.asked[0]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"", "unreachable"),
        (b"SSH-2.0-OpenSSH_9\r\n", "garbled"),
        (b"HTTP/1.1 abc\r\n\r\n", "garbled"),
        (b"\0\xff" * 100, "garbled"),
        (b"HTTP/1.1 404 Not Found\r\n\r\n", "status"),
        (b"HTTP/1.1 500 Broken\r\n\r\n", "status"),
        (b"HTTP/1.1 204 Nothing\r\n\r\n", "status"),
        (b"HTTP/1.1 302 Found\r\n\r\n", "status"),
        (HEAD + b"Content-Type: \xff\xfe; charset=\0\r\n\xff\r\n\r\nx", None),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset*=a%00b'en'c\r\n\r\nx", None),
        (HEAD[:-2] + b"; charset*" + b"9" * 5_000 + b"=a\r\n\r\nx", None),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzzz\r\n", None),
        (HEAD + b"Content-Length: -5\r\n\r\nx", None),
        (HEAD + b"Content-Length: 99\r\n\r\nx", None),
    ],
)
def test_whatever_is_answered_is_read_or_said_to_be_unreadable(
    answer: bytes, code: str | None
) -> None:
    with serving({"/": answer}) as host:
        if code:
            assert code_of(host) == code
        else:
            assert len(host.fetch(SITE).body) <= 1


def test_three_redirects_are_followed_and_a_fourth_is_not() -> None:
    answers = {f"/{n}": redirect(f"/{n - 1}", 301 + n % 3) for n in range(1, 5)}
    with serving({**answers, "/0": page("There")}) as host:
        assert host.fetch(f"{SITE}/3").url == f"{SITE}/0"
        host.asked.clear()
        assert code_of(host, f"{SITE}/4") == "redirects"
        assert len(host.asked) == 4


def test_an_address_is_asked_for_as_it_is_written() -> None:
    asked = "/%C3%A9%2F?q=1&r=%20x;y=%C3%BC"
    with serving(
        {asked: page("x"), "/": redirect("http://public.example/é%2F?q=1&r= x;y=ü#z")}
    ) as host:
        assert host.fetch(f"{SITE}/é%2F?q=1&r= x;y=ü#part").body == b"x"
        assert host.fetch(f"{SITE}/").body == b"x"
        assert host.fetch("http://PUBLIC.example./").body == b"x"
        assert host.fetch("http://bücher.example").body == b"x"
        assert "Host: xn--bcher-kva.example\r\n" in host.asked[-2]
