"""Which IP addresses a request may reach: public ones only, so that no listing or redirect opens the inner network.

A name is resolved once and every address it has is checked; the connection then goes to a checked address and nowhere
else (transport.py), so that a name cannot change its meaning between check and use (DNS rebinding).
"""

import ipaddress
import queue
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Blocks that `is_global` of some Python versions lets pass, or that lead inside although their numbers are public.
_REFUSED: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "100.64.0.0/10",  # carrier-grade NAT, and a metadata service (100.100.100.200)
        "168.63.129.16/32",  # host services of a cloud, on a public number
        "169.254.0.0/16",  # link-local, and the metadata services
        "192.0.0.0/24",  # protocol assignments, and a metadata service (192.0.0.192)
        "192.88.99.0/24",  # relays from IPv6
        "198.18.0.0/15",  # benchmarks
        "240.0.0.0/4",  # reserved, broadcast
        "2001::/23",  # protocol assignments, Teredo
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
_UNICAST = ipaddress.IPv6Network("2000::/3")  # all of IPv6 that has been given out
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


class UnsafeAddressError(Exception):
    """The host has an address that is not public, and that the source does not allow."""


class UnresolvedError(Exception):
    """The name has no address, or the name server did not answer in time."""


@dataclass(frozen=True, slots=True)
class Peer:
    """An address that passed: what socket.connect needs."""

    family: socket.AddressFamily
    address: tuple[str, int] | tuple[str, int, int, int]


def resolve(host: str, port: int, allowed: tuple[str, ...], seconds: float) -> tuple[Peer, ...]:
    """Addresses of a host, all of them checked, in the order the system prefers; the system is asked once.

    `allowed` names exceptions as host:port or IP:port ("[::1]:80" for IPv6). Raises UnsafeAddressError when one address
    is not public (a name that is half public is a trap, no mistake), UnresolvedError when there is none in `seconds`.
    """
    peers = tuple(dict.fromkeys(_peers(host, port, seconds)))
    if not peers:
        raise UnresolvedError(f"{host} has no address")
    if f"{_bracketed(host)}:{port}".lower() in allowed:
        return peers
    for peer in peers:
        address = ipaddress.ip_address(peer.address[0].partition("%")[0])
        if not is_public(address) and f"{_bracketed(str(address))}:{port}" not in allowed:
            raise UnsafeAddressError(
                f"{host} is at {address}, which is not public. If this is meant, add "
                f'"{_bracketed(host)}:{port}" to allow_addresses of the source.'
            )
    return peers


def is_public(address: Address) -> bool:
    """Whether an address, and every one that is wrapped in it, belongs to the public network."""
    return all(_is_public(each) for each in (address, *_wrapped(address)))


def _is_public(address: Address) -> bool:
    if any(address in block for block in _REFUSED if block.version == address.version):
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast and not address.is_reserved
    if address in _NAT64 or address.ipv4_mapped is not None:
        return True  # the address inside is checked in its place
    return address in _UNICAST and address.is_global


def _wrapped(address: Address) -> Iterator[ipaddress.IPv4Address]:
    """IPv4 addresses that an IPv6 address stands for: mapped, compatible, NAT64, 6to4, Teredo, ISATAP."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    last = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.ipv4_mapped is not None or address in _NAT64 or address in _COMPATIBLE:
        yield last
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if (int(address) >> 32) & 0xFFFFFFFF in (0x00005EFE, 0x02005EFE):
        yield last


def _peers(host: str, port: int, seconds: float) -> list[Peer]:
    """Ask the system, for no longer than `seconds`: getaddrinfo itself knows no deadline."""
    answers: queue.SimpleQueue[list[Peer] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.put(error)
        else:
            answers.put([Peer(f, a) for f, _, _, _, a in found if f in (socket.AF_INET, socket.AF_INET6)])  # type: ignore[arg-type]

    threading.Thread(target=ask, daemon=True, name=f"resolve {host}").start()
    try:
        answer = answers.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise UnresolvedError(f"no name server answered for {host} in time") from None
    if isinstance(answer, UnicodeError):
        raise UnresolvedError(f"{host} is no host name") from answer
    if isinstance(answer, OSError):
        raise UnresolvedError(f"{host}: {answer.strerror or answer}") from answer
    return answer


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
