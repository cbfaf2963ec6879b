"""Web servers of tests, all on loopback, and the one "public" way to them."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from debates.exchange.destinations import NotFetched
from debates.exchange.fetching import Fetched, fetch

PUBLIC = "93.184.216.34"
"""What tests take for the address of a public site. No test ever connects to it."""

SITE = "http://public.example"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

Answer = bytes | Callable[[socket.socket], None]


def page(body: bytes | str, media: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    """An answer of 200 with this body."""
    body = body.encode() if isinstance(body, str) else body
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


def redirect(to: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


class Host:
    """A web server on loopback: it says what it was told to, and keeps what it was asked."""

    def __init__(self, answers: Mapping[str, Answer], tls: ssl.SSLContext | None = None) -> None:
        self.answers, self.tls = answers, tls
        self.asked: list[str] = []
        """The heads of the requests that came."""
        self.met = 0
        """How many connections came."""
        self.listening = socket.create_server(("127.0.0.1", 0))

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def serve(self) -> None:
        while True:
            try:
                sock, _address = self.listening.accept()
            except OSError:
                return
            self.met += 1
            threading.Thread(target=self._meet, args=[sock], daemon=True).start()

    def _meet(self, sock: socket.socket) -> None:
        try:
            with self.tls.wrap_socket(sock, server_side=True) if self.tls else sock as line:
                head = b""
                while b"\r\n\r\n" not in head:
                    if not (got := line.recv(4096)):
                        return
                    head += got
                self.asked.append(head.decode())
                path = head.decode().split(" ")[1]
                answer = self.answers.get(path, b"HTTP/1.1 404 Not Found\r\n\r\n")
                answer(line) if callable(answer) else line.sendall(answer)
        except OSError:
            return  # Whoever asked went away.

    def from_outside(self, address: str, port: int, seconds: float) -> socket.socket:
        """A connection that looks to its owner as if it went to a public address."""
        assert address == PUBLIC, f"tests stay on loopback, and this goes to {address}"
        sock = _Outside()
        sock.settimeout(seconds)
        sock.connect(("127.0.0.1", self.port))
        return sock

    def anywhere(self, address: str, port: int, seconds: float) -> socket.socket:
        """A connection that leads here from wherever it was meant for."""
        return socket.create_connection(("127.0.0.1", self.port), seconds)

    @property
    def fetch(self) -> Callable[..., Fetched]:
        """The same client as everyone's, for which every name is of this host."""
        return partial(
            fetch,
            accept=("text/html",),
            agent="Dialectic (tests)",
            resolve=lambda host: [PUBLIC],
            connect=self.from_outside,
        )


class _Outside(socket.socket):
    def getpeername(self) -> Any:
        return (PUBLIC, 80)


@contextmanager
def serving(answers: Mapping[str, Answer], tls: ssl.SSLContext | None = None) -> Iterator[Host]:
    host = Host(answers, tls)
    threading.Thread(target=host.serve, daemon=True).start()
    try:
        yield host
    finally:
        host.listening.shutdown(socket.SHUT_RDWR)
        host.listening.close()


def certified(folder: Path, name: str) -> tuple[ssl.SSLContext, Path]:
    """A certificate of its own making for this name: for a server, and as a file to trust."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / f"{name}.pem"
    pem.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    return tls, pem


SITE = "http://public.example"


def code_of(host: Host, url: str = f"{SITE}/", **how: object) -> str:
    """Why this is not fetched."""
    with pytest.raises(NotFetched) as caught:
        host.fetch(url, **how)
    return caught.value.code


def flooding(first: bytes, piece: bytes) -> Callable[[socket.socket], None]:
    """Sends without an end."""

    def flood(line: socket.socket) -> None:
        line.sendall(first)
        while True:
            line.sendall(piece)

    return flood
