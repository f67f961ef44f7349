"""To which addresses this server may connect for an address that somebody typed."""

import ipaddress
from typing import Protocol

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = frozenset({80, 443, 8080, 8443})
# All of IPv6 that was ever given out to be reached; what is elsewhere leads to something else.
_GIVEN_OUT = ipaddress.IPv6Network("2000::/3")
# These carry an IPv4 address within them, which may be a private one.
_CARRIERS = (ipaddress.IPv6Network("2002::/16"), ipaddress.IPv6Network("2001::/32"))
# Routers that unpack such addresses.
_RELAYS = ipaddress.IPv4Network("192.88.99.0/24")


class Policy(Protocol):
    def may_connect(self, address: Address, port: int) -> bool: ...


class PublicOnly:
    """
    The public internet and nothing of our own network.

    Private, loopback, link-local, shared, multicast and reserved addresses are
    refused, and so is every IPv6 address that stands for an IPv4 one.
    """

    def may_connect(self, address: Address, port: int) -> bool:
        return port in PORTS and _is_public(address)


def _is_public(address: Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address not in _RELAYS
    # A zone ("%eth0") says through which of our own interfaces: no public address has one.
    is_plain = address.scope_id is None and address in _GIVEN_OUT
    return is_plain and not any(address in carrier for carrier in _CARRIERS)
