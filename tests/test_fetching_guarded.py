"""The way out leads to public pages only, whatever an address looks like and wherever it leads."""

import logging
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from debates.exchange import fetching
from debates.exchange.destinations import NotFetched
from debates.exchange.fetching import dial
from tests.hosts import PUBLIC, Host, certified, page, redirect, serving

LOOPBACK = [
    *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0177.0.0.1", "0177.0.0.01", "017700000001"),
    *("0x7f.0.0.1", "0x7f000001", "0X7F.1", "127.0.0.1.", "127.8.9.10", "0", "0.0.0.0"),
    *("[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]"),
    *("[64:ff9b::127.0.0.1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[::]", "[::1%25lo]"),
    *("[2001:0:4136:e378:8000:63bf:80ff:fffe]", "[fe80::1%eth0]", "[fe80::7f00:1]"),
    *("１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①"),
    *("localhost", "LOCALHOST.", "ｌｏｃａｌｈｏｓｔ"),
]  # fmt: skip
PRIVATE = [
    *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0xa9fea9fe", "2852039166"),
    *("100.64.0.1", "100.100.100.200", "192.0.0.8", "192.0.0.9", "192.0.0.192", "198.18.0.1"),
    *("192.0.2.1", "198.51.100.1", "203.0.113.1", "192.88.99.1", "168.63.129.16", "224.0.0.1"),
    *("239.255.255.250", "240.0.0.1", "255.255.255.255", "[fd00:ec2::254]", "[fc00::1]"),
    *("[fec0::1]", "[ff02::1]", "[2001:db8::1]", "[3fff::1]", "[100::1]", "[2001:10::1]"),
    *("[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::1]", "[::10.0.0.1]"),
    *("[::ffff:0:127.0.0.1]", "[2001:20::1]", "[5f00::1]", "[4000::1]"),
]  # fmt: skip


@pytest.fixture
def host() -> Iterator[Host]:
    answers = {"/": page("A page"), "/loop": redirect("/loop"), "/once": redirect("/")}
    with serving(answers) as made:
        yield made


def refused(host: Host, url: str, **how: object) -> str:
    """The code with which it was refused."""
    with pytest.raises(NotFetched) as caught:
        host.fetch(url, **how)
    assert caught.value.why
    return caught.value.code


def test_a_public_page_is_read(host: Host) -> None:
    found = host.fetch("http://public.example/")
    assert (found.body, found.media, found.charset) == (b"A page", "text/html", "utf-8")
    head = host.asked[0]
    assert head.startswith("GET / HTTP/1.1\r\nHost: public.example\r\n")
    assert "User-Agent: Dialectic (tests)\r\n" in head
    assert "Accept-Encoding: identity\r\n" in head
    assert "cookie" not in head.lower()


def names(name: str) -> list[str]:
    return ["127.0.0.1"] if name == "localhost" else [PUBLIC]


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("written", LOOPBACK + PRIVATE)
def test_no_disguise_reaches_what_is_not_public(host: Host, scheme: str, written: str) -> None:
    """Even with a connection that would lead to it from anywhere."""
    code = refused(host, f"{scheme}://{written}/", resolve=names, connect=host.anywhere)
    assert code in {"not_public", "no_address"}
    assert (host.met, host.asked) == (0, [])


@pytest.mark.parametrize("written", LOOPBACK + PRIVATE)
def test_no_redirect_reaches_what_is_not_public(written: str) -> None:
    with serving({"/": redirect(f"http://{written}/secret")}) as host:
        code = refused(host, "http://public.example/", resolve=names)
        assert code in {"not_public", "no_address"}
        assert len(host.asked) == host.met == 1


def test_the_resolver_of_this_machine_knows_it_by_name(host: Host) -> None:
    ours = fetching.system_resolver
    assert refused(host, "http://localhost/", resolve=ours, connect=host.anywhere) == "not_public"
    assert host.met == 0


@pytest.mark.parametrize("written", [PUBLIC, "1572395042", "0x5db8d822", "0135.0270.0330.042"])
def test_a_public_address_is_asked_by_its_plain_form(host: Host, written: str) -> None:
    unasked: list[str] = []
    assert host.fetch(f"http://{written}/", resolve=unasked.append).body == b"A page"
    assert f"\r\nHost: {PUBLIC}\r\n" in host.asked[0]
    assert unasked == []


@pytest.mark.parametrize("answers", [["127.0.0.1"], [PUBLIC, "127.0.0.1"], ["::1", PUBLIC]])
def test_a_name_with_one_answer_that_is_not_public_is_refused(
    host: Host, answers: list[str]
) -> None:
    code = refused(
        host, "http://rebound.example/", resolve=lambda name: answers, connect=host.anywhere
    )
    assert (code, host.met) == ("not_public", 0)


