"""How much is read of a page, of what kind, and how often one is led on."""

import gzip

import pytest

from debates.exchange.fetching import LARGEST
from tests.hosts import (
    HEAD,
    SITE,
    Answer,
    code_of,
    flooding,
    page,
    redirect,
    serving,
)


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
