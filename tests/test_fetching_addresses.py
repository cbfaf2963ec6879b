"""Any address, in any notation: what is not public is not reached, whatever is written."""

import socket
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from debates.exchange import fetching
from debates.exchange.addresses import canonical_address, is_public
from debates.exchange.destinations import NotFetched
from tests.hosts import PUBLIC

QUADS = st.integers(0, 2**32 - 1)


def notations(number: int) -> list[str]:
    """A 32-bit address in the ways that systems read."""
    a, b, c, d = number.to_bytes(4, "big")
    rest = number & 0xFFFFFF
    return [
        *(f"{a}.{b}.{c}.{d}", f"{a}.{b}.{c}.{d}.", f"{number}", f"{number:#x}", f"0{number:o}"),
        *(f"{a}.{rest}", f"{a}.{b}.{rest & 0xFFFF}", f"{a:#x}.{b:#o}.{c}.{d}".replace("0o", "0")),
        *(f"{a:#06x}.{b}.{c}.{d}", f"0{a:o}.0{b:o}.0{c:o}.0{d:o}"),
    ]  # fmt: skip


@given(QUADS)
@example(0x7F000001)
@example(0xA9FEA9FE)
def test_every_notation_is_judged_as_the_address_that_it_is(number: int) -> None:
    address = IPv4Address(number)
    for written in notations(number):
        assert canonical_address(written.removesuffix(".")) == str(address)
        if not address.is_global:
            with pytest.raises(NotFetched) as caught:
                fetching.fetch(
                    f"http://{written}/", accept=["text/html"], agent="x", connect=nowhere
                )
            assert caught.value.code == "not_public"


@given(st.one_of(QUADS, st.integers(0, 2**128 - 1), st.integers(0x2 << 124, (0x4 << 124) - 1)))
def test_no_address_that_is_not_global_is_public(number: int) -> None:
    address = IPv6Address(number)
    carried = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    assume(not address.is_global or any(carried) or number < 2**32)
    assert not is_public(str(address))
    with pytest.raises(NotFetched):
        fetching.fetch(f"http://[{address}]/", accept=["text/html"], agent="x", connect=nowhere)


@given(QUADS)
def test_an_address_of_the_old_kind_within_a_new_one_is_never_public(number: int) -> None:
    for prefix in ("::ffff:0:0", "::", "64:ff9b::", "::ffff:0:0:0"):
        assert not is_public(str(IPv6Address(int(IPv6Address(prefix)) + number)))
    assert not is_public(str(IPv6Address((0x2002 << 112) + (number << 80))))


def nowhere(address: str, port: int, seconds: float) -> socket.socket:
    raise AssertionError(f"{address} was let through")


ODD = st.text("0123456789abcxABCXehost.:/@[]%\\?# \t\n-_~１。\u200b\ud800\0", max_size=40)


@given(ODD, st.lists(st.one_of(st.ip_addresses().map(str), ODD), max_size=3))
def test_whatever_is_written_and_resolved_is_refused_or_leads_to_the_public(
    written: str, answers: list[str]
) -> None:
    tried: list[str] = []

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        tried.append(address)
        raise ConnectionRefusedError

    for url in (f"http://{written}", f"https://a.example/{written}", written):
        with pytest.raises(NotFetched):
            fetching.fetch(
                url,
                accept=["text/html"],
                agent="x",
                resolve=lambda name: answers,
                connect=connect,
            )
    assert all(map(is_public, tried))


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "8.8.8.8", "2606:4700:4700::1111"])
def test_what_anyone_can_reach_is_public(address: str) -> None:
    assert is_public(address)
