"""Where a request comes from, as far as it can be believed."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The client's address: of the connection, or the one that our own proxies report.

    Each proxy appends whom it heard from, so with N of them in front only the N-th entry
    from the right is believed; everything left of it is whatever the client made up.
    """
    connection = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.TRUSTED_PROXIES
    if proxies:
        reported = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        connection = reported[-proxies] if len(reported) >= proxies else connection
    try:
        return str(ipaddress.ip_address(connection))
    except ValueError:
        return "0.0.0.0"  # noqa: S104 - a Unix socket has no address, and a proxy may report junk


def network_of(address: str) -> str:
    """What limits count as one client: an IPv4 address, or the /64 that one IPv6 customer gets."""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((parsed, 64), strict=False).network_address)
    return address
