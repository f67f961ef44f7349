"""Which addresses a name has."""

import ipaddress
import socket
from collections.abc import Callable

from knowledge.links.policy import Address

# (name, port) to its addresses; raises OSError where there are none.
type Resolve = Callable[[str, int], list[Address]]


def resolve(host: str, port: int) -> list[Address]:
    """
    Ask the system, as a browser does: it also reads "127.1", "0x7f000001" and "2130706433".

    Raise OSError where the name has no address.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ipaddress.ip_address(spot[0]) for *_kind, spot in found))