def test_a_name_is_resolved_once_so_that_it_cannot_be_rebound(host: Host) -> None:
    """Public first and private next: there is no next, until it is asked for anew."""
    asked: list[str] = []

    def rebinding(name: str) -> list[str]:
        asked.append(name)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    assert host.fetch("http://rebound.example/", resolve=rebinding).body == b"A page"
    assert asked == ["rebound.example"]
    asked.clear()
    assert refused(host, "http://rebound.example/once", resolve=rebinding) == "not_public"
    assert asked == ["rebound.example"] * 2
    assert [head.split(" ")[1] for head in host.asked] == ["/", "/once"]


def test_a_connection_that_ended_elsewhere_is_dropped_before_a_word_is_said(host: Host) -> None:
    assert refused(host, "http://public.example/", connect=host.anywhere) == "not_public"
    assert refused(host, "https://public.example/", connect=host.anywhere) == "not_public"
    assert host.asked == []


def test_what_dials_takes_addresses_only(host: Host) -> None:
    with dial("127.0.0.1", host.port, 1) as sock:
        assert sock.getpeername() == ("127.0.0.1", host.port)
    with pytest.raises(ValueError, match="localhost"):
        dial("localhost", host.port, 1)


def test_the_proxies_of_the_environment_are_not_asked(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving({}) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert host.fetch("http://public.example/").body == b"A page"
        assert proxy.met == 0


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://public.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://public.example/", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("//public.example/", "scheme"),
        ("http://user@public.example/", "credentials"),
        ("http://user:word@public.example/", "credentials"),
        ("http://public.example\\@127.0.0.1/", "credentials"),
        ("http://public.example:8080/", "port"),
        ("http://public.example:443/", "port"),
        ("https://public.example:80/", "port"),
        ("http://public.example:0/", "port"),
        ("http://public.example:x/", "no_address"),
        ("http:///", "no_address"),
        ("http://./", "no_address"),
        ("http://a..b/", "no_address"),
        ("http://127.0.0.1\\.public.example/", "no_address"),
        ("http://public.example%2f/", "no_address"),
        ("http://public example/", "no_address"),
        ("http://pub\0lic.example/", "no_address"),
        ("http://[::1/", "no_address"),
        ("http://public.example/\ud800", "no_address"),
        ("http://" + "a." * 40_000 + "example/", "no_address"),
    ],
)
def test_only_plain_web_addresses_are_looked_up(host: Host, url: str, code: str) -> None:
    assert refused(host, url) == code
    assert host.met == 0


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("file:///etc/passwd", "scheme"),
        ("ftp://public.example/", "scheme"),
        ("//user@public.example/", "credentials"),
        ("//public.example:22/", "port"),
        ("http://[", "no_address"),
    ],
)
def test_redirects_lead_to_plain_web_addresses_only(to: str, code: str) -> None:
    with serving({"/": redirect(to)}) as host:
        assert refused(host, "http://public.example/") == code
        assert host.met == 1


def test_nothing_but_the_host_is_logged(
    host: Host, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The linter of imports, which another test runs, switches off all loggers there are.
    monkeypatch.setattr(fetching.logger, "disabled", False)
    with caplog.at_level(logging.DEBUG):
        refused(host, "http://public.example/private?key=secret")
        assert "public.example" in caplog.text
        assert "private" not in caplog.text
        assert "secret" not in caplog.text


# --- TLS ---


def test_a_certificate_must_be_of_the_site_and_of_somebody_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls, trusted = certified(tmp_path, "public.example")
    with serving({"/": page("Safe")}, tls) as host:
        assert refused(host, "https://public.example/") == "certificate"
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        assert host.fetch("https://public.example/").body == b"Safe"
        assert refused(host, "https://another.example/") == "certificate"
        assert refused(host, f"https://{PUBLIC}/") == "certificate"
        assert len(host.asked) == 1


def test_redirects_lead_from_plain_to_safe_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls, trusted = certified(tmp_path, "public.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    to_safe, to_plain = redirect("https://public.example/in"), redirect("http://public.example/end")
    with (
        serving({"/": to_safe, "/end": page("There")}) as plain,
        serving({"/in": to_plain}, tls) as safe,
    ):

        def connect(address: str, port: int, seconds: float) -> socket.socket:
            return {80: plain, 443: safe}[port].from_outside(address, port, seconds)

        assert plain.fetch("http://public.example/", connect=connect).body == b"There"
        assert len(safe.asked) == 1
