"""IP addresses in every disguise, and which of them are public."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# Global on paper, and not for us: protocol assignments, relays of old tunnels, and the address
# at which one cloud answers its own machines.
NOT_FOR_US = [ip_network(one) for one in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")]
# All that is public in IPv6 lies here. So the mapped, translated and compatible forms of IPv4
# are outside, and what is left to refuse are protocols, tunnels and examples.
UNICAST = ip_network("2000::/3")
NOT_UNICAST = [ip_network(one) for one in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]


def canonical_address(host: str) -> str:
    """The IP address that a host is, however it is written: 127.1, 0x7f000001, ::1. Else blank."""
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    if not host.isprintable() or " " in host:  # These end an address there, whatever follows.
        return ""
    try:  # As the system's own functions read it, octal and short forms too.
        return str(IPv4Address(socket.inet_aton(host)))
    except (OSError, UnicodeError):
        return ""


def is_public(address: str) -> bool:
    """Whether anyone on the internet could reach this address. False for what is no address."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        return (
            found.scope_id is None
            and found.is_global
            and found in UNICAST
            and not any(found in one for one in NOT_UNICAST)
        )
    return (
        found.is_global
        and not (found.is_multicast or found.is_reserved)
        and not any(found in one for one in NOT_FOR_US)
    )
