"""Web addresses taken apart, and fit to be asked: no odd schemes, ports, hosts or passwords."""

import re
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from django.utils.translation import gettext as _

from debates.exchange.addresses import canonical_address

PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")


class NotFetched(Exception):
    """There is nothing to read there: a stable code, and why in words."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code, self.why = code, why


class Destination(NamedTuple):
    """Where a page is: whom to connect to, and what to ask there."""

    url: str
    scheme: str
    host: str
    """A name as it is resolved, or an IP address."""
    target: str

    @property
    def port(self) -> int:
        return PORTS[self.scheme]

    @property
    def authority(self) -> str:
        """The host as addresses write it."""
        return f"[{self.host}]" if ":" in self.host else self.host


def destination_of(url: str, seen_from: str = "") -> Destination:
    """Where an address leads, seen from another where it is relative.

    Raises NotFetched.
    """
    try:
        url = urljoin(seen_from, url)
        parts = urlsplit(url)
        if parts.scheme not in PORTS:
            raise NotFetched("scheme", _("Only http:// and https:// are looked up."))
        if "@" in parts.netloc:
            why = _("An address with a name or a password is not looked up.")
            raise NotFetched("credentials", why)
        if parts.port not in {None, PORTS[parts.scheme]}:
            raise NotFetched("port", _("Only the usual ports are looked up."))
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
        if parts.query:
            target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~?")
        return Destination(url, parts.scheme, _host(parts.hostname or ""), target)
    except ValueError:
        raise NotFetched("no_address", _("This is no web address.")) from None


def _host(written: str) -> str:
    if address := canonical_address(written):
        return address
    if len(written) > 254:
        raise ValueError(written)
    # Full-width digits and other look-alikes become what they stand for.
    host = written.encode("idna").decode("ascii").lower().removesuffix(".")
    if address := canonical_address(host):
        return address
    if len(host) > 253 or not HOST.fullmatch(host):
        raise ValueError(written)
    return host
