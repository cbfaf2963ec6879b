"""One guarded way out: a public page is read, and nothing that only this machine can reach.

Names lie, addresses do not: a name is resolved once, every answer is judged, the connection goes
to a judged address and its other end is judged again. docs/decisions/0010 says why so.
"""

import http.client
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address

from django.utils.translation import gettext as _

from debates.exchange.addresses import canonical_address, is_public
from debates.exchange.destinations import Destination, NotFetched, destination_of
from debates.exchange.lines import Line

LARGEST = 512 * 1024
"""Bytes that are read of one answer, heads and all. What comes after is left unread."""
PATIENCE = 5.0
"""Seconds for all of it: names, redirects, and however slowly an answer drips."""
MOST_REDIRECTS = 3
REDIRECTS = {301, 302, 303, 307, 308}

Resolve = Callable[[str], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]

logger = logging.getLogger("dialectic.fetching")


@dataclass(frozen=True)
class Fetched:
    """What a page answered, or the first 512 kB of it."""

    url: str
    media: str
    """Such as text/html: one of those that were asked for."""
    charset: str | None
    body: bytes


def system_resolver(host: str) -> list[str]:
    """The addresses that this machine finds for a name."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def dial(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address; names do not come this far."""
    return socket.create_connection((str(ip_address(address)), port), seconds)


def fetch(
    url: str,
    *,
    accept: Sequence[str],
    agent: str,
    resolve: Resolve = system_resolver,
    connect: Connect = dial,
    patience: float = PATIENCE,
) -> Fetched:
    """Reads a public page of one of the media types in `accept`. Raises NotFetched.

    `resolve` gives the addresses of a host name; `connect` opens a connection to one of them
    and a port, in so many seconds. What they answer is judged here.
    """
    until = time.monotonic() + patience
    there = destination_of(url)
    for _turn in range(1 + MOST_REDIRECTS):
        try:
            with _connected(there, resolve, connect, until) as sock:
                answer = _asked(Line(sock, until, LARGEST), there, accept, agent)
                found = _read(answer, there, accept)
        except (OSError, http.client.HTTPException, NotFetched) as error:
            why = _why(error)
            logger.info("%s: %s", there.host, why.code)  # No more: the rest can hold secrets.
            raise why from None
        if isinstance(found, Fetched):
            return found
        there = found
    raise NotFetched("redirects", _("It leads on and on to other addresses."))


def _connected(
    there: Destination, resolve: Resolve, connect: Connect, until: float
) -> socket.socket:
    addresses = [there.host] if canonical_address(there.host) else _resolved(there, resolve, until)
    for address in addresses:
        _judge(address)
    sock = _dialled(addresses, there.port, connect, until)
    try:
        _judge(str(sock.getpeername()[0]))
        if there.scheme == "https":
            sock.settimeout(_left(until))
            trusted = ssl.create_default_context()
            return trusted.wrap_socket(sock, server_hostname=there.host)
    except BaseException:
        sock.close()
        raise
    return sock


def _judge(address: str) -> None:
    """Refuses what is not public. One such answer among public ones is a trap already."""
    if not is_public(address):
        raise NotFetched("not_public", _("It is on a private network."))


def _resolved(there: Destination, resolve: Resolve, until: float) -> list[str]:
    """What the name's server answers, in time: the system's resolver has no clock of its own."""
    found: list[str] = []
    wrong: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(dict.fromkeys(resolve(there.host)))
        except Exception as error:
            wrong.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_left(until))
    if asking.is_alive():
        raise TimeoutError
    if wrong and not isinstance(wrong[0], OSError | UnicodeError):
        raise wrong[0]
    if not found:
        raise NotFetched("no_host", _("There is no site of this name."))
    return found


def _dialled(
    addresses: Collection[str], port: int, connect: Connect, until: float
) -> socket.socket:
    """A connection to the first that answers; each gets its share of the time that is left."""
    wrong: OSError = TimeoutError()
    for tried, address in enumerate(addresses):
        try:
            return connect(address, port, _left(until) / (len(addresses) - tried))
        except OSError as error:
            wrong = error
    raise wrong


def _asked(
    line: Line, there: Destination, accept: Sequence[str], agent: str
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(there.authority)
    connection.sock = line  # It asks no more of a socket, and opens none of its own.
    connection.auto_open = 0
    headers = {
        "Host": there.authority,
        "User-Agent": agent,
        "Accept": ", ".join(f"{one};q={1 - rank / 10}" for rank, one in enumerate(accept)),
        "Accept-Encoding": "identity",  # What is not packed cannot swell.
        "Connection": "close",
    }
    connection.request("GET", there.target, headers=headers)
    return connection.getresponse()


def _read(
    answer: http.client.HTTPResponse, there: Destination, accept: Sequence[str]
) -> Fetched | Destination:
    """What was answered, or where it leads to."""
    if answer.status in REDIRECTS and (to := answer.headers.get("Location")):
        to = str(to).encode("latin-1", "replace").decode("utf-8", "replace")
        return destination_of(to, seen_from=there.url)
    if answer.status != 200:
        why = _("The page answered %(status)d.") % {"status": answer.status}
        raise NotFetched("status", why)
    media = answer.headers.get_content_type()
    if media not in accept:
        raise NotFetched("media", _("It is no page that can be read, but something else."))
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise NotFetched("packed", _("It came packed, although we asked for it as it is."))
    return Fetched(there.url, media, _charset(answer), _body(answer))


def _charset(answer: http.client.HTTPResponse) -> str | None:
    try:
        return answer.headers.get_content_charset()
    except ValueError:  # A NUL in its name, or parts of it numbered beyond all reason.
        return None


def _body(answer: http.client.HTTPResponse) -> bytes:
    """All of it, or what came of it."""
    pieces = []
    with suppress(http.client.IncompleteRead):
        while piece := answer.read1(LARGEST):
            pieces.append(piece)
    return b"".join(pieces)


def _left(until: float) -> float:
    """Seconds that remain. Raises TimeoutError."""
    if (left := until - time.monotonic()) > 0:
        return left
    raise TimeoutError


def _why(error: Exception) -> NotFetched:
    match error:
        case NotFetched():
            return error
        case TimeoutError():
            return NotFetched("slow", _("It did not answer in time."))
        case ssl.SSLCertVerificationError():
            return NotFetched("certificate", _("Its certificate is not one of this site."))
        case OSError():
            return NotFetched("unreachable", _("It cannot be reached."))
    return NotFetched("garbled", _("Its answer is not what a web server says."))
